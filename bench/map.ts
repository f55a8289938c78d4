/**
 * What the map costs the main thread with 10,000 and 50,000 aircraft that all move.
 * It draws in software on most machines without a graphics card: the rate of pictures says nothing about a real one,
 * the time of the main thread does.
 */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { systemClock } from '#adapters/observability/clock.ts';
import { isJsonObject } from '#contracts/read.ts';
import { launchBrowser } from '../tools/launch-browser.ts';
import { startMapBackend } from './map/synthetic-sky.ts';

const SITE = fileURLToPath(new URL('../frontend/dist', import.meta.url));
const FLEETS = [10_000, 50_000];
const WARM_UP_MS = 20_000;
const MEASURE_MS = 15_000;

/** Collects the layer's time for each picture until told to stop. */
const COLLECT = `new Promise((resolve) => {
  const times = [];
  let last = null;
  const until = performance.now() + ${MEASURE_MS};
  const step = () => {
    const { lastDrawMs, drawnPictures } = window.airlines;
    if (drawnPictures !== last) times.push(lastDrawMs);
    last = drawnPictures;
    if (performance.now() < until) requestAnimationFrame(step);
    else resolve({ times, held: window.airlines.held, drawn: window.airlines.drawn });
  };
  step();
})`;

interface Reading {
  readonly times: readonly number[];
  readonly held: number;
  readonly drawn: number;
}

function readingOf(value: unknown): Reading {
  if (!isJsonObject(value) || !Array.isArray(value['times'])) throw new Error('the page gave no reading');
  const times = value['times'].filter((time): time is number => typeof time === 'number');
  return { times: times.sort((a, b) => a - b), held: Number(value['held']), drawn: Number(value['drawn']) };
}

async function metricsOf(page: Page): Promise<(name: string) => number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  return (name) => metrics.find((metric) => metric.name === name)?.value ?? 0;
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** Prints, for each fleet, the layer's time for a picture and what the whole page kept the main thread busy. */
export async function run(): Promise<void> {
  const browser = await launchBrowser();
  try {
    for (const aircraft of FLEETS) {
      const sky = await startMapBackend({ site: SITE, aircraft, nowMs: systemClock });
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await page.goto(`${sky.url}/?lat=50&lon=9&z=4`);
      await page.waitForFunction(`window.airlines?.held > ${aircraft * 0.5} && window.airlines.drawn > 0`, null, {
        timeout: 120_000,
      });
      await page.waitForTimeout(WARM_UP_MS);
      const before = await metricsOf(page);
      const { times, held, drawn } = readingOf(await page.evaluate(COLLECT));
      const after = await metricsOf(page);
      const seconds = after('Timestamp') - before('Timestamp');
      const scriptMs = ((after('ScriptDuration') - before('ScriptDuration')) * 1000) / times.length;
      console.log(
        [
          `${held} aircraft held, ${drawn} in view`,
          `layer per picture: p50 ${quantile(times, 0.5).toFixed(2)} ms, p95 ${quantile(times, 0.95).toFixed(2)} ms`,
          `all scripts per picture: ${scriptMs.toFixed(2)} ms (records, trail, map library included)`,
          `${(times.length / seconds).toFixed(1)} pictures/s here`,
          `heap ${(after('JSHeapUsedSize') / 1e6).toFixed(0)} MB`,
        ].join('\n  '),
      );
      await page.close();
      await sky.close();
    }
  } finally {
    await browser.close();
  }
}
