import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { snapshotSchema } from '#contracts/http-positions.ts';
import { distanceM } from '#domain/geo.ts';
import { readRuntimeFile } from '../local/start/runtime-file.ts';
import { launchBrowser } from './launch-browser.ts';

/**
 * `npm run screenshot [-- --url URL]`: makes the picture of the README, `docs/images/map.png`, from the page that
 * `npm start` runs. The longer it has been running, the longer the trail.
 */
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PICTURE = join(ROOT, 'docs', 'images', 'map.png');
const SIZE = { width: 1440, height: 900 };
const VIEW = 'lat=49.3&lon=8.2&z=4.9';
const WITHIN_MS = 120_000;
/** Base map, fonts and trail settle after the trail was loaded. */
const SETTLE_MS = 6000;
const CRUISE_M = 7000;
/** Middle of what the panel leaves free of the view. */
const MIDDLE = { lat: 49.8, lon: 5.5 };
const AROUND = '-6,42,16,56';

function runningPage(args: readonly string[]): string {
  const at = args.indexOf('--url');
  const url = at < 0 ? readRuntimeFile(join(ROOT, '.local'))?.web : args[at + 1];
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

async function main(): Promise<void> {
  const url = runningPage(process.argv.slice(2));
  const icao24 = await bestAircraft(url);
  const browser = await launchBrowser();
  try {
    // Without motion a software renderer has time for the picture.
    const look = { colorScheme: 'dark', locale: 'en-GB', reducedMotion: 'reduce' } as const;
    const context = await browser.newContext({ viewport: SIZE, ...look });
    const page = await context.newPage();
    await page.goto(`${url}/?${VIEW}&lang=en&icao=${icao24}`);
    await page.locator('[data-testid="panel-trail"][data-state="ready"]').waitFor({ timeout: WITHIN_MS });
    await page.waitForTimeout(SETTLE_MS);
    await mkdir(dirname(PICTURE), { recursive: true });
    await page.screenshot({ path: PICTURE, timeout: WITHIN_MS });
    console.log(`${PICTURE}: ${icao24}, ${SIZE.width} x ${SIZE.height}`);
  } finally {
    await browser.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
