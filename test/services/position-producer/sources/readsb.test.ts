import { copyFile, mkdtemp, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFeedIntake } from '../../../../services/position-producer/feed-intake.ts';
import type { FeedDelivery, PositionSource } from '../../../../services/position-producer/position-source.ts';
import { createReadsb, readsb } from '../../../../services/position-producer/sources/readsb.ts';
import { listenTo, type FeedListener } from '../../../fakes/feed-events.ts';
import { json, startFeedServer, type FeedServer } from '../../../fakes/feed-server.ts';
import { createManualTime, type ManualTime } from '../../../fakes/manual-time.ts';
import { createRecordingLogger } from '../../../fakes/recording-logger.ts';

const fixture = fileURLToPath(new URL('../../../fixtures/feeds/aircraft.json', import.meta.url));
let time: ManualTime;

beforeEach(() => {
  time = createManualTime();
});

const tools = () => ({ clock: time.clock, sleep: time.sleep, random: () => 1, log: createRecordingLogger() });
const sourceOf = (location: string): PositionSource => createReadsb({ location, intervalMs: 5000 }, tools());

/** Real input and output needs real turns of the event loop. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}

const row = (changes: object = {}) => ({ hex: '3c664e', type: 'adsb_icao', lat: 50, lon: 8, seen_pos: 2, ...changes });

describe('a URL', () => {
  let server: FeedServer;
  beforeEach(async () => {
    server = await startFeedServer();
  });
  afterEach(() => server.close());

  /** Lets the poll go on by so much and waits for what it says. */
  async function next(listener: FeedListener): Promise<FeedListener['events'][number]> {
    const count = listener.events.length;
    const last = listener.events.at(-1);
    const ms = last?.type === 'failure' ? last.retryInMs : 5000;
    await until(() => time.sleepers() > 0 || listener.events.length > count);
    await time.advance(ms);
    await until(() => listener.events.length > count);
    return listener.events[count]!;
  }

  const delivered = (event: FeedListener['events'][number]): FeedDelivery => {
    if (event.type !== 'delivery') throw new Error(JSON.stringify(event));
    return event;
  };

  test('is live, and each row has the time of receipt less its age, whatever seconds the clocks are apart', async () => {
    server.answerWith(json({ now: (time.clock() + 7000) / 1000, aircraft: [row()] }));
    const source = sourceOf(server.url);
    expect(source).toMatchObject({ kind: 'live', feed: 'readsb', intervalMs: 5000 });
    const listener = listenTo(source);
    await until(() => listener.events.length === 1);
    const first = delivered(listener.events[0]!);
    expect(first).toMatchObject({ readAtMs: time.clock(), clockOffsetMs: 7000, intervalMs: 5000, isRestart: false });
    expect(first.capturedAtMs).toBeNull();
    expect(first.observations[0]!.observedAtMs).toBe(time.clock() - 2000);
    await listener.stop();
  });

  test('one fix keeps its time from picture to picture', async () => {
    const startMs = time.clock();
    const seen: (number | null)[] = [];
    server.answerWith((response) => {
      const ageS = (time.clock() - startMs) / 1000;
      // The picture is up to 0.9 s old when it is fetched.
      const lagS = ageS === 0 ? 0.1 : 0.9;
      json({ now: time.clock() / 1000 - lagS, aircraft: [row({ seen_pos: 2 + ageS - lagS })] })(response, undefined!);
    });
    const listener = listenTo(sourceOf(server.url));
    await until(() => listener.events.length === 1);
    for (let i = 0; i < 3; i++) await next(listener);
    for (const delivery of listener.deliveries()) seen.push(delivery.observations[0]!.observedAtMs);
    expect(new Set(seen).size).toBe(1);
    await listener.stop();
  });

  test('a picture of another year is believed, so that its rows are too old', async () => {
    server.answerWith(json({ now: 1_651_363_199.612, aircraft: [row()] }));
    const listener = listenTo(sourceOf(server.url));
    await until(() => listener.events.length === 1);
    const delivery = delivered(listener.events[0]!);
    expect(delivery.observations[0]!.observedAtMs).toBe(1_651_363_197_612);
    const intake = createFeedIntake({
      ...sourceOf(server.url),
      privacyFilter: true,
      clock: time.clock,
      publish: () => undefined,
    });
    intake.take(delivery);
    expect(intake.state().counts).toEqual({ received: 1, accepted: 0, rejected: { too_old: 1 }, held: 0, thinned: 0 });
    await listener.stop();
  });

  test('the same picture again is not a delivery', async () => {
    server.answerWith(json({ now: 1_700_000_000, aircraft: [row()] }));
    const listener = listenTo(sourceOf(server.url));
    await until(() => listener.events.length === 1);
    expect(await next(listener)).toEqual({
      type: 'unchanged',
      reason: 'the feed repeats its picture of 2023-11-14T22:13:20.000Z',
    });
    await listener.stop();
  });

  test('a feed that delivers more slowly than it is read shows its own interval', async () => {
    let picture = 0;
    server.answerWith((response, request) =>
      json({ now: 1_700_000_000 + Math.floor(picture++ / 2) * 10, aircraft: [] })(response, request),
    );
    const listener = listenTo(sourceOf(server.url));
    await until(() => listener.events.length === 1);
    for (let i = 0; i < 6; i++) await next(listener);
    expect(listener.deliveries().at(-1)!.intervalMs).toBe(10_000);
    await listener.stop();
  });

  test('HTML, cut JSON, an error and a slow death are failures, after which it goes on', async () => {
    const answers: Parameters<FeedServer['answerWith']>[0][] = [
      (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('<html>'),
      (response) => void response.writeHead(200).end('{"now":1700000000,"aircraft":[{"hex"'),
      (response) => void response.writeHead(502).end('bad gateway'),
      (response) => {
        response.writeHead(200);
        response.write('{', () => response.destroy());
      },
      json({ now: 1_700_000_000, aircraft: [row()] }),
    ];
    server.answerWith((response, request) => answers[server.requests() - 1]?.(response, request));
    const listener = listenTo(sourceOf(server.url));
    await until(() => listener.events.length === 1);
    for (let i = 0; i < 4; i++) await next(listener);
    expect(listener.events.map((e) => (e.type === 'failure' ? e.reason : e.type))).toEqual([
      'a web page instead of JSON',
      'JSON that is cut off or damaged',
      'HTTP 502',
      expect.stringMatching(/^can't be reached/),
      'delivery',
    ]);
    await listener.stop();
  });
});

describe('a captured file', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'airlines-readsb-'));
    file = join(folder, 'aircraft.json');
    await copyFile(fixture, file);
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function eventsAfter(listener: FeedListener, count: number): Promise<void> {
    while (listener.events.length < count) {
      await until(() => time.sleepers() > 0 || listener.events.length >= count);
      if (listener.events.length < count) await time.advance(5000);
    }
  }

  test('is a replay, shifted so that its now is the time of reading and each row keeps its age', async () => {
    const source = sourceOf(pathToFileURL(file).href);
    expect(source).toMatchObject({ kind: 'replay', intervalMs: 300_000 });
    const listener = listenTo(source);
    await eventsAfter(listener, 1);
    const delivery = listener.deliveries()[0]!;
    expect(delivery).toMatchObject({ readAtMs: time.clock(), clockOffsetMs: null, intervalMs: 300_000, unreadable: 2 });
    const picture = JSON.parse(await readFile(file, 'utf8')) as { now: number };
    expect(delivery.capturedAtMs).toBe(picture.now * 1000);
    const ages = delivery.observations.map((o) => delivery.readAtMs - (o.observedAtMs ?? 0));
    expect(ages.slice(0, 4)).toEqual([1250, 60_000, 12_000, 1_980_000]);
    await listener.stop();
  });

  test('adds nothing when it is read again, also when only its time of writing or its neighbours change', async () => {
    const listener = listenTo(sourceOf(file));
    await eventsAfter(listener, 3);
    expect(listener.events[1]).toEqual({ type: 'unchanged', reason: 'the captured file has not changed' });
    await utimes(file, new Date(), new Date(1_800_000_000_000));
    await eventsAfter(listener, 5);
    expect(listener.events.map((e) => e.type)).toEqual([
      'delivery',
      'unchanged',
      'unchanged',
      'unchanged',
      'unchanged',
    ]);
    await listener.stop();
  });

  test('newer content is delivered, and shows the interval of the file', async () => {
    const listener = listenTo(sourceOf(file));
    await eventsAfter(listener, 1);
    const newer = (await readFile(file, 'utf8')).replace('1700000000.5', '1700000015.5');
    await eventsAfter(listener, 3);
    await writeFile(`${file}.new`, newer);
    await rename(`${file}.new`, file);
    await eventsAfter(listener, 4);
    const deliveries = listener.deliveries();
    expect(deliveries).toHaveLength(2);
    expect(deliveries[1]!.intervalMs).toBe(deliveries[1]!.readAtMs - deliveries[0]!.readAtMs);
    expect(deliveries[1]!.observations[0]!.observedAtMs).toBe(deliveries[1]!.readAtMs - 1250);
    await listener.stop();
  });

  test('that is missing or half written is a failure, and is read when it is whole', async () => {
    await writeFile(file, '{"now":1700000000.5,"airc');
    const listener = listenTo(sourceOf(file));
    await eventsAfter(listener, 1);
    await rm(file);
    await eventsAfter(listener, 2);
    await copyFile(fixture, file);
    await eventsAfter(listener, 3);
    expect(listener.events.map((e) => (e.type === 'failure' ? e.reason : e.type))).toEqual([
      'JSON that is cut off or damaged',
      "file can't be read: ENOENT",
      'delivery',
    ]);
    await listener.stop();
  });

  test.each([
    [true, ['3c664e', '4b1805', '845f9f', 'a00001', 'a00002', '~2a1c05'], { privacy: 2 }],
    [false, ['3c664e', '4b1805', '845f9f', 'a00001', 'a00002', 'a00003', 'a00004', '~2a1c05'], {}],
  ])('with the privacy filter %s every row is accepted or has its reason', async (privacyFilter, expected, privacy) => {
    const source = sourceOf(file);
    const accepted: string[] = [];
    const intake = createFeedIntake({
      ...source,
      privacyFilter,
      clock: time.clock,
      publish: ({ icao24 }) => accepted.push(icao24),
    });
    const listener = listenTo(source);
    await eventsAfter(listener, 1);
    intake.take(listener.events[0]!);
    expect(accepted.sort()).toEqual(expected);
    expect(intake.state().counts).toEqual({
      received: 19,
      accepted: expected.length,
      rejected: {
        ...privacy,
        row_invalid: 2,
        no_position: 1,
        too_old: 2,
        position_zero: 1,
        position_range: 1,
        no_time: 1,
        simulated_block: 1,
        address_invalid: 2,
      },
      held: 0,
      thinned: 0,
    });
    await listener.stop();
  });
});

test('without an address the option is named; a wrong one too', () => {
  expect(() => readsb.create({}, tools())).toThrow(/--url is missing.*READSB_URL/);
  expect(() => readsb.create({ url: 'http://' }, tools())).toThrow('--url is not a valid address');
});
