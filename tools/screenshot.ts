import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { routesSchema } from '#contracts/http-flights.ts';
import { snapshotSchema } from '#contracts/http-positions.ts';
import { distanceM } from '#domain/geo.ts';
import type { Browser, Page } from 'playwright-core';
import { readRuntimeFile } from '../local/start/runtime-file.ts';
import { endWith, HELP, readArguments, refuseMore, TEXT, textOption, type Given } from './aws/command-line.ts';
import { launchBrowser } from './launch-browser.ts';

/**
 * `npm run screenshot [-- --url URL]`: makes the pictures of the README, `docs/images/map.png` and `search.png`, from the
 * page that `npm start` runs. The longer it has been running, the longer the trail, and schedules must be loaded.
 */
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PICTURES = join(ROOT, 'docs', 'images');
const SIZE = { width: 1440, height: 900 };
const VIEW = 'lat=49.3&lon=8.2&z=4.9';
const WITHIN_MS = 120_000;
/** Base map, fonts and trail settle after the trail was loaded. */
const SETTLE_MS = 6000;
const CRUISE_M = 7000;
/** Middle of what the panel leaves free of the view. */
const MIDDLE = { lat: 49.8, lon: 5.5 };
const AROUND = '-6,42,16,56';

const HELP_TEXT = `npm run screenshot [-- --url URL]

  --url URL   the page; without it that of the npm start that runs

Writes docs/images/map.png and docs/images/search.png.`;

function runningPage(given: Given): string {
  const url = textOption(given, 'url') ?? readRuntimeFile(join(ROOT, '.local'))?.web;
  if (url === undefined) throw new Error('nothing runs here: start the page with `npm start`, or name one with --url');
  return url;
}

/** The flying aircraft that is nearest to the middle. */
async function bestAircraft(url: string): Promise<string> {
  const response = await fetch(`${url}/api/positions?bbox=${AROUND}`);
  const { positions } = snapshotSchema.parse(await response.json());
  const flying = positions.filter(({ onGround, altitudeM }) => !onGround && altitudeM !== null && altitudeM > CRUISE_M);
  const [nearest] = flying.sort((a, b) => distanceM(a, MIDDLE) - distanceM(b, MIDDLE));
  if (nearest === undefined) throw new Error('nothing flies over Western Europe');
  return nearest.icao24;
}

/** A day on which there are flights. */
async function searchAddress(url: string, from: string, to: string): Promise<string> {
  const response = await fetch(`${url}/api/routes?from=${from}&to=${to}`);
  const date = routesSchema.parse(await response.json()).dates.at(-1);
  if (date === undefined) throw new Error(`no schedules from ${from} to ${to} are stored yet: wait for the first load`);
  return `${url}/flights?from=${from}&to=${to}&date=${date}&lang=fr`;
}

async function takeMap(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/?${VIEW}&lang=en&icao=${await bestAircraft(url)}`);
  await page.locator('[data-testid="panel-trail"][data-state="ready"]').waitFor({ timeout: WITHIN_MS });
  await page.waitForTimeout(SETTLE_MS);
}

async function takeSearch(page: Page, url: string): Promise<void> {
  await page.goto(await searchAddress(url, 'FRA', 'JFK'));
  await page.locator('table button[aria-expanded]').first().click();
}

async function takePicture(
  browser: Browser,
  { name, colorScheme, take }: { name: string; colorScheme: 'dark' | 'light'; take: (page: Page) => Promise<void> },
): Promise<void> {
  // Without motion a software renderer has time for the picture.
  const context = await browser.newContext({ viewport: SIZE, colorScheme, locale: 'en-GB', reducedMotion: 'reduce' });
  const page = await context.newPage();
  await take(page);
  const path = join(PICTURES, name);
  await page.screenshot({ path, timeout: WITHIN_MS });
  await context.close();
  console.log(`${path}: ${SIZE.width} x ${SIZE.height}`);
}

async function takePictures(url: string): Promise<void> {
  await mkdir(PICTURES, { recursive: true });
  const browser = await launchBrowser();
  try {
    await takePicture(browser, { name: 'map.png', colorScheme: 'dark', take: (page) => takeMap(page, url) });
    await takePicture(browser, { name: 'search.png', colorScheme: 'light', take: (page) => takeSearch(page, url) });
  } finally {
    await browser.close();
  }
}

await endWith(async () => {
  const given = readArguments(process.argv.slice(2), { ...HELP, url: TEXT });
  if (given.values['help'] === true) {
    console.log(HELP_TEXT);
    return 0;
  }
  refuseMore(given.positionals);
  await takePictures(runningPage(given));
  return 0;
}, HELP_TEXT);
