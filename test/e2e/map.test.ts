import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { distanceM } from '#domain/geo.ts';
import { predict, type MotionState } from '#domain/motion.ts';
import { isJsonObject } from '#contracts/read.ts';
import type { AirlinesPoint } from '../../frontend/src/live/airlines-window.ts';
import { startAirlines, type AirlinesServer } from './airlines-server.ts';
import { openPage, startBrowser, type TestPage } from './browser.ts';

const SCREENSHOTS = fileURLToPath(new URL('../../.local/screenshots/', import.meta.url));
const APPEAR_MS = 60_000;
/** Part of the window in which nothing lies over the map: not the header, the legend, the buttons or the panel. */
const [LEFT, RIGHT, TOP, BOTTOM] = [320, 600, 150, 520];

let server: AirlinesServer;
let browser: Browser;
let opened: TestPage[] = [];

beforeAll(async () => {
  await mkdir(SCREENSHOTS, { recursive: true });
  [server, browser] = await Promise.all([startAirlines(), startBrowser()]);
}, 240_000);

afterEach(async () => {
  await Promise.all(opened.map(({ page }) => page.context().close()));
  opened = [];
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function open(path: string, options: BrowserContextOptions = {}): Promise<TestPage> {
  const test = await openPage(browser, server.url, { viewport: { width: 1000, height: 680 }, ...options });
  opened.push(test);
  await test.page.goto(server.url + path);
  return test;
}

/** Resolves when so much of the server's time has gone by in the page. */
async function untilLater(page: Page, ms: number): Promise<void> {
  const beganMs = await page.evaluate(() => window.airlines?.serverTimeMs() ?? 0);
  await page.waitForFunction((untilMs) => (window.airlines?.serverTimeMs() ?? 0) >= untilMs, beganMs + ms);
}

async function untilDrawn(page: Page, least = 5): Promise<void> {
  await page.waitForFunction((count) => (window.airlines?.drawn ?? 0) >= count, least, { timeout: APPEAR_MS });
}

/** Where each aircraft is drawn, all of one moment. */
async function drawnPoints(
  page: Page,
): Promise<{ readonly atMs: number; readonly points: Map<string, AirlinesPoint> }> {
  const reading = await page.evaluate(() => {
    const { airlines } = window;
    if (airlines === undefined) throw new Error('no window.airlines');
    const entries = airlines.addresses().map((icao24) => [icao24, airlines.positionOf(icao24)] as const);
    return { atMs: airlines.serverTimeMs(), entries };
  });
  const present = reading.entries.flatMap(([icao24, point]) => (point === null ? [] : [[icao24, point] as const]));
  return { atMs: reading.atMs, points: new Map(present) };
}

/** The newest fix of each aircraft as the API tells it. */
async function fixes(): Promise<Map<string, MotionState>> {
  const response = await fetch(`${server.url}/api/positions`);
  const body: unknown = await response.json();
  const positions: unknown = isJsonObject(body) ? body['positions'] : null;
  expect(Array.isArray(positions)).toBe(true);
  return new Map((positions as (MotionState & { icao24: string })[]).map((fix) => [fix.icao24, fix]));
}

/** A drawn aircraft away from the edges and from what lies over the map. */
async function pressable(page: Page): Promise<{ readonly icao24: string; readonly x: number; readonly y: number }> {
  const { points } = await drawnPoints(page);
  const places = [...points].map(([icao24, { x, y }]) => ({ icao24, x, y }));
  const lonely = places.find(
    ({ icao24, x, y }) =>
      x > LEFT &&
      x < RIGHT &&
      y > TOP &&
      y < BOTTOM &&
      places.every((other) => other.icao24 === icao24 || Math.hypot(other.x - x, other.y - y) > 40),
  );
  if (lonely === undefined) throw new Error('no aircraft stands apart from the others');
  return lonely;
}

/** A picture for people to look at. Drawing in software, a loaded machine needs long for one. */
async function picture(page: Page, name: string): Promise<Buffer> {
  return page.screenshot({ path: `${SCREENSHOTS}${name}.png`, timeout: 120_000 });
}

/** A place on the map that is far from all aircraft. */
async function emptyPlace(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  const points = [...(await drawnPoints(page)).points.values()];
  for (let x = LEFT; x < RIGHT; x += 15) {
    for (let y = TOP; y < BOTTOM; y += 15) {
      if (points.every((point) => Math.hypot(point.x - x, point.y - y) > 35)) return { x, y };
    }
  }
  throw new Error('aircraft are everywhere');
}

describe('the map', () => {
  it('shows aircraft where dead reckoning of their last fix puts them, and moves them', async () => {
    const { page, errors, outside } = await open('/?lat=50&lon=9&z=4');
    await untilDrawn(page, 30);
    // A correction is blended in within a second, so a reading is compared only where the fix is older than that.
    const first = await drawnPoints(page);
    await untilLater(page, 1500);
    const second = await drawnPoints(page);
    const stored = await fixes();
    let compared = 0;
    let moved = 0;
    for (const [icao24, now] of second.points) {
      const before = first.points.get(icao24);
      if (before !== undefined && distanceM(before, now) > 50) moved += 1;
      const fix = stored.get(icao24);
      if (fix === undefined || Math.abs(fix.observedAtMs - now.observedAtMs) > 100) continue;
      if (second.atMs - now.observedAtMs < 2500) continue;
      const expected = predict(fix, now.observedAtMs + now.extrapolatedMs);
      // The wire rounds to 0.0001° (11 m), 1 kt, 1° and 0.1 s: over the few seconds since the fix that adds up to this.
      expect(distanceM(now, expected), icao24).toBeLessThan(150);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(5);
    expect(moved).toBeGreaterThan(10);
    expect(outside).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('is not empty, in either theme', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await open('/?lat=50&lon=9&z=4', { colorScheme });
      await untilDrawn(page);
      await untilLater(page, 1000);
      const image = await picture(page, `europe-${colorScheme}`);
      // A picture of one colour compresses to a few kilobytes.
      expect(image.length).toBeGreaterThan(60_000);
    }
  });

  it('selects the aircraft that is pressed, draws its trail, and lets go of it beside all aircraft', async () => {
    const { page, errors } = await open('/?lat=50&lon=9&z=5');
    await untilDrawn(page, 10);
    const { icao24, x, y } = await pressable(page);
    const track = page.waitForResponse((response) => response.url().includes(`/api/aircraft/${icao24}/track`));
    await page.mouse.click(x, y);
    expect((await track).status()).toBe(200);
    await page.waitForFunction((address) => window.location.search.includes(`icao=${address}`), icao24);
    await untilLater(page, 3000);
    await picture(page, 'selected');
    const empty = await emptyPlace(page);
    await page.mouse.click(empty.x, empty.y);
    await page.waitForFunction(() => !window.location.search.includes('icao='));
    expect(errors).toEqual([]);
  });

  it('stands still while paused, with data arriving, and catches up afterwards', async () => {
    const { page } = await open('/?lat=50&lon=9&z=5');
    await untilDrawn(page, 10);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.waitForFunction(() => window.airlines?.paused === true);
    const before = await drawnPoints(page);
    await untilLater(page, 6000);
    const after = await drawnPoints(page);
    for (const [icao24, { lat, lon }] of after.points) {
      expect({ lat, lon }).toEqual({ lat: before.points.get(icao24)?.lat, lon: before.points.get(icao24)?.lon });
    }
    const pictures = await page.evaluate(() => window.airlines?.drawnPictures);
    await untilLater(page, 1000);
    expect(await page.evaluate(() => window.airlines?.drawnPictures)).toBe(pictures);
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.waitForFunction(() => window.airlines?.paused === false);
    await untilLater(page, 1500);
    const resumed = await drawnPoints(page);
    const moved = [...resumed.points].filter(([icao24, point]) => {
      const still = after.points.get(icao24);
      return still !== undefined && distanceM(still, point) > 200;
    });
    expect(moved.length).toBeGreaterThan(5);
  });

  it('moves aircraft only with their records when motion is to be reduced', async () => {
    const { page } = await open('/?lat=50&lon=9&z=5', { reducedMotion: 'reduce' });
    await untilDrawn(page, 10);
    const before = await drawnPoints(page);
    await untilLater(page, 2500);
    const after = await drawnPoints(page);
    let still = 0;
    for (const [icao24, point] of after.points) {
      const earlier = before.points.get(icao24);
      if (earlier?.observedAtMs !== point.observedAtMs) continue;
      expect(distanceM(earlier, point)).toBeLessThan(0.01);
      still += 1;
    }
    expect(still).toBeGreaterThan(5);
  });

  it('asks for nothing outside its own server, over the whole world and close up', async () => {
    for (const view of ['lat=20&lon=0&z=1.2', 'lat=50.03&lon=8.57&z=11']) {
      const { page, outside, errors } = await open(`/?${view}`);
      await page.waitForFunction(() => window.airlines?.connection === 'live', null, { timeout: APPEAR_MS });
      await page.waitForLoadState('networkidle', { timeout: 5000 }).catch(() => undefined);
      expect(outside).toEqual([]);
      expect(errors).toEqual([]);
    }
  });

  it.each([
    ['northern-europe', 'lat=64&lon=18&z=3.6'],
    ['fiji', 'lat=-17.5&lon=179.5&z=5'],
    ['chukotka', 'lat=66&lon=-178&z=3.6'],
    ['world', 'lat=20&lon=0&z=1.2'],
  ])('draws %s from its fine geometry', async (name, view) => {
    const { page, errors } = await open(`/?${view}`);
    await page.waitForResponse((response) => response.url().includes('land-50m'), { timeout: APPEAR_MS });
    await untilLater(page, 2500);
    expect((await picture(page, name)).length).toBeGreaterThan(20_000);
    expect(errors).toEqual([]);
  });
});

describe('the map, when the graphics context is lost', () => {
  it('draws map, trail and aircraft again once it is restored, in the theme chosen meanwhile', async () => {
    const { page, errors } = await open('/?lat=50&lon=9&z=5', { colorScheme: 'light' });
    await untilDrawn(page, 10);
    const { x, y } = await pressable(page);
    await page.mouse.click(x, y);
    await page.waitForFunction(() => window.location.search.includes('icao='));
    await page.evaluate(async () => {
      const canvas = document.querySelector('canvas.maplibregl-canvas');
      const gl = canvas instanceof HTMLCanvasElement ? canvas.getContext('webgl2') : null;
      const extension = gl?.getExtension('WEBGL_lose_context');
      if (!canvas || !extension) throw new Error('the context cannot be lost here');
      Object.assign(window, { restoreContext: () => extension.restoreContext() });
      const lost = new Promise((resolve) => canvas.addEventListener('webglcontextlost', resolve, { once: true }));
      extension.loseContext();
      await lost;
    });
    await page.emulateMedia({ colorScheme: 'dark' });
    const pictures = await page.evaluate(() => window.airlines?.drawnPictures ?? 0);
    await untilLater(page, 1000);
    expect(await page.evaluate(() => window.airlines?.drawnPictures)).toBe(pictures);
    await page.evaluate('window.restoreContext()');
    await page.waitForFunction((before) => (window.airlines?.drawnPictures ?? 0) > before + 3, pictures, {
      timeout: APPEAR_MS,
    });
    await untilLater(page, 3000);
    expect((await picture(page, 'context-restored')).length).toBeGreaterThan(60_000);
    expect(errors).toEqual([]);
  });
});

describe('the map, when the server goes away', () => {
  it('says so, and comes back by itself once it runs again', async () => {
    const { page } = await open('/?lat=50&lon=9&z=4');
    await untilDrawn(page);
    await server.halt();
    await page.waitForFunction(() => window.airlines?.connection === 'reconnecting', null, { timeout: APPEAR_MS });
    const beforeMs = await page.evaluate(() => window.airlines?.serverTimeMs() ?? 0);
    await server.resume();
    await page.waitForFunction(() => window.airlines?.connection === 'live', null, { timeout: APPEAR_MS });
    // Fixes from after the restart are drawn.
    await page.waitForFunction(
      (sinceMs) => {
        const { airlines } = window;
        const points = airlines?.addresses().map((icao24) => airlines.positionOf(icao24)) ?? [];
        return points.some((point) => point !== null && point.observedAtMs > sinceMs);
      },
      beforeMs,
      { timeout: APPEAR_MS },
    );
  });
});
