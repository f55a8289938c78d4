import { expect, test } from 'vitest';
import { destination } from '#domain/geo.ts';
import type { Position, PositionKind } from '#domain/position.ts';
import { createFreshestFeeds, type FeedSeat } from '../../../services/position-producer/freshest-feed.ts';
import type { FeedDelivery } from '../../../services/position-producer/position-source.ts';
import { acceptedFix } from '../../fixtures/judging-gate.ts';
import { observation, OBSERVED_AT_MS } from '../../fixtures/observation.ts';

const T = OBSERVED_AT_MS;

/** The fixture's airliner so many seconds on its way, heard at once unless told. */
function fix(seconds: number, changes: Partial<Position> = {}): Position {
  const observedAtMs = T + Math.round(seconds * 1000);
  const place = destination({ lat: 50.03, lon: 8.55 }, 90, 230 * seconds);
  return { ...acceptedFix(observation(), T), ...place, observedAtMs, receivedAtMs: observedAtMs, ...changes };
}

function setUp() {
  const feeds = createFreshestFeeds();
  const join = (feed: string, intervalMs = 5000, kind: PositionKind = 'live') => feeds.join({ feed, kind, intervalMs });
  return { feeds, join, home: join('home'), region: join('region') };
}

const fateOf = (seat: FeedSeat, position: Position): string => {
  const verdict = seat.judge(position);
  return typeof verdict === 'string' ? verdict : 'published';
};

function delivery(changes: Partial<FeedDelivery> = {}): FeedDelivery {
  const common = { observations: [], unreadable: 0, capturedAtMs: null, isRestart: false } as const;
  return { type: 'delivery', readAtMs: T, clockOffsetMs: null, intervalMs: 5000, ...common, ...changes };
}

test('of two feeds the fresher position is published, and the feed that has it is named on it', () => {
  const { home, region } = setUp();
  expect(home.judge(fix(0, { feed: 'home' }))).toMatchObject({ feed: 'home' });
  expect(region.judge(fix(2.5, { feed: 'region' }))).toMatchObject({ feed: 'region', observedAtMs: T + 2500 });
  expect(fateOf(home, fix(2, { feed: 'home' }))).toBe('other_feed');
  expect(home.judge(fix(5, { feed: 'home' }))).toMatchObject({ feed: 'home' });
});

test('a position that is newer by less than feeds differ in time changes nothing', () => {
  const { home, region } = setUp();
  home.judge(fix(0));
  expect(fateOf(region, fix(1))).toBe('other_feed');
  expect(fateOf(region, fix(1.001))).toBe('published');
});

test('a feed displaces its own position by any newer one', () => {
  const { home } = setUp();
  home.judge(fix(0));
  expect(fateOf(home, fix(0.3))).toBe('published');
});

test('kinds do not meet: a recording displaces no live position, and is displaced by none', () => {
  const { home, join } = setUp();
  const replay = join('replay', 5000, 'replay');
  expect(fateOf(home, fix(10))).toBe('published');
  expect(fateOf(replay, fix(0))).toBe('published');
  expect(replay.silence('3c664e', 'stale', T)).toBe('declare');
});

test('a position from runtimes does not displace an ADS-B one for 15 s, and an ADS-B one displaces it', () => {
  const { home, region } = setUp();
  home.judge(fix(0));
  expect(fateOf(region, fix(14.9, { source: 'mlat' }))).toBe('other_feed');
  expect(fateOf(region, fix(15, { source: 'mlat' }))).toBe('published');
  expect(fateOf(home, fix(17))).toBe('published');
});

test('a feed that failed within a minute displaces none that is well, and is displaced by any newer position', () => {
  const { home, region } = setUp();
  home.judge(fix(0));
  region.note({ type: 'failure', reason: 'HTTP 503', retryInMs: 1 }, T);
  region.note(delivery(), T + 1000);
  expect(fateOf(region, fix(5))).toBe('other_feed');
  expect(fateOf(region, fix(21))).toBe('published');
  expect(fateOf(home, fix(21.1))).toBe('published');
  expect(fateOf(region, fix(60))).toBe('published');
});

test('a feed whose clock is suspect falls behind until its clock is right', () => {
  const { home, region } = setUp();
  home.judge(fix(0));
  region.note(delivery({ clockOffsetMs: 5001 }), T);
  expect(fateOf(region, fix(5))).toBe('other_feed');
  region.note(delivery({ clockOffsetMs: 5000 }), T);
  expect(fateOf(region, fix(5))).toBe('published');
});

test('another aircraft with the same address is refused for as long as the first is heard', () => {
  const { home, region } = setUp();
  const elsewhere = { lat: -33, lon: 151 };
  home.judge(fix(0));
  expect(fateOf(region, fix(5, elsewhere))).toBe('duplicate_address');
  expect(fateOf(region, fix(19.999, elsewhere))).toBe('duplicate_address');
  expect(home.silence('3c664e', 'stale', T + 20_000)).toBe('declare');
  expect(fateOf(region, fix(20, elsewhere))).toBe('published');
});

test('a lost aircraft is declared only when no feed hears it any more, each by its own interval', () => {
  const { home, join } = setUp();
  const slow = join('slow', 60_000);
  slow.judge(fix(0));
  home.judge(fix(5));
  expect(home.silence('3c664e', 'stale', T + 25_000)).toBe('wait');
  expect(home.silence('3c664e', 'stale', T + 119_999)).toBe('wait');
  expect(home.silence('3c664e', 'stale', T + 120_000)).toBe('declare');
  expect(home.silence('3c664e', 'removed', T + 239_999)).toBe('wait');
  expect(home.silence('3c664e', 'removed', T + 240_000)).toBe('declare');
});

test('a feed says nothing of an aircraft that another has published since', () => {
  const { home, region } = setUp();
  home.judge(fix(0));
  region.judge(fix(5));
  expect(home.silence('3c664e', 'stale', T + 20_000)).toBe('forget');
  expect(region.silence('3c664e', 'stale', T + 25_000)).toBe('declare');
});

test('what one feed does not say is filled with what another said within a minute', () => {
  const { home, region } = setUp();
  home.judge(fix(0, { registration: 'D-AIRX', typeCode: 'A321', squawk: '1000' }));
  const filled = region.judge(fix(5, { callsign: null, squawk: '2000' }));
  expect(filled).toMatchObject({ callsign: 'DLH4TR', registration: 'D-AIRX', typeCode: 'A321', squawk: '2000' });
  expect(region.judge(fix(60))).toMatchObject({ registration: 'D-AIRX' });
  expect(region.judge(fix(61))).toMatchObject({ registration: null });
});

test('what a feed said of another aircraft with the address fills nothing', () => {
  const { home, region } = setUp();
  home.judge(fix(0));
  region.judge(fix(5, { lat: -33, lon: 151, registration: 'VH-OQA' }));
  expect(home.judge(fix(6))).toMatchObject({ registration: null });
});

test('a feed that ends holds nobody up, and what it showed begins anew elsewhere', () => {
  const { home, region } = setUp();
  home.judge(fix(5));
  region.judge(fix(0));
  home.leave();
  expect(fateOf(region, fix(1))).toBe('published');
  expect(region.silence('3c664e', 'stale', T + 21_000)).toBe('declare');
});

test('a gone aircraft is forgotten', () => {
  const { home, region } = setUp();
  home.judge(fix(100));
  home.forget('3c664e');
  expect(fateOf(region, fix(0))).toBe('published');
});
