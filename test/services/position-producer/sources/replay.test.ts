import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createReplay, replay } from '../../../../services/position-producer/sources/replay.ts';
import { listenTo } from '../../../fakes/feed-events.ts';
import { createManualTime, type ManualTime } from '../../../fakes/manual-time.ts';
import { createRecordingLogger } from '../../../fakes/recording-logger.ts';

const RECORDED_AT = 1_573_494_951_000;
let folder: string;
let time: ManualTime;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'airlines-replay-'));
  time = createManualTime();
});
afterEach(() => rm(folder, { recursive: true }));

/** One aircraft, a fix every ten seconds. */
async function record(fixes: number): Promise<string> {
  const rows = Array.from({ length: fixes }, (_, n) => ({
    timestamp: RECORDED_AT + n * 10_000,
    icao24: '3c664e',
    latitude: 50 + n * 0.01,
    longitude: 8,
    groundspeed: 220,
  }));
  const file = join(folder, 'tracks.json.gz');
  await writeFile(file, gzipSync(JSON.stringify(rows)));
  return file;
}

async function loaded(): Promise<void> {
  while (time.sleepers() === 0) await new Promise((resolve) => setTimeout(resolve, 2));
}

function fixesOf(listener: ReturnType<typeof listenTo>): (number | null)[] {
  return listener.deliveries().flatMap((d) => d.observations.map((o) => o.observedAtMs));
}

test('a recording is played at its own pace, its times shifted to now, as a replay', async () => {
  const file = await record(4);
  const source = createReplay({ file, speed: 1 }, time);
  expect(source).toMatchObject({ kind: 'replay', timeScale: 1, attribution: 'Recording tracks.json.gz' });
  const startMs = time.clock();
  const listener = listenTo(source);
  await loaded();
  await time.advance(25_000);
  expect(fixesOf(listener)).toEqual([startMs, startMs + 10_000, startMs + 20_000]);
  for (const { observations, readAtMs } of listener.deliveries()) {
    expect(readAtMs - observations[0]!.observedAtMs!).toBeLessThanOrEqual(250);
  }
  expect(listener.deliveries().map((d) => d.capturedAtMs)).toEqual([0, 1, 2].map((n) => RECORDED_AT + n * 10_000));
  await listener.stop();
});

test('at 60 times the speed its times are 60 times closer, and so is its interval', async () => {
  const file = await record(121);
  const source = createReplay({ file, speed: 60 }, time);
  expect(source).toMatchObject({ timeScale: 60, attribution: 'Recording tracks.json.gz, 60 times as fast' });
  const startMs = time.clock();
  const listener = listenTo(source);
  await loaded();
  await time.advance(20_000);
  const fixes = fixesOf(listener);
  expect(fixes).toHaveLength(121);
  expect(fixes[120]).toBe(startMs + 20_000);
  expect(listener.deliveries()[0]!.intervalMs).toBe(1000);
  await listener.stop();
});

test('at its end it begins again after a pause, and says that what came before is over', async () => {
  const file = await record(2);
  const listener = listenTo(createReplay({ file, speed: 10 }, time));
  await loaded();
  await time.advance(20_000);
  const deliveries = listener.deliveries();
  expect(deliveries.map((d) => d.isRestart)).toEqual([true, false, true, false, true, false, true, false]);
  const fixes = fixesOf(listener);
  expect(fixes.every((fix, index) => index === 0 || fix! > fixes[index - 1]!)).toBe(true);
  await listener.stop();
});

test('a recording that is to be played once is over at its end', async () => {
  const file = await record(2);
  const listener = listenTo(createReplay({ file, speed: 10, loops: false }, time));
  await loaded();
  await time.advance(20_000);
  expect(listener.deliveries().map((d) => d.isRestart)).toEqual([true, false]);
  expect(time.sleepers()).toBe(0);
  await listener.stop();
});

test('a recording that is missing or broken is a failure, and is played when it is there', async () => {
  const file = join(folder, 'tracks.json.gz');
  const listener = listenTo(createReplay({ file, speed: 1 }, time));
  await loaded();
  expect(listener.events).toEqual([{ type: 'failure', reason: "file can't be read: ENOENT", retryInMs: 10_000 }]);
  await record(1);
  await time.advance(10_000);
  while (listener.events.length < 2) await new Promise((resolve) => setTimeout(resolve, 2));
  expect(listener.events[1]).toMatchObject({ type: 'delivery', isRestart: true });
  await listener.stop();
});

test('the file is required, and the speed is 1 to 60, and loop is on or off', () => {
  const tools = { clock: time.clock, sleep: time.sleep, random: () => 1, log: createRecordingLogger() };
  expect(() => replay.create({}, tools)).toThrow(/--file is missing.*REPLAY_FILE/);
  expect(() => replay.create({ file: 'x', speed: '61' }, tools)).toThrow(/--speed must be a number from 1 to 60/);
  expect(() => replay.create({ file: 'x', loop: 'no' }, tools)).toThrow(/--loop must be one of on, off/);
});
