import { expect, test } from 'vitest';
import { createLifecycle, removedAfterMs, staleAfterMs } from '#domain/lifecycle.ts';
import { ADSC_LIFETIME_MS, supersedes, type Position, type PositionSource } from '#domain/position.ts';
import { acceptedFix } from '../../fixtures/judging-gate.ts';
import { observation, OBSERVED_AT_MS } from '../../fixtures/observation.ts';

const T = OBSERVED_AT_MS;

function fix({ ageMs = 0, source = 'adsb' }: { ageMs?: number; source?: PositionSource } = {}): Position {
  return acceptedFix(observation({ source, observedAtMs: T - ageMs }), T);
}

test('an aircraft is stale after 20 s or two intervals, removed after 60 s, four intervals, or 33 min of ADS-C', () => {
  expect(staleAfterMs(5000)).toBe(20_000);
  expect(staleAfterMs(10_001)).toBe(20_002);
  expect(removedAfterMs(5000, 'adsb')).toBe(60_000);
  expect(removedAfterMs(15_001, 'mlat')).toBe(60_004);
  expect(removedAfterMs(5000, 'adsc')).toBe(ADSC_LIFETIME_MS);
});

test('one stale record follows after 20 s of silence and one removed record after 60 s, each once', () => {
  const lifecycle = createLifecycle();
  const seen = fix();
  lifecycle.seen(seen);
  expect(lifecycle.declare(T + 19_999, 5000)).toEqual([]);
  const stale = { ...seen, state: 'stale', receivedAtMs: T + 20_000 };
  expect(lifecycle.declare(T + 20_000, 5000)).toEqual([stale]);
  expect(lifecycle.declare(T + 59_999, 5000)).toEqual([]);
  expect(lifecycle.declare(T + 60_000, 5000)).toEqual([{ ...seen, state: 'removed', receivedAtMs: T + 60_000 }]);
  expect(lifecycle.declare(T + 1_000_000, 5000)).toEqual([]);
  expect(lifecycle.aircraft()).toBe(0);
});

test('each record supersedes the one before it', () => {
  const lifecycle = createLifecycle();
  const seen = fix();
  lifecycle.seen(seen);
  const [stale] = lifecycle.declare(T + 20_000, 5000);
  const [removed] = lifecycle.declare(T + 60_000, 5000);
  expect(supersedes(stale!, seen)).toBe(true);
  expect(supersedes(removed!, stale!)).toBe(true);
});

test('silence counts from the receipt, so that a fix which came 59 s old is not removed a second later', () => {
  const lifecycle = createLifecycle();
  lifecycle.seen(fix({ ageMs: 59_000 }));
  expect(lifecycle.declare(T + 19_000, 5000)).toEqual([]);
});

test('a new fix takes a stale aircraft back', () => {
  const lifecycle = createLifecycle();
  lifecycle.seen(fix());
  lifecycle.declare(T + 20_000, 5000);
  lifecycle.seen({ ...fix(), observedAtMs: T + 30_000, receivedAtMs: T + 30_000 });
  expect(lifecycle.declare(T + 49_999, 5000)).toEqual([]);
  expect(lifecycle.declare(T + 50_000, 5000)).toMatchObject([{ state: 'stale', observedAtMs: T + 30_000 }]);
});

test('an aircraft over the ocean stays for 33 min', () => {
  const lifecycle = createLifecycle();
  lifecycle.seen(fix({ source: 'adsc' }));
  expect(lifecycle.declare(T + 20_000, 5000)).toMatchObject([{ state: 'stale' }]);
  expect(lifecycle.declare(T + ADSC_LIFETIME_MS - 1, 5000)).toEqual([]);
  expect(lifecycle.declare(T + ADSC_LIFETIME_MS, 5000)).toMatchObject([{ state: 'removed' }]);
});

test('an aircraft that is removed before its time is forgotten, whether it was held or not', () => {
  const lifecycle = createLifecycle();
  const seen = fix();
  lifecycle.seen(seen);
  expect([...lifecycle.addresses()]).toEqual([seen.icao24]);
  expect(lifecycle.remove(seen.icao24, T + 5)).toEqual({ ...seen, state: 'removed', receivedAtMs: T + 5 });
  expect(lifecycle.remove(seen.icao24, T + 6)).toBeNull();
  expect(lifecycle.declare(T + 100_000, 5000)).toEqual([]);
});
