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
  const draw = [];
  const prepare = [];
  let last = null;
  const until = performance.now() + ${MEASURE_MS};
  const step = () => {
    const { lastDrawMs, lastPrepareMs, drawnPictures } = window.airlines;
    if (drawnPictures !== last) {
      draw.push(lastDrawMs);
      prepare.push(lastPrepareMs);
    }
    last = drawnPictures;
    if (performance.now() < until) requestAnimationFrame(step);
    else resolve({ draw, prepare, held: window.airlines.held, drawn: window.airlines.drawn });
  };
  step();
})`;

interface Reading {
  /** Ascending, ms. */
  readonly draw: readonly number[];
  readonly prepare: readonly number[];
  readonly held: number;
  readonly drawn: number;
}

function readingOf(value: unknown): Reading {
  if (!isJsonObject(value)) throw new Error('the page gave no reading');
  const { draw, prepare, held, drawn } = value;
  return { draw: ascending(draw), prepare: ascending(prepare), held: Number(held), drawn: Number(drawn) };
}

function ascending(values: unknown): number[] {
  if (!Array.isArray(values)) throw new Error('the page gave no reading');
  return values.filter((value): value is number => typeof value === 'number').sort((a, b) => a - b);
}

/** Reads the browser's own accounts of a page, one after the other on one connection. */
async function accountsOf(page: Page): Promise<() => Promise<(name: string) => number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (name) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  };
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
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
      const accounts = await accountsOf(page);
      const before = await accounts();
      const { draw, prepare, held, drawn } = readingOf(await page.evaluate(COLLECT));
      const after = await accounts();
      const seconds = after('Timestamp') - before('Timestamp');
      const scriptShare = (after('ScriptDuration') - before('ScriptDuration')) / seconds;
      const taskShare = (after('TaskDuration') - before('TaskDuration')) / seconds;
      console.log(
        [
          `${held} aircraft held, ${drawn} in view`,
          `arithmetic per picture: p50 ${quantile(prepare, 0.5).toFixed(2)} ms, p95 ${quantile(prepare, 0.95).toFixed(2)} ms`,
          `with upload and drawing calls: p50 ${quantile(draw, 0.5).toFixed(2)} ms, p95 ${quantile(draw, 0.95).toFixed(2)} ms`,
          `main thread: ${percent(taskShare)} busy, scripts ${percent(scriptShare)} (waiting for the drawing included)`,
          `${(draw.length / seconds).toFixed(1)} pictures/s here`,
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
