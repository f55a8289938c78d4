/**
 * The whole sky for an hour: a real picture of it, moving, 8,000 aircraft and 200 viewers on all of Airlines, a browser that
 * looks at the world; tells whether memory, lag or dropped frames grow. Options: `--minutes 60`, `--aircraft 8000`,
 * `--viewers 200`.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { parseArgs } from 'node:util';
import { isJsonObject, type JsonObject } from '#contracts/read.ts';
import { hasSharedData, sharedData } from '../shared-data.ts';
import { watchSky, type SkyRound } from './sky/watch-sky.ts';

/** Memory may be so much higher at the end than after the first third: caches fill, compaction runs now and then. */
const MOST_GROWTH = 1.2;
/** Of a visitor who presses a button: beyond this a page doesn't feel alive (RAIL: 100 ms; software drawing takes more). */
const LONGEST_ANSWER_MS = 1000;

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '60' },
      aircraft: { type: 'string', default: '8000' },
      viewers: { type: 'string', default: '200' },
    },
  });
  const rounds = await watchSky({
    rows: readSample(),
    aircraft: Number(values.aircraft),
    viewers: Number(values.viewers),
    rounds: Number(values.minutes),
    roundMs: 60_000,
    onRound: print,
  });
  const faults = faultsOf(rounds);
  console.log(faults.length === 0 ? 'Nothing grew, nothing was dropped.' : faults.join('\n'));
  if (faults.length > 0) process.exitCode = 1;
}

function readSample(): JsonObject[] {
  if (!hasSharedData) throw new Error('the captured picture ../shared/data/feeds/aircraft.json.gz is not here');
  const file = fileURLToPath(sharedData('feeds/aircraft.json.gz'));
  const picture: unknown = JSON.parse(gunzipSync(readFileSync(file)).toString());
  const aircraft: unknown = isJsonObject(picture) ? picture['aircraft'] : null;
  return Array.isArray(aircraft) ? aircraft.filter(isJsonObject) : [];
}

function print({ crowd, page, memoryMb, undelivered }: SkyRound): void {
  const memory = [...memoryMb].map(([name, mb]) => `${name} ${mb.toFixed(0)}`).join(', ');
  console.log(
    `${crowd.messages} frames, ${(crowd.bytes / 1e6).toFixed(1)} MB, p99 ${crowd.lagP99Ms} ms, ` +
      `${crowd.dropped} dropped, ${crowd.tooSoon} too soon, ${crowd.lost} lost, ${undelivered} undelivered; ` +
      `page: ${page.held} held, ${page.heapMb.toFixed(0)} MB, answers in ${page.answerMs.toFixed(0)} ms; MB: ${memory}`,
  );
}

function faultsOf(rounds: readonly SkyRound[]): string[] {
  const faults: string[] = [];
  const dropped = sumOf(rounds, ({ crowd }) => crowd.dropped + crowd.lost);
  if (dropped > 0) faults.push(`${dropped} frames were dropped or connections lost`);
  const errors = rounds.at(-1)?.page.errors ?? [];
  if (errors.length > 0) faults.push(`the page reported errors: ${errors.slice(0, 5).join(' | ')}`);
  const slowest = Math.max(...rounds.map(({ page }) => page.answerMs));
  if (slowest > LONGEST_ANSWER_MS) faults.push(`the page took ${slowest.toFixed(0)} ms to answer`);
  const growing: readonly (readonly [string, (round: SkyRound) => number])[] = [
    ['memory of all processes', ({ memoryMb }) => [...memoryMb.values()].reduce((sum, mb) => sum + mb, 0)],
    ["the page's heap", ({ page }) => page.heapMb],
    ['lag', ({ crowd }) => crowd.lagP99Ms],
  ];
  for (const [what, of] of growing) {
    const third = Math.ceil(rounds.length / 3);
    const [early, late] = [median(rounds.slice(0, third).map(of)), median(rounds.slice(-third).map(of))];
    if (late > MOST_GROWTH * early) faults.push(`${what} grew from ${early.toFixed(0)} to ${late.toFixed(0)}`);
  }
  return faults;
}

function sumOf<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
