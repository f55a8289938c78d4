import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFeedIntake } from '../../../../services/position-producer/feed-intake.ts';
import type { FeedDelivery } from '../../../../services/position-producer/position-source.ts';
import { createSbs, sbs } from '../../../../services/position-producer/sources/sbs.ts';
import { listenTo, type FeedListener } from '../../../fakes/feed-events.ts';
import { createManualTime, type ManualTime } from '../../../fakes/manual-time.ts';
import { createRecordingLogger } from '../../../fakes/recording-logger.ts';
import { sbsLine, stampOf, startSbsServer, type SbsServer } from '../../../fakes/sbs-server.ts';

let server: SbsServer;
let time: ManualTime;
let listener: FeedListener | null;

beforeEach(async () => {
  server = await startSbsServer();
  time = createManualTime();
  listener = null;
});
afterEach(async () => {
  await listener?.stop();
  await server.close();
});

const tools = (jitter = 1) => ({
  clock: time.clock,
  sleep: time.sleep,
  random: () => jitter,
  log: createRecordingLogger(),
});
const sourceOf = (changes: { timeZone?: string; port?: number } = {}) =>
  createSbs({ host: server.host, port: server.port, timeZone: 'UTC', idleMs: 90_000, ...changes }, tools());

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}

async function connect(source = sourceOf()): Promise<FeedListener> {
  const connections = server.connections();
  listener = listenTo(source);
  await until(() => server.connections() > connections && time.sleepers() > 0);
  return listener;
}

/** Sends, and lets a second pass once it can have arrived: what came is in the next event. */
async function tick(text: string): Promise<FeedListener['events'][number]> {
  const heard = listener!;
  const count = heard.events.length;
  await server.send(text);
  while (heard.events.length === count) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    await time.advance(1000);
  }
  return heard.events[count]!;
}

const delivered = (event: FeedListener['events'][number]): FeedDelivery => {
  if (event.type !== 'delivery') throw new Error(JSON.stringify(event));
  return event;
};
const position = (fields: Readonly<Record<number, string | number>> = {}) =>
  sbsLine(3, { 5: '4AC8B3', 15: 50, 16: 8, ...stampOf(time.clock()), ...fields });

describe('lines', () => {
  test('are put together per aircraft, however they are chopped, and delivered with its next position', async () => {
    await connect();
    const startMs = time.clock();
    await server.send(sbsLine(1, { 5: '4AC8B3', 11: 'DLH4TR  ', ...stampOf(startMs) }));
    const line = position({ 12: 36_000 });
    await server.send(line.slice(0, 40));
    const event = delivered(await tick(`${line.slice(40)}\r\n`));
    expect(event).toMatchObject({ unreadable: 0, intervalMs: 1000, clockOffsetMs: 0, isRestart: false });
    expect(event.observations).toMatchObject([
      { icao24: '4ac8b3', callsign: 'DLH4TR', lat: 50, lon: 8, altitudeM: 10_972.8, observedAtMs: startMs },
    ]);
  });

  test('that are none of the format are counted, and cost the others nothing', async () => {
    await connect();
    const event = delivered(await tick(`garbage\r\nMSG,3\r\n${'x'.repeat(500)}\r\n${position()}`));
    expect(event).toMatchObject({ unreadable: 3, observations: [{ icao24: '4ac8b3' }] });
  });

  test('that are empty show that the receiver lives and hears nothing', async () => {
    await connect();
    expect(await tick('\r\n')).toEqual({ type: 'unchanged', reason: 'the receiver hears no position' });
  });
});

describe("the receiver's clock", () => {
  test('keeps the time of its zone', async () => {
    await connect(sourceOf({ timeZone: 'Europe/Paris' }));
    const startMs = time.clock();
    const event = delivered(await tick(position(stampOf(startMs + 3_600_000 - 500))));
    expect(event.observations[0]!.observedAtMs! - startMs).toBeGreaterThanOrEqual(-500);
    expect(event.clockOffsetMs).toBe(-500);
  });

  test('may be off by some seconds, which are taken out', async () => {
    await connect();
    const event = delivered(await tick(position(stampOf(time.clock() + 7000))));
    expect(event.clockOffsetMs).toBe(7000);
    expect(event.observations[0]!.observedAtMs).toBeLessThanOrEqual(event.readAtMs);
  });

  test('in a zone that was not told makes every row refused and the offset visible', async () => {
    const source = sourceOf();
    await connect(source);
    const event = delivered(await tick(position(stampOf(time.clock() + 3_600_000))));
    const intake = createFeedIntake({ ...source, privacyFilter: true, clock: time.clock, publish: () => undefined });
    intake.take(event);
    expect(intake.state()).toMatchObject({
      clockOffsetMs: 3_600_000,
      counts: { accepted: 0, rejected: { future: 1 } },
    });
  });

  test('may be unknown: a line without a time has that of its receipt', async () => {
    await connect();
    const event = delivered(await tick(position({ 7: '', 8: '' })));
    expect(event.clockOffsetMs).toBeNull();
    expect(event.readAtMs - event.observations[0]!.observedAtMs!).toBeLessThanOrEqual(1000);
  });
});

describe('a connection', () => {
  /** Lets time pass in seconds until the source says that it failed. */
  async function failure(): Promise<{ reason: string; retryInMs: number; afterMs: number }> {
    const heard = listener!;
    const startMs = time.clock();
    const from = heard.events.length;
    const found = () => heard.events.slice(from).find((event) => event.type === 'failure');
    while (found() === undefined) {
      await new Promise((resolve) => setTimeout(resolve, 2));
      if (found() === undefined) await time.advance(1000);
    }
    const { reason, retryInMs } = found()!;
    return { reason, retryInMs, afterMs: time.clock() - startMs };
  }

  test.each([
    [false, 'the receiver closed the connection'],
    [true, 'the connection broke: ECONNRESET'],
  ])('that ends (reset: %s) is made again, and what was heard before is remembered', async (reset, reason) => {
    await connect();
    await tick(`${sbsLine(1, { 5: '4AC8B3', 11: 'DLH4TR' })}${position()}`);
    server.drop(reset);
    expect(await failure()).toMatchObject({ reason, retryInMs: 1000 });
    await time.advance(1000);
    await until(() => server.connections() === 2 && time.sleepers() > 0);
    expect(delivered(await tick(position({ 15: 50.1 }))).observations).toMatchObject([
      { lat: 50.1, callsign: 'DLH4TR' },
    ]);
  });

  test('over which nothing comes for 90 s is taken to be dead, though nobody closed it', async () => {
    await connect();
    const { reason, afterMs } = await failure();
    expect(reason).toBe('no byte within 90 s: the connection is taken to be dead');
    expect(afterMs).toBeGreaterThanOrEqual(90_000);
    await until(() => server.open() === 0);
  });

  test.each([
    ['a web page', '<!doctype html>\r\n<html><body><p>Log in to your router</p></body></html>\r\n'],
    ['gigabytes without an end of line', 'x'.repeat(65_536)],
    ['binary', '\u001a3\u0000\u00ff\u0001'],
  ])('that brings %s is ended', async (_, text) => {
    await connect();
    server.flood(text);
    expect((await failure()).reason).toBe('sends something else than BaseStation lines');
    await until(() => server.open() === 0);
  });

  test('that can not be made is tried at growing distances', async () => {
    const { port } = server;
    await server.close();
    server = await startSbsServer();
    listener = listenTo(sourceOf({ port }));
    const { events } = listener;
    for (let failures = 1; failures <= 4; failures++) {
      await until(() => events.length === failures && time.sleepers() > 0);
      const last = events.at(-1);
      await time.advance(last?.type === 'failure' ? last.retryInMs : 0);
    }
    expect(events[0]).toMatchObject({ reason: "can't be reached: ECONNREFUSED" });
    const retries = events.map((event) => (event.type === 'failure' ? event.retryInMs : null)).slice(0, 4);
    expect(retries).toEqual([1000, 2000, 4000, 8000]);
  });

  test('is closed when the source is stopped', async () => {
    await connect();
    expect(server.open()).toBe(1);
    await listener!.stop();
    await until(() => server.open() === 0);
  });
});

test.each([
  [{}, /--sbs-host is missing.*SBS_HOST/],
  [{ 'sbs-host': 'receiver', 'sbs-port': '0' }, /--sbs-port must be a whole number from 1 to 65535/],
  [{ 'sbs-host': 'receiver', 'sbs-time-zone': 'Paris' }, /--sbs-time-zone must be a name such as Europe\/Paris/],
  [{ 'sbs-host': 'receiver', 'sbs-time-zone': '+01:00' }, /--sbs-time-zone/],
  [{ 'sbs-host': 'receiver', 'sbs-idle': '1' }, /--sbs-idle must be a number from 5 to 3600/],
])('%j is refused with what would be right', (settings, message) => {
  expect(() => sbs.create(settings, tools())).toThrow(message);
});
