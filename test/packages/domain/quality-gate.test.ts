import { expect, test } from 'vitest';
import { destination } from '#domain/geo.ts';
import { createQualityGate, isReachable, type QualityGateOptions } from '#domain/quality-gate.ts';
import type { Observation } from '#domain/observation.ts';
import { ADSC_LIFETIME_MS } from '#domain/position.ts';
import { observation, OBSERVED_AT_MS } from '../../fixtures/observation.ts';

const NOW = OBSERVED_AT_MS;

function gateOf(options: Partial<QualityGateOptions> = {}) {
  const gate = createQualityGate({ feed: 'test', kind: 'live', privacyFilter: true, ...options });
  return {
    ...gate,
    /** The reason, or null when accepted. */
    reasonFor: (changes: Partial<Observation>, readAtMs = NOW): string | null => {
      const verdict = gate.judge(observation(changes), readAtMs, readAtMs);
      return typeof verdict === 'string' ? verdict : null;
    },
  };
}

test('an accepted position carries feed, kind, level, state and the time of publication', () => {
  const gate = createQualityGate({ feed: 'home', kind: 'replay', privacyFilter: true });
  expect(gate.judge(observation(), NOW + 10, NOW + 20)).toMatchObject({
    icao24: '3c664e',
    observedAtMs: NOW,
    receivedAtMs: NOW + 20,
    lat: 50.03,
    lon: 8.55,
    altitudeM: 10_000,
    callsign: 'DLH4TR',
    source: 'adsb',
    feed: 'home',
    kind: 'replay',
    level: 'world',
    state: 'seen',
  });
});

test.each([
  ['an address with a wrong letter', { icao24: '3c664g' }, 'address_invalid'],
  ['an address that is too short', { icao24: '3c664' }, 'address_invalid'],
  ['no address', { icao24: '' }, 'address_invalid'],
  ['no latitude', { lat: null }, 'no_position'],
  ['no longitude', { lon: null }, 'no_position'],
  ['a latitude beyond the pole', { lat: 90.001 }, 'position_range'],
  ['a latitude beyond the south pole', { lat: -90.001 }, 'position_range'],
  ['a longitude beyond 180', { lon: 180.001 }, 'position_range'],
  ['a position that is not a number', { lat: Number.NaN }, 'position_range'],
  ['exactly 0, 0', { lat: 0, lon: 0 }, 'position_zero'],
  ['no time', { observedAtMs: null }, 'no_time'],
  ['an age of 60.001 s', { observedAtMs: NOW - 60_001 }, 'too_old'],
  ['an ADS-C age of 33 min and 1 ms', { observedAtMs: NOW - ADSC_LIFETIME_MS - 1, source: 'adsc' }, 'too_old'],
  ['a time 5.001 s ahead', { observedAtMs: NOW + 5001 }, 'future'],
  ['a wish for privacy', { wantsPrivacy: true }, 'privacy'],
] satisfies [string, Partial<Observation>, string][])('%s is refused', (_what, changes, reason) => {
  expect(gateOf().reasonFor(changes)).toBe(reason);
});

test.each([
  ['a non-ICAO address, kept with its ~', { icao24: '~3c664e' }],
  ['an age of exactly 60 s', { observedAtMs: NOW - 60_000 }],
  ['an ADS-C age of 33 min', { observedAtMs: NOW - ADSC_LIFETIME_MS, source: 'adsc' }],
  ['a time 5 s ahead', { observedAtMs: NOW + 5000 }],
  ['latitude 0 alone', { lat: 0 }],
  ['longitude 0 alone', { lon: 0 }],
  ['the pole and the date line', { lat: 90, lon: -180 }],
] satisfies [string, Partial<Observation>][])('%s is accepted', (_what, changes) => {
  const verdict = createQualityGate({ feed: 'f', kind: 'live', privacyFilter: true }).judge(
    observation(changes),
    NOW,
    NOW,
  );
  expect(verdict).toMatchObject({ icao24: 'icao24' in changes ? changes.icao24 : '3c664e' });
});

test('the privacy filter can be off', () => {
  expect(gateOf({ privacyFilter: false }).reasonFor({ wantsPrivacy: true })).toBeNull();
});

test("the simulator's addresses are refused from real feeds and recordings, and all others from the simulator", () => {
  for (const kind of ['live', 'replay'] as const) {
    expect(gateOf({ kind }).reasonFor({ icao24: 'ff0000' })).toBe('simulated_block');
    expect(gateOf({ kind }).reasonFor({ icao24: 'ffffff' })).toBe('simulated_block');
    expect(gateOf({ kind }).reasonFor({ icao24: 'feffff' })).toBeNull();
    expect(gateOf({ kind }).reasonFor({ icao24: '~ff0000' })).toBeNull();
  }
  expect(gateOf({ kind: 'simulated' }).reasonFor({ icao24: 'ff0000' })).toBeNull();
  expect(gateOf({ kind: 'simulated' }).reasonFor({ icao24: '3c664e' })).toBe('simulated_block');
});

test('the same fix again is a duplicate, also with a time that differs by rounding', () => {
  const gate = gateOf();
  expect(gate.reasonFor({})).toBeNull();
  expect(gate.reasonFor({})).toBe('duplicate');
  expect(gate.reasonFor({ observedAtMs: NOW + 250 }, NOW + 1000)).toBe('duplicate');
  expect(gate.reasonFor({ observedAtMs: NOW - 100 })).toBe('duplicate');
  expect(gate.reasonFor({ observedAtMs: NOW + 251 }, NOW + 1000)).toBeNull();
});

test('a fix older than the last one is refused, and one of another aircraft is not', () => {
  const gate = gateOf();
  expect(gate.reasonFor({})).toBeNull();
  expect(gate.reasonFor({ observedAtMs: NOW - 1000, lon: 8.549 })).toBe('older');
  expect(gate.reasonFor({ observedAtMs: NOW - 1000, icao24: '3c664f' })).toBeNull();
});

test('a jump is refused, and the right positions after it are accepted', () => {
  const gate = gateOf();
  expect(gate.reasonFor({})).toBeNull();
  expect(gate.reasonFor({ observedAtMs: NOW + 5000, lat: 51 })).toBe('jump');
  expect(gate.reasonFor({ observedAtMs: NOW + 10_000, lon: 8.58 }, NOW + 10_000)).toBeNull();
});

test('three positions that agree with each other correct a first wrong one', () => {
  const gate = gateOf();
  expect(gate.reasonFor({ lat: 10 })).toBeNull();
  expect(gate.reasonFor({ observedAtMs: NOW + 1000 })).toBe('jump');
  expect(gate.reasonFor({ observedAtMs: NOW + 2000, lon: 8.553 })).toBe('jump');
  expect(gate.reasonFor({ observedAtMs: NOW + 3000, lon: 8.556 })).toBeNull();
  expect(gate.reasonFor({ observedAtMs: NOW + 4000, lon: 8.559 })).toBeNull();
});

test('three jumps that do not agree with each other stay refused', () => {
  const gate = gateOf();
  gate.reasonFor({});
  for (const [index, lat] of [10, 30, -20, 70].entries()) {
    expect(gate.reasonFor({ observedAtMs: NOW + (index + 1) * 1000, lat })).toBe('jump');
  }
});

test('what is reachable grows with time, by the reported speed and by Mach 2.5 without one', () => {
  const from = { lat: 50, lon: 8, observedAtMs: 0, groundSpeedMps: 100 };
  const at = (alongM: number, seconds: number, groundSpeedMps: number | null = 100) => ({
    ...destination(from, 45, alongM),
    observedAtMs: seconds * 1000,
    groundSpeedMps,
  });
  // 100 m/s x 2.2 + 50 m/s = 270 m/s, and 3 km beside.
  expect(isReachable(from, at(5690, 10))).toBe(true);
  expect(isReachable(from, at(5710, 10))).toBe(false);
  expect(isReachable(from, at(11_490, 10, null))).toBe(true);
  expect(isReachable(from, at(11_510, 10, null))).toBe(false);
  expect(isReachable(from, at(2990, 0))).toBe(true);
  expect(isReachable(from, at(19_000, 1), 60)).toBe(true);
});

test('a forgotten aircraft begins anew, as do all after a reset', () => {
  const gate = gateOf();
  gate.reasonFor({});
  gate.forget('3c664e');
  expect(gate.aircraft()).toBe(0);
  expect(gate.reasonFor({ lat: 10 })).toBeNull();
  gate.reset();
  expect(gate.reasonFor({})).toBeNull();
});

test('memory is bounded: further aircraft are refused, known ones are not', () => {
  const gate = gateOf({ maxAircraft: 1 });
  expect(gate.reasonFor({})).toBeNull();
  expect(gate.reasonFor({ icao24: '3c664f' })).toBe('crowded');
  expect(gate.reasonFor({ observedAtMs: NOW + 1000, lon: 8.553 })).toBeNull();
});
