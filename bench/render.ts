/**
 * What the map costs the main thread with 10,000 and 50,000 moving aircraft, beside the map library's own symbol layer.
 * The page is 640 × 480 and holds nothing but the map. Times are those of JavaScript in our callbacks, calls to the graphics
 * card included; on a machine that draws in software the rate of pictures says nothing about a real one.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { isJsonObject } from '#contracts/read.ts';
import { launchBrowser } from '../tools/launch-browser.ts';
import { buildRenderPage, servePage } from './render/serve-page.ts';
import { wholeOption } from './render/whole-option.ts';

const FLEETS = [10_000, 50_000];
const PICTURES = 40;
const UPDATES = 30;
const REPLACEMENTS = 12;
const SYMBOL_RUNS = 5;
const FIVE_PERCENT = 20;
const READING = ['applyMs', 'prepareMs', 'uploadMs', 'drawMs', 'followMs'] as const;

type Reading = Record<(typeof READING)[number], number>;

const AIMS: Readonly<Record<number, { readonly draw: number; readonly update: number; readonly replace: number }>> = {
  10_000: { draw: 0.1, update: 0.5, replace: 2 },
  50_000: { draw: 0.2, update: 2, replace: 10 },
};

function readingOf(value: unknown): Reading {
  if (!isJsonObject(value)) throw new Error('the page gave no reading');
  const entries = READING.map((name) => [name, Number(value[name])] as const);
  return Object.fromEntries(entries) as Reading;
}

async function readings(page: Page, call: string, times: number): Promise<Reading[]> {
  const read: Reading[] = [];
  for (let time = 0; time < times; time++) read.push(readingOf(await page.evaluate(`window.renderBench.${call}`)));
  return read;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

function spread(values: readonly number[]): string {
  const at = (share: number): string => quantile(values, share).toFixed(3);
  return `least ${at(0)} ms, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`;
}

const drawOf = ({ drawMs, followMs }: Reading): number => drawMs + followMs;
const updateOf = ({ applyMs, prepareMs, uploadMs }: Reading): number => applyMs + prepareMs + uploadMs;

function partsOf(update: readonly Reading[]): string {
  const median = (name: keyof Reading): string =>
    quantile(
      update.map((reading) => reading[name]),
      0.5,
    ).toFixed(3);
  return `store ${median('applyMs')}, buffer ${median('prepareMs')}, upload ${median('uploadMs')}`;
}

async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

/** A frame with a twentieth of the aircraft every second, as a busy view gets, for so many minutes. */
async function heapGrowth(page: Page, minutes: number): Promise<string> {
  const live = async (seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second++) {
      await page.evaluate(`window.renderBench.apply(${FIVE_PERCENT})`);
      await page.waitForTimeout(1000);
    }
  };
  await live(20);
  const before = await heapBytes(page);
  await live(minutes * 60);
  const after = await heapBytes(page);
  const growth = ((after / before - 1) * 100).toFixed(1);
  return `heap ${(before / 1e6).toFixed(1)} MB, after ${minutes} min ${(after / 1e6).toFixed(1)} MB: ${growth} % (aim 5 %)`;
}

async function picturesPerSecond(page: Page): Promise<string> {
  const seconds = 10;
  const before = Number(await page.evaluate('window.renderBench.pictures()'));
  await page.waitForTimeout(seconds * 1000);
  const pictures = Number(await page.evaluate('window.renderBench.pictures()')) - before;
  return `${(pictures / seconds).toFixed(1)} pictures/s by ${String(await page.evaluate('window.renderBench.renderer()'))}`;
}

async function symbolLayer(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const busyS = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  };
  const before = await busyS();
  const read: unknown = await page.evaluate(`window.renderBench.symbols(${SYMBOL_RUNS})`);
  const busyMs = ((await busyS()) - before) * 1000;
  if (!Array.isArray(read)) throw new Error('the page gave no reading');
  const values = (name: string): number[] =>
    read.map((reading) => (isJsonObject(reading) ? Number(reading[name]) : NaN));
  return [
    `the library's symbol layer, setData: call p50 ${quantile(values('callMs'), 0.5).toFixed(1)} ms,`,
    `until it can be drawn p50 ${quantile(values('shownMs'), 0.5).toFixed(0)} ms,`,
    `main thread ${(busyMs / SYMBOL_RUNS).toFixed(0)} ms a time (drawing included)`,
  ].join(' ');
}

async function measure(page: Page, aircraft: number, minutes: number): Promise<void> {
  const aim = AIMS[aircraft];
  await page.evaluate(`window.renderBench.start(${aircraft})`);
  await readings(page, 'picture()', 5);
  await readings(page, `update(${FIVE_PERCENT})`, 10);
  const pictures = await readings(page, 'picture()', PICTURES);
  const updates = await readings(page, `update(${FIVE_PERCENT})`, UPDATES);
  const replacements = await readings(page, 'update(1)', REPLACEMENTS);
  console.log(
    [
      `${String(await page.evaluate('window.renderBench.held()'))} aircraft`,
      `draw: ${spread(pictures.map(drawOf))}${aim === undefined ? '' : ` (aim ${aim.draw})`}`,
      `  names, trail and following in it: ${spread(pictures.map(({ followMs }) => followMs))}`,
      `update of 5 %: ${spread(updates.map(updateOf))}${aim === undefined ? '' : ` (aim ${aim.update})`}`,
      `  ${partsOf(updates)}`,
      `update of all: ${spread(replacements.map(updateOf))}${aim === undefined ? '' : ` (aim ${aim.replace})`}`,
      `  ${partsOf(replacements)}`,
      await picturesPerSecond(page),
      ...(minutes > 0 ? [await heapGrowth(page, minutes)] : []),
      await symbolLayer(page),
    ].join('\n  '),
  );
}

/** `[--minutes 10] [--aircraft 50000]`: how long the heap is watched for, 0 leaves that out; one fleet instead of both. */
export async function run(args: readonly string[]): Promise<void> {
  const minutes = wholeOption(args, '--minutes', 10);
  const only = wholeOption(args, '--aircraft', 0);
  const folder = await mkdtemp(join(tmpdir(), 'airlines-render-'));
  const browser = await launchBrowser();
  try {
    await buildRenderPage(folder);
    const served = await servePage(folder);
    for (const aircraft of only > 0 ? [only] : FLEETS) {
      const page = await browser.newPage({ viewport: { width: 640, height: 480 } });
      page.on('pageerror', (error) => console.error(error.message));
      await page.goto(served.url);
      await page.waitForFunction('window.renderBench !== undefined');
      await measure(page, aircraft, minutes);
      await page.close();
    }
    await served.close();
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}
