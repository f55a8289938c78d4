/**
 * From the producer to the browser: how old a position is when its frame reaches the page. Starts `npm start` on a data
 * folder of its own with 300 simulated aircraft, opens the page in a real Chromium, and compares the arrival of each row
 * with the time at which the producer published it, read from the topic. Aim at p99: batching window, the pause between
 * frames of the level that is looked at, and 300 ms.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseServerMessage } from '#contracts/live-messages.ts';
import { parseJsonObject } from '#contracts/read.ts';
import { addressFromNumber } from '#domain/address.ts';
import { LEVEL_RULES } from '#domain/level.ts';
import { LEVELS, type Level } from '#domain/position.ts';
import { startProcess } from '../local/processes/supervised-process.ts';
import { collectFrames, type ReceivedText } from './latency/collect-frames.ts';
import { tapTopic, type PublishedPositions } from './latency/tap-topic.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const READY_TIMEOUT_MS = 180_000;
/** Beside the window: the producer's gathering, Kafka, the function, the posts. */
const ALLOWANCE_MS = 300;
/** Ages cross the socket in tenths of a second. */
const AGE_TOLERANCE_MS = 60;

/** A map around Frankfurt at each level, in the page's address. */
const VIEWS: Readonly<Record<Level, string>> = {
  world: '?lat=50&lon=8.6&z=4',
  regional: '?lat=50&lon=8.6&z=7',
  fine: '?lat=50&lon=8.6&z=9.2',
};

/** Options: `--seconds 60`, `--aircraft 300` (all of them from or to Germany), `--every 500` (batching window in ms), `--level fine`. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: 'string', default: '60' },
      aircraft: { type: 'string', default: '300' },
      every: { type: 'string', default: '500' },
      level: { type: 'string', default: 'fine' },
    },
  });
  const level = LEVELS.find((one) => one === values.level) ?? 'fine';
  const windowMs = Number(values.every);
  const dataFolder = await mkdtemp(join(root, '.local', 'bench-latency-'));
  const airlines = startProcess({
    name: 'npm start',
    command: process.execPath,
    args: ['local/start.ts', '--port', '0', '--data', dataFolder, '--aircraft', values.aircraft, '--countries', 'DE'],
    cwd: root,
    env: { ...process.env, BROADCAST_EVERY_MS: values.every },
    graceMs: 15_000,
  });
  try {
    await airlines.whenLine((line) => line.startsWith('Ready: '), READY_TIMEOUT_MS);
    const runtime = parseJsonObject(await readFile(join(dataFolder, 'runtime.json'), 'utf8'));
    const tap = await tapTopic(String(runtime['kafkaBrokers']));
    await delay(2000);
    const received = await collectFrames(`${String(runtime['web'])}/${VIEWS[level]}`, Number(values.seconds) * 1000);
    const published = await tap.stop();
    print(latencies(received, published), { level, windowMs });
  } finally {
    await airlines.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

interface Latencies {
  /** From publication to the page. */
  readonly totalMs: readonly number[];
  /** Of it, from publication until the frame was encoded. */
  readonly encodedMs: readonly number[];
  /** Of it, from there to the page. */
  readonly postedMs: readonly number[];
  readonly frames: number;
  /** Rows whose record was published before the tap listened, or is repeated by a later batch. */
  readonly unmatched: number;
}

function latencies(received: readonly ReceivedText[], published: PublishedPositions): Latencies {
  const totalMs: number[] = [];
  const encodedMs: number[] = [];
  const postedMs: number[] = [];
  let frames = 0;
  let unmatched = 0;
  for (const { text, atMs } of received) {
    const message = parseServerMessage(text);
    if (message.type !== 'positions' && message.type !== 'frame') continue;
    frames += 1;
    for (const { address, observedAtMs } of message.rows) {
      const record = published
        .get(addressFromNumber(address))
        ?.find((candidate) => Math.abs(candidate.observedAtMs - observedAtMs) <= AGE_TOLERANCE_MS);
      if (record === undefined) {
        unmatched += 1;
        continue;
      }
      totalMs.push(atMs - record.receivedAtMs);
      encodedMs.push(message.atMs - record.receivedAtMs);
      postedMs.push(atMs - message.atMs);
    }
  }
  return { totalMs, encodedMs, postedMs, frames, unmatched };
}

interface Look {
  readonly level: Level;
  readonly windowMs: number;
}

function print({ totalMs, encodedMs, postedMs, frames, unmatched }: Latencies, { level, windowMs }: Look): void {
  if (totalMs.length === 0) throw new Error('no position reached the page');
  const { frameEveryMs } = LEVEL_RULES[level];
  const aimMs = windowMs + frameEveryMs + ALLOWANCE_MS;
  const p99 = quantile(totalMs, 0.99);
  console.log(`${totalMs.length} positions in ${frames} frames, ${unmatched} without a published record`);
  printQuantiles('producer to page', totalMs);
  printQuantiles('  until encoded', encodedMs);
  printQuantiles('  then to the page', postedMs);
  console.log(
    `aim at p99: window ${windowMs} ms + frames every ${frameEveryMs} ms + ${ALLOWANCE_MS} ms = ${aimMs} ms: ${p99 <= aimMs ? 'met' : 'missed'}`,
  );
}

function printQuantiles(name: string, values: readonly number[]): void {
  const at = (share: number): string => String(quantile(values, share)).padStart(5);
  console.log(`${name.padEnd(20)}p50 ${at(0.5)} ms, p90 ${at(0.9)} ms, p99 ${at(0.99)} ms, max ${at(1)} ms`);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
}
