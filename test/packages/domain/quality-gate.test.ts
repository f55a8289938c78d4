import fc from 'fast-check';
import { expect, test } from 'vitest';
import { destination } from '#domain/geo.ts';
import type { Observation } from '#domain/observation.ts';
import { ADSC_LIFETIME_MS } from '#domain/position.ts';
import type { QualityGateOptions } from '#domain/quality-gate.ts';
import { createJudgingGate } from '../../fixtures/judging-gate.ts';
import { observation, OBSERVED_AT_MS } from '../../fixtures/observation.ts';

const NOW = OBSERVED_AT_MS;

function gateOf(options: Partial<QualityGateOptions> = {}) {
  const gate = createJudgingGate(options);
  const judge = (changes: Partial<Observation>, readAtMs = NOW) => gate.judge(observation(changes), readAtMs);
  return {
    ...gate,
    judge,
    /** The one fate that a row brought: why it was refused, or whether it was accepted or held. */
    fateOf: (changes: Partial<Observation>, readAtMs = NOW): string => {
      const { accepted, rejected } = judge(changes, readAtMs);
      expect(accepted.length + rejected.length).toBeLessThan(2);
      return rejected[0] ?? (accepted.length === 1 ? 'accepted' : 'held');
    },
  };
}

/** The airliner of the fixture, so many seconds further on its way; another track where it begins elsewhere. */
function after(seconds: number, start = { lat: 50.03, lon: 8.55 }, changes: Partial<Observation> = {}) {
  return { ...destination(start, 90, 230 * seconds), observedAtMs: NOW + seconds * 1000, ...changes };
}
const ELSEWHERE = { lat: 48, lon: 11 };

test('an accepted position carries feed, kind, level, state and the time of publication', () => {
  const gate = createJudgingGate({ feed: 'home', kind: 'replay' });
  expect(gate.judge(observation(), NOW + 10, NOW + 20).accepted).toMatchObject([
    {
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
    },
  ]);
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
  expect(gateOf().fateOf(changes)).toBe(reason);
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
  expect(gateOf().judge(changes).accepted).toMatchObject([{ icao24: 'icao24' in changes ? changes.icao24 : '3c664e' }]);
});

test('the privacy filter can be off', () => {
  expect(gateOf({ privacyFilter: false }).fateOf({ wantsPrivacy: true })).toBe('accepted');
});

test("the simulator's addresses are refused from real feeds and recordings, and all others from the simulator", () => {
  for (const kind of ['live', 'replay'] as const) {
    expect(gateOf({ kind }).fateOf({ icao24: 'ff0000' })).toBe('simulated_block');
    expect(gateOf({ kind }).fateOf({ icao24: 'ffffff' })).toBe('simulated_block');
    expect(gateOf({ kind }).fateOf({ icao24: 'feffff' })).toBe('accepted');
    expect(gateOf({ kind }).fateOf({ icao24: '~ff0000' })).toBe('accepted');
  }
  expect(gateOf({ kind: 'simulated' }).fateOf({ icao24: 'ff0000' })).toBe('accepted');
  expect(gateOf({ kind: 'simulated' }).fateOf({ icao24: '3c664e' })).toBe('simulated_block');
});

test('the same fix again is a duplicate, also with a time that differs by rounding', () => {
  const gate = gateOf();
  expect(gate.fateOf({})).toBe('accepted');
  expect(gate.fateOf({})).toBe('duplicate');
  expect(gate.fateOf({ observedAtMs: NOW + 250 }, NOW + 1000)).toBe('duplicate');
  expect(gate.fateOf({ observedAtMs: NOW - 100 })).toBe('duplicate');
  expect(gate.fateOf({ observedAtMs: NOW + 251 }, NOW + 1000)).toBe('accepted');
});

test('a fix older than the last one is refused, and one of another aircraft is not', () => {
  const gate = gateOf();
  expect(gate.fateOf({})).toBe('accepted');
  expect(gate.fateOf({ observedAtMs: NOW - 1000, lon: 8.549 })).toBe('older');
  expect(gate.fateOf({ observedAtMs: NOW - 1000, icao24: '3c664f' })).toBe('accepted');
});

test('an aircraft that was erased stays out, whatever else is wrong with the row', () => {
  const gate = gateOf({ isErased: (icao24) => icao24 === '3c664e' });
  expect(gate.fateOf({ wantsPrivacy: true })).toBe('erased');
  expect(gate.fateOf({ icao24: '3c664f' })).toBe('accepted');
});

test('a leap is held, and rejected when the aircraft goes on where it was', () => {
  const gate = gateOf();
  expect(gate.fateOf({})).toBe('accepted');
  expect(gate.fateOf({ ...after(5), lat: 51 })).toBe('held');
  expect(gate.held()).toBe(1);
  const { accepted, rejected } = gate.judge(after(10), NOW + 10_000);
  expect([accepted.length, rejected]).toEqual([1, ['jump']]);
  expect(gate.held()).toBe(0);
});

test('one fix that is listed again and again while it is held confirms nothing', () => {
  const gate = gateOf();
  gate.fateOf({});
  gate.fateOf(after(1));
  expect(gate.fateOf(after(2, ELSEWHERE))).toBe('held');
  for (const readAtMs of [NOW + 3000, NOW + 4000, NOW + 5000]) {
    expect(gate.fateOf(after(2, ELSEWHERE), readAtMs)).toBe('duplicate');
  }
});

test('three fixes on one course are believed against an older track, in order and as of now', () => {
  const gate = gateOf();
  gate.fateOf({});
  gate.fateOf(after(1));
  expect(gate.fateOf(after(2, ELSEWHERE), NOW + 2000)).toBe('held');
  expect(gate.fateOf(after(3, ELSEWHERE), NOW + 3000)).toBe('held');
  const { accepted, rejected } = gate.judge(after(4, ELSEWHERE), NOW + 4000);
  expect(rejected).toEqual([]);
  expect(accepted.map((fix) => fix.observedAtMs - NOW)).toEqual([2000, 3000, 4000]);
  expect(new Set(accepted.map((fix) => fix.receivedAtMs))).toEqual(new Set([NOW + 4000]));
  expect(gate.fateOf(after(5, ELSEWHERE), NOW + 5000)).toBe('accepted');
});

test('two fixes on one course are enough against a first fix that nothing agreed with', () => {
  const gate = gateOf();
  gate.fateOf({ lat: 10 });
  expect(gate.fateOf(after(1))).toBe('held');
  expect(gate.judge(after(2)).accepted).toHaveLength(2);
});

test('leaps that do not agree with each other stay out, one after the other', () => {
  const gate = gateOf();
  gate.fateOf({});
  expect(gate.fateOf({ observedAtMs: NOW + 1000, lat: 10 })).toBe('held');
  for (const [index, lat] of [30, -20, 70].entries()) {
    expect(gate.fateOf({ observedAtMs: NOW + (index + 2) * 1000, lat })).toBe('jump');
    expect(gate.held()).toBe(1);
  }
});

test('a wrong position is not confirmed by its repetition, at later times too', () => {
  const gate = gateOf();
  gate.fateOf({});
  gate.fateOf(after(1));
  const fates = [10, 20, 30, 40].map((seconds) =>
    gate.fateOf({ ...ELSEWHERE, observedAtMs: NOW + seconds * 1000 }, NOW + seconds * 1000),
  );
  expect(fates).toEqual(['held', 'duplicate', 'duplicate', 'duplicate']);
});

test('of an aircraft that stands the second fix confirms the first', () => {
  const gate = gateOf({ confirmsFirst: true });
  const standing = { onGround: true, groundSpeedMps: 0 };
  expect(gate.fateOf(standing)).toBe('held');
  expect(gate.judge({ ...standing, observedAtMs: NOW + 1000 }).accepted).toHaveLength(2);
});

test('of two aircraft with one address the first is shown, and the other refused by that name', () => {
  const gate = gateOf();
  const fates: string[] = [];
  for (let seconds = 0; seconds < 20; seconds += 2) {
    fates.push(...gate.judge(after(seconds), NOW + seconds * 1000).rejected);
    fates.push(...gate.judge(after(seconds + 1, ELSEWHERE), NOW + seconds * 1000).rejected);
  }
  expect(fates.slice(0, 2)).toEqual(['jump', 'duplicate_address']);
  expect(new Set(fates.slice(1))).toEqual(new Set(['duplicate_address']));
  expect(fates.length + gate.held()).toBe(10);
});

test('places that leap to and fro by some kilometres are one aircraft whose receiver errs', () => {
  const gate = gateOf();
  const fates: string[] = [];
  for (let seconds = 0; seconds < 20; seconds += 2) {
    fates.push(...gate.judge(after(seconds), NOW + seconds * 1000).rejected);
    const leap = after(seconds + 1, { lat: 50.1, lon: 8.55 });
    fates.push(...gate.judge(leap, NOW + seconds * 1000).rejected);
  }
  expect(new Set(fates)).toEqual(new Set(['jump']));
});

test('the second aircraft of an address is shown when the first was silent for half a minute', () => {
  const gate = gateOf();
  for (let seconds = 0; seconds < 10; seconds += 2) {
    gate.judge(after(seconds), NOW + seconds * 1000);
    gate.judge(after(seconds + 1, ELSEWHERE), NOW + seconds * 1000);
  }
  const shown: number[] = [];
  for (let seconds = 10; seconds < 50; seconds += 2) {
    const readAtMs = NOW + seconds * 1000;
    if (gate.judge(after(seconds, ELSEWHERE), readAtMs).accepted.length > 0) shown.push(seconds);
  }
  expect(shown[0]).toBe(44);
  expect(shown.at(-1)).toBe(48);
});

test('the first fix is held where the feed asks for it, until a second agrees', () => {
  const gate = gateOf({ confirmsFirst: true });
  expect(gate.fateOf({})).toBe('held');
  expect(gate.fateOf({})).toBe('duplicate');
  const { accepted } = gate.judge(after(1), NOW + 1000);
  expect(accepted.map((fix) => [fix.observedAtMs, fix.receivedAtMs])).toEqual([
    [NOW, NOW + 1000],
    [NOW + 1000, NOW + 1000],
  ]);
});

test('a held fix that nothing confirms is rejected after a minute, and its aircraft forgotten', () => {
  const gate = gateOf({ confirmsFirst: true });
  gate.fateOf({});
  expect(gate.expire(NOW + 59_999, 1000).rejected).toEqual([]);
  expect(gate.expire(NOW + 60_000, 1000).rejected).toEqual(['unconfirmed']);
  expect([gate.held(), gate.aircraft()]).toEqual([0, 0]);
});

test('an aircraft that its feed lost is forgotten, later where the feed is slow', () => {
  const gate = gateOf();
  gate.fateOf({});
  gate.expire(NOW + 60_000, 20_000);
  expect(gate.aircraft()).toBe(1);
  gate.expire(NOW + 80_000, 20_000);
  expect(gate.aircraft()).toBe(0);
});

test('whatever comes, each row has one fate, and what is accepted is in order and published as of now', () => {
  const row = fc.record({
    seconds: fc.integer({ min: -2, max: 8 }),
    start: fc.constantFrom({ lat: 50.03, lon: 8.55 }, ELSEWHERE, { lat: 50.04, lon: 8.56 }, { lat: -33, lon: 179.9 }),
    onGround: fc.boolean(),
    source: fc.constantFrom('adsb', 'mlat', 'adsc'),
    groundSpeedMps: fc.constantFrom(null, 0, 230, 900),
    altitudeM: fc.constantFrom(null, 0, 10_000, 40_000),
    step: fc.constantFrom('judge', 'judge', 'judge', 'expire'),
  });
  const steps = fc.array(fc.tuple(row, fc.integer({ min: 0, max: 20 })), { maxLength: 60 });
  fc.assert(
    fc.property(steps, fc.boolean(), (rows, confirmsFirst) => {
      const gate = gateOf({ confirmsFirst });
      let [judged, fates, atS] = [0, 0, 0];
      for (const [{ seconds, start, step, ...values }, waitS] of rows) {
        atS += waitS;
        const nowMs = NOW + atS * 1000;
        if (step === 'expire') fates += gate.expire(nowMs, 5000).rejected.length;
        else {
          judged += 1;
          const { accepted, rejected } = gate.judge(after(atS + seconds, start, values), nowMs);
          fates += accepted.length + rejected.length;
          const times = accepted.map((fix) => fix.observedAtMs);
          expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
          expect(accepted.every((fix) => fix.receivedAtMs === nowMs)).toBe(true);
        }
        expect(fates + gate.held()).toBe(judged);
      }
    }),
    { numRuns: 500 },
  );
});

test('a forgotten aircraft begins anew, as do all after a reset', () => {
  const gate = gateOf();
  gate.fateOf({});
  gate.forget('3c664e');
  expect(gate.aircraft()).toBe(0);
  expect(gate.fateOf({ lat: 10 })).toBe('accepted');
  gate.reset();
  expect(gate.fateOf({})).toBe('accepted');
});

test('memory is bounded: further aircraft are refused, known ones are not', () => {
  const gate = gateOf({ maxAircraft: 1 });
  expect(gate.fateOf({})).toBe('accepted');
  expect(gate.fateOf({ icao24: '3c664f' })).toBe('crowded');
  expect(gate.fateOf({ observedAtMs: NOW + 1000, lon: 8.553 })).toBe('accepted');
});
