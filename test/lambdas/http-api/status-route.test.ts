import { describe, expect, test } from 'vitest';
import { statusSchema } from '#contracts/http-status.ts';
import { anEtlRun } from '../../fixtures/etl-run.ts';
import { aFeedStatus } from '../../fixtures/feeds.ts';
import { aPosition } from '../../fixtures/positions.ts';
import { createTestApp, NOW_MS, type TestApp } from './test-app.ts';

async function statusOf(app: TestApp['app'], expectedStatus = 200) {
  const response = await app.request('/api/status');
  expect(response.status).toBe(expectedStatus);
  expect(response.headers.get('Content-Type')).toBe('application/json');
  expect(response.headers.has('Retry-After')).toBe(expectedStatus === 503);
  return statusSchema.parse(await response.json());
}

describe('GET /api/status', () => {
  test('is ok while positions arrive, with feeds, store and versions', async () => {
    const { app, feeds, state, store } = createTestApp({ positions: [aPosition()] });
    feeds.statuses = [aFeedStatus()];
    store.asOfMs = NOW_MS - 300;
    state.partitions = [{ topic: 'aircraft-positions', partition: 0, offset: 41, receivedAtMs: 1_732_400_000_350 }];
    state.letters = 3;
    const status = await statusOf(app);
    expect(status).toMatchObject({
      status: 'ok',
      nowMs: NOW_MS,
      newest: { kind: 'live', observedAtMs: NOW_MS - 1000, ageMs: 1000, limitMs: 60_000 },
      aircraft: { live: 1, replay: 0, simulated: 0 },
      deadLetters: 3,
      history: null,
      store: { asOfMs: NOW_MS - 300, partitions: [{ partition: 0, acknowledgedOffset: 41, behind: false }] },
      versions: { airlines: '0.1.0', positionEvent: '1', node: '24.0.0' },
    });
    expect(status.feeds).toMatchObject([
      { feed: 'readsb', health: 'ok', clockOffsetMs: -12, counts: { received: 10, accepted: 7 }, attribution: null },
    ]);
  });

  test('tells of a replay when what it shows was recorded', async () => {
    const { app, feeds } = createTestApp({ positions: [aPosition({ kind: 'replay' })] });
    feeds.statuses = [aFeedStatus({ kind: 'replay', clockOffsetMs: null, capturedAtMs: 1_573_494_951_000 })];
    expect((await statusOf(app)).feeds).toMatchObject([
      { kind: 'replay', capturedAtMs: 1_573_494_951_000, clockSuspect: false },
    ]);
  });

  test('tells what a feed may be asked for, and what is left of it', async () => {
    const { app, feeds } = createTestApp({ positions: [aPosition()] });
    const budget = { unit: 'credits', limit: 400, used: 4, remaining: 396, resetsAtMs: 1_732_406_400_000 };
    feeds.statuses = [aFeedStatus({ _id: 'opensky', budget }), aFeedStatus()];
    expect((await statusOf(app)).feeds.map((feed) => feed.budget)).toEqual([budget, null]);
  });

  test('is never cached without asking', async () => {
    const { app } = createTestApp({ positions: [aPosition()] });
    expect((await app.request('/api/status')).headers.get('Cache-Control')).toBe('no-cache');
  });

  test('is empty, 503, before the first position', async () => {
    const status = await statusOf(createTestApp().app, 503);
    expect(status).toMatchObject({ status: 'empty', newest: { observedAtMs: null, ageMs: null } });
  });

  test('turns stale, 503, when the newest position is older than a minute', async () => {
    const { app, clock } = createTestApp({ positions: [aPosition({ observedAtMs: NOW_MS, receivedAtMs: NOW_MS })] });
    clock.nowMs = NOW_MS + 60_000;
    expect((await statusOf(app)).status).toBe('ok');
    clock.nowMs = NOW_MS + 61_001;
    expect(await statusOf(app, 503)).toMatchObject({ status: 'stale', newest: { ageMs: 61_001 } });
  });

  test('allows a slow feed four of its intervals', async () => {
    const { app, clock, feeds } = createTestApp({
      positions: [aPosition({ observedAtMs: NOW_MS, receivedAtMs: NOW_MS })],
    });
    clock.nowMs = NOW_MS + 80_000;
    feeds.statuses = [aFeedStatus({ intervalMs: 30_000, reportedAtMs: clock.nowMs })];
    expect(await statusOf(app)).toMatchObject({ status: 'ok', newest: { limitMs: 120_000 } });
  });

  test('a feed whose producer is gone does not widen the limit', async () => {
    const { app, feeds } = createTestApp({ positions: [aPosition()] });
    feeds.statuses = [aFeedStatus({ intervalMs: 300_000, reportedAtMs: NOW_MS - 10_000 })];
    expect((await statusOf(app)).newest.limitMs).toBe(60_000);
  });

  test('positions that the feed has but the store has not are not there yet', async () => {
    const { app, feeds } = createTestApp({ positions: [aPosition({ icao24: 'ff0001', kind: 'simulated' })] });
    feeds.statuses = [aFeedStatus({ reportedAtMs: NOW_MS, newestObservedAtMs: NOW_MS - 100 })];
    expect(await statusOf(app, 503)).toMatchObject({ status: 'stale', newest: { kind: 'live', ageMs: 100 } });
  });

  test('a simulator beside it does not hide that the real sky is silent', async () => {
    const { app, feeds } = createTestApp({
      positions: [aPosition({ icao24: 'ff0001', kind: 'simulated', observedAtMs: NOW_MS })],
    });
    feeds.statuses = [
      aFeedStatus({ health: 'failing', reason: 'HTTP 502', newestObservedAtMs: NOW_MS - 300_000 }),
      aFeedStatus({ _id: 'simulator', kind: 'simulated', reportedAtMs: NOW_MS }),
    ];
    expect(await statusOf(app, 503)).toMatchObject({
      status: 'stale',
      newest: { kind: 'live', observedAtMs: NOW_MS - 300_000, ageMs: 300_000 },
      aircraft: { simulated: 1 },
      feeds: [{ health: 'failing', reason: 'HTTP 502' }, { health: 'ok' }],
    });
  });

  test('calls a feed lost when its producer no longer reports', async () => {
    const { app, feeds } = createTestApp({ positions: [aPosition()] });
    feeds.statuses = [aFeedStatus({ reportedAtMs: NOW_MS - 10_000 })];
    expect((await statusOf(app)).feeds[0]).toMatchObject({
      health: 'lost',
      reason: 'its producer no longer reports',
    });
  });

  test('does not call a feed lost whose producer waits for Kafka', async () => {
    const { app, feeds } = createTestApp({ positions: [aPosition()] });
    const reason = 'Kafka has acknowledged nothing since 12:00:00 UTC';
    const reportedAtMs = NOW_MS - 60_000;
    feeds.statuses = [aFeedStatus({ reportedAtMs, writtenAtMs: NOW_MS - 500, health: 'failing', reason })];
    expect((await statusOf(app)).feeds[0]).toMatchObject({ health: 'failing', reason, reportedAtMs: NOW_MS - 500 });
  });

  test.each([
    ['a later record is acknowledged', { offset: 42, receivedAtMs: 1_732_400_000_400 }, true],
    ['a later offset of the same instant is', { offset: 42, receivedAtMs: 1_732_400_000_350 }, true],
    ['the topic was made anew and is behind', { offset: 0, receivedAtMs: 1_732_400_000_400 }, true],
    ['the store has read further', { offset: 40, receivedAtMs: 1_732_400_000_340 }, false],
  ])('a partition: %s', async (_case, acknowledged, behind) => {
    const { app, feeds, state } = createTestApp({ positions: [aPosition()] });
    state.partitions = [{ topic: 'aircraft-positions', partition: 2, offset: 41, receivedAtMs: 1_732_400_000_350 }];
    const others = [
      { partition: 1, offset: 999, receivedAtMs: NOW_MS },
      { topic: 'positions-before', partition: 2, offset: 999, receivedAtMs: NOW_MS },
    ];
    feeds.statuses = [aFeedStatus({ acknowledged: [...others, { partition: 2, ...acknowledged }] })];
    expect((await statusOf(app)).store.partitions[0]).toMatchObject({
      acknowledgedOffset: acknowledged.offset,
      behind,
    });
  });

  test.each([
    [1599, 80, false],
    [1600, 80, true],
    [2100, 105, true],
  ])('history of %d of 2000 MB is %d %%, warning %s', async (usedMb, percent, warning) => {
    const { app, state } = createTestApp({ positions: [aPosition()] });
    state.usage = { usedMb, maxMb: 2000, droppedPositions: 7, shedPositions: 8, measuredAtMs: NOW_MS };
    expect((await statusOf(app)).history).toEqual({
      usedMb,
      maxMb: 2000,
      percent,
      warning,
      droppedPositions: 7,
      shedPositions: 8,
      measuredAtMs: NOW_MS,
    });
  });

  test('tells what is stored of schedules, how the newest runs do, and what of the quota is used', async () => {
    const { app, schedules } = createTestApp({ positions: [aPosition()] });
    const run = anEtlRun({ kind: 'references', state: 'running', done: 34, total: 96 });
    Object.assign(schedules, { source: 'sample', runs: [run], quota: { used: 41, limit: 900 } });
    schedules.countries = [{ countryCode: 'DE', names: {} }];
    expect((await statusOf(app)).schedules).toEqual({
      source: 'sample',
      sample: true,
      counts: { countries: 1, cities: 0, airports: 0, airlines: 0, aircraftTypes: 0, flights: 0 },
      runs: [run],
      quota: { used: 41, limit: 900 },
    });
  });
});
