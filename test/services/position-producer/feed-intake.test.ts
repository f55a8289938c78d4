import { expect, test } from 'vitest';
import { createFeedIntake } from '../../../services/position-producer/feed-intake.ts';
import type { FeedDelivery } from '../../../services/position-producer/position-source.ts';
import { destination } from '#domain/geo.ts';
import type { Observation } from '#domain/observation.ts';
import type { Position } from '#domain/position.ts';
import { createThinning } from '#domain/thinning.ts';
import { createManualTime } from '../../fakes/manual-time.ts';
import { observation } from '../../fixtures/observation.ts';

const intakeOptions = { feed: 'home', kind: 'live', timeScale: 1, intervalMs: 5000, privacyFilter: true } as const;

function delivery(readAtMs: number, rows: readonly Partial<Observation>[]): FeedDelivery {
  return {
    type: 'delivery',
    readAtMs,
    observations: rows.map((row) => observation({ observedAtMs: readAtMs, ...row })),
    unreadable: 0,
    clockOffsetMs: null,
    capturedAtMs: null,
    intervalMs: 5000,
    isRestart: false,
  };
}

function setUp(thinning = createThinning()) {
  const time = createManualTime();
  const published: Position[] = [];
  const intake = createFeedIntake({
    ...intakeOptions,
    thinning,
    clock: time.clock,
    publish: (position) => published.push(position),
  });
  const deliver = (rows: readonly Partial<Observation>[], changes: Partial<FeedDelivery> = {}): void =>
    intake.take({ ...delivery(time.clock(), rows), ...changes });
  return { time, published, intake, deliver };
}

test('received is accepted and rejected, with unreadable rows among them', () => {
  const { intake, deliver, published } = setUp();
  deliver([{}, {}, { icao24: 'zz' }, { icao24: '3c664f' }], { unreadable: 2 });
  expect(intake.state().counts).toEqual({
    received: 6,
    accepted: 2,
    rejected: { row_invalid: 2, duplicate: 1, address_invalid: 1 },
    held: 0,
    thinned: 0,
  });
  expect(published.map((p) => p.icao24)).toEqual(['3c664e', '3c664f']);
  expect(intake.state().commonRefusal).toBe('row_invalid');
});

test('the state tells when the feed delivered, what is newest, its clock, when it was recorded and its interval', async () => {
  const { time, intake, deliver } = setUp();
  const startMs = time.clock();
  deliver([{ observedAtMs: startMs - 3000 }], { clockOffsetMs: 1200, intervalMs: 7000 });
  await time.advance(1000);
  deliver([{ observedAtMs: startMs - 2000, icao24: '3c664f' }], { clockOffsetMs: 1250, capturedAtMs: 42 });
  expect(intake.state()).toMatchObject({
    lastGoodAtMs: startMs + 1000,
    lastHeardAtMs: startMs + 1000,
    newestObservedAtMs: startMs - 2000,
    clockOffsetMs: 1250,
    capturedAtMs: 42,
    intervalMs: 5000,
    aircraft: 2,
  });
});

test('a failure and a pause keep what was known, and a delivery ends both', () => {
  const { intake, deliver } = setUp();
  deliver([{}]);
  intake.take({ type: 'failure', reason: 'HTTP 503', retryInMs: 1 });
  expect(intake.state()).toMatchObject({ failure: 'HTTP 503', aircraft: 1 });
  intake.take({ type: 'unchanged', reason: 'same' });
  expect(intake.state()).toMatchObject({ failure: null, pause: 'same' });
  deliver([]);
  expect(intake.state()).toMatchObject({ failure: null, pause: null });
});

test('silence is published once as stale and once as removed, and an aircraft that comes back begins anew', async () => {
  const { time, published, intake, deliver } = setUp();
  deliver([{}]);
  await time.advance(20_000);
  intake.declareSilence();
  intake.declareSilence();
  await time.advance(40_000);
  intake.declareSilence();
  expect(published.map((p) => p.state)).toEqual(['seen', 'stale', 'removed']);
  expect(intake.state()).toMatchObject({ declared: 2, aircraft: 0, counts: { received: 1, accepted: 1 } });
  deliver([{ lat: -33 }]);
  expect(published.at(-1)).toMatchObject({ state: 'seen', lat: -33 });
});

test('a fix that everybody predicts is accepted and thinned, and what is declared repeats the last accepted one', async () => {
  const { time, published, intake, deliver } = setUp();
  const startMs = time.clock();
  deliver([{}]);
  await time.advance(5000);
  const expected = { ...destination({ lat: 50.03, lon: 8.55 }, 90, 230 * 5), observedAtMs: startMs + 5000 };
  deliver([expected]);
  expect(published).toHaveLength(1);
  expect(intake.state().counts).toMatchObject({ accepted: 2, thinned: 1 });
  await time.advance(20_000);
  intake.declareSilence();
  expect(published.at(-1)).toMatchObject({ ...expected, state: 'stale', level: 'world' });
  deliver([{ lat: 50.05 }]);
  expect(published.at(-1)).toMatchObject({ state: 'seen', level: 'world' });
});

test('a recording that begins again is published anew, the aircraft of other feeds are not', async () => {
  const thinning = createThinning();
  const { time, published, deliver } = setUp(thinning);
  const other = createFeedIntake({
    ...intakeOptions,
    feed: 'other',
    clock: time.clock,
    publish: () => undefined,
    thinning,
  });
  deliver([{}]);
  other.take(delivery(time.clock(), [{ icao24: '3c6650' }]));
  await time.advance(1000);
  deliver([{ lon: 8.5532 }], { isRestart: true });
  expect(published.map((p) => p.level)).toEqual(['world', 'world']);
  expect(thinning.aircraft()).toBe(2);
});

test('erased aircraft are removed where they are held, and their next position is a first one', async () => {
  const { time, published, intake, deliver } = setUp();
  deliver([{}, { icao24: '3c664f' }]);
  intake.erase(['3c664e', 'abcdef']);
  expect(published.slice(2)).toMatchObject([{ icao24: '3c664e', state: 'removed', level: 'world' }]);
  expect(intake.state()).toMatchObject({ aircraft: 1, declared: 1 });
  await time.advance(1000);
  deliver([{ lat: -33 }]);
  expect(published.at(-1)).toMatchObject({ icao24: '3c664e', state: 'seen', lat: -33 });
});

test("the feed's own interval stretches silence", async () => {
  const { time, published, intake, deliver } = setUp();
  deliver([{}], { intervalMs: 60_000 });
  await time.advance(119_999);
  intake.declareSilence();
  expect(published).toHaveLength(1);
  await time.advance(1);
  intake.declareSilence();
  expect(published.at(-1)).toMatchObject({ state: 'stale' });
});

test('where a recording begins again, positions may be anywhere', async () => {
  const { time, intake, deliver } = setUp();
  deliver([{}]);
  await time.advance(1000);
  deliver([{ lat: -33 }], { isRestart: true });
  expect(intake.state().counts).toEqual({ received: 2, accepted: 2, rejected: {}, held: 0, thinned: 0 });
});
