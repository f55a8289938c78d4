import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BoundingBox } from '#domain/geo.ts';
import { createFeedIntake } from '../../../../services/position-producer/feed-intake.ts';
import { adsblol, createAdsblol } from '../../../../services/position-producer/sources/adsblol.ts';
import { startAdsblolServer, type AdsblolRow, type AdsblolServer } from '../../../fakes/adsblol-server.ts';
import { listenTo, type FeedListener } from '../../../fakes/feed-events.ts';
import {
  endless,
  json,
  nothing,
  silence,
  tooManyRequests,
  webPage,
  type FeedAnswer,
} from '../../../fakes/feed-server.ts';
import { createManualTime, type ManualTime } from '../../../fakes/manual-time.ts';
import { createRecordingLogger } from '../../../fakes/recording-logger.ts';

/** Two points wide. */
const REGION: BoundingBox = [0, 50, 14, 51];
/** In the west, in the east, and where the circles of both overlap. */
const WEST: AdsblolRow = { hex: '3c6641', lat: 50.5, lon: 1, seen_pos: 2 };
const EAST: AdsblolRow = { hex: '3c6642', lat: 50.5, lon: 13, seen_pos: 1 };
const MIDDLE: AdsblolRow = { hex: '3c6643', lat: 50.5, lon: 7, seen_pos: 0.5 };

let server: AdsblolServer;
let time: ManualTime;
let listeners: FeedListener[];

beforeEach(async () => {
  server = await startAdsblolServer();
  time = createManualTime();
  listeners = [];
});
afterEach(async () => {
  await Promise.all(listeners.map((listener) => listener.stop()));
  await server.close();
});

const tools = (jitter = 1) => ({
  clock: time.clock,
  sleep: time.sleep,
  random: () => jitter,
  log: createRecordingLogger(),
});

function sourceOf(changes: { requestMs?: number; region?: BoundingBox; timeoutMs?: number; jitter?: number } = {}) {
  const { jitter = 1, ...options } = changes;
  return createAdsblol({ baseUrl: server.baseUrl, region: REGION, requestMs: 1000, ...options }, tools(jitter));
}

function listen(source = sourceOf()): FeedListener {
  const listener = listenTo(source);
  listeners.push(listener);
  return listener;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}

/** Lets time pass, 100 ms after the other, until there are so many events. */
async function eventsOf(listener: FeedListener, count: number): Promise<void> {
  while (listener.events.length < count) {
    await until(() => time.sleepers() > 0 || listener.events.length >= count);
    if (listener.events.length < count) await time.advance(100);
  }
}

describe('a region', () => {
  test('is asked for point by point, a second apart, with a delivery each and the round as interval', async () => {
    server.show(time.clock(), [WEST, EAST, MIDDLE]);
    const startMs = time.clock();
    const listener = listen();
    await eventsOf(listener, 2);
    expect(time.clock() - startMs).toBe(1000);
    expect(server.asked).toEqual([
      [50.5, 3.5, expect.any(Number)],
      [50.5, 10.5, expect.any(Number)],
    ]);
    const [first, second] = listener.deliveries();
    expect(first!.observations.map(({ icao24 }) => icao24)).toEqual(['3c6641', '3c6643']);
    expect(second!.observations.map(({ icao24 }) => icao24)).toEqual(['3c6642', '3c6643']);
    expect(first).toMatchObject({ intervalMs: 2000, capturedAtMs: null, isRestart: false, unreadable: 0 });
    expect(first!.observations[0]!.observedAtMs).toBe(startMs - 2000);
  });

  test('that has an aircraft in two circles publishes it once: the other row counts as a duplicate', async () => {
    server.show(time.clock(), [MIDDLE]);
    const published: string[] = [];
    const source = sourceOf();
    const intake = createFeedIntake({
      ...source,
      privacyFilter: true,
      clock: time.clock,
      publish: ({ icao24 }) => published.push(icao24),
    });
    const listener = listen(source);
    await eventsOf(listener, 2);
    for (const event of listener.events) intake.take(event);
    expect(published).toEqual(['3c6643']);
    expect(intake.state().counts).toEqual({
      received: 2,
      accepted: 1,
      rejected: { duplicate: 1 },
      held: 0,
      thinned: 0,
    });
  });

  test('shows the interval of its rounds where they last longer than planned', async () => {
    const slowly: FeedAnswer = (response, request) =>
      void time.advance(3000).then(() => json({ ac: [], now: time.clock() })(response, request));
    for (let answers = 0; answers < 6; answers++) server.failOnce(slowly);
    const listener = listen();
    await eventsOf(listener, 6);
    expect(listener.deliveries().map(({ intervalMs }) => intervalMs)).toEqual([2000, 2000, 6000, 6000, 6000, 6000]);
  });

  test('that the server answers as before is not a delivery', async () => {
    server.show(time.clock(), [WEST]);
    const listener = listen(sourceOf({ region: [7, 49, 9, 51] }));
    await eventsOf(listener, 2);
    expect(listener.events[1]).toEqual({ type: 'unchanged', reason: 'the feed repeats a picture' });
  });
});

describe("a service's clock", () => {
  test.each([-20_000, 7000])('that is off by %i ms is taken out of the times', async (offsetMs) => {
    server.show(time.clock() + offsetMs, [WEST]);
    const listener = listen();
    await eventsOf(listener, 1);
    expect(listener.deliveries()[0]).toMatchObject({
      clockOffsetMs: offsetMs,
      observations: [{ observedAtMs: time.clock() - 2000 }],
    });
  });
});

describe('a service that fails', () => {
  test.each<[string, FeedAnswer, string]>([
    ['sends a web page', webPage, 'answered with a web page instead of JSON'],
    ['sends nothing', nothing, 'an empty answer'],
    ['hangs', silence, 'no complete answer within 0.2 s'],
    ['sends gigabytes', endless, 'larger than 8 MB'],
    ['is down', (response) => void response.writeHead(502).end(), 'HTTP 502'],
  ])('because it %s is asked again for the same point', async (_, answer, reason) => {
    server.show(time.clock(), [WEST]);
    server.failOnce(answer);
    const listener = listen(sourceOf(answer === silence ? { timeoutMs: 200 } : {}));
    await eventsOf(listener, 2);
    expect(listener.events.map((event) => (event.type === 'failure' ? event.reason : event.type))).toEqual([
      reason,
      'delivery',
    ]);
    expect(server.asked[1]).toEqual(server.asked[0]);
  });

  test('for one point twice loses its turn, so that the other points get theirs', async () => {
    server.show(time.clock(), [EAST]);
    server.failOnce(webPage);
    server.failOnce(webPage);
    const listener = listen();
    await eventsOf(listener, 3);
    expect(server.asked.map(([, lon]) => lon)).toEqual([3.5, 3.5, 10.5]);
  });

  test('is never asked sooner than a second later, and not before it allows', async () => {
    const startMs = time.clock();
    server.show(startMs, [WEST]);
    server.failOnce(webPage);
    const listener = listen(sourceOf({ jitter: 0 }));
    await eventsOf(listener, 2);
    expect(time.clock() - startMs).toBe(1000);
    server.failOnce(tooManyRequests(120));
    await eventsOf(listener, 4);
    expect(listener.events[2]).toMatchObject({ reason: 'HTTP 429: asked too often', retryInMs: 120_000 });
    expect(time.clock() - startMs).toBe(122_000);
  });
});

describe('settings', () => {
  test('without any the region is Europe at adsb.lol, which is named', () => {
    const source = adsblol.create({}, tools());
    expect(source).toMatchObject({ kind: 'live', intervalMs: 33_000, timeScale: 1 });
    expect(source.attribution).toMatch(/adsb\.lol .* and its contributors/);
    expect(source.licence).toMatchObject({ name: 'ODbL 1.0' });
  });

  test('another service is named by its host, without what logs in to it', () => {
    const source = adsblol.create({ 'adsblol-url': 'https://me:secret@api.example.org/feed/' }, tools());
    expect(source.attribution).toBe('api.example.org');
    expect(source.licence).toEqual({ name: 'terms of api.example.org', url: 'https://api.example.org' });
  });

  test.each([
    [{ region: '1,2,3' }, /--region takes west,south,east,north/],
    [{ region: '0,50,14,51,1,2,3,4' }, /--region takes/],
    [{ region: '0,51,14,50' }, /--region takes/],
    [{ region: '0,50,0,51' }, /--region takes/],
    [{ region: '0,50,181,51' }, /--region takes/],
    [{ region: 'a,b,c,d' }, /--region takes.*not "a,b,c,d"/],
    [{ region: '-180,-90,180,90' }, /--region needs \d+ points of 250 NM, more than the 120/],
    [{ 'request-every': '0.5' }, /--request-every must be a number from 1 to 60/],
    [{ 'adsblol-url': 'ftp://x' }, /--adsblol-url must be an address/],
    [{ 'adsblol-url': 'api.adsb.lol' }, /--adsblol-url must be an address/],
  ])('%j is refused with what would be right', (settings, message) => {
    expect(() => adsblol.create(settings, tools())).toThrow(message);
  });
});
