import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { destination, type LatLon } from '#domain/geo.ts';
import { predict } from '#domain/motion.ts';
import { LEVELS, type Position } from '#domain/position.ts';
import { createThinning } from '#domain/thinning.ts';
import { createLevelViewers } from '../../../bench/thin/level-viewers.ts';
import { aPosition } from '../../fixtures/positions.ts';

const SECOND = 1000;
const cruise = aPosition({ observedAtMs: 0, groundSpeedMps: 200, trackDeg: 90, verticalRateMps: 0, altitudeM: 9000 });

/** A fix of the cruising aircraft where it was to be expected, changed as the test says. */
function later(atMs: number, changes: Partial<Position> = {}): Position {
  const { lat, lon } = predict({ ...cruise, ...changes }, atMs);
  return { ...cruise, ...changes, observedAtMs: atMs, lat, lon, ...placeOf(changes) };
}

const placeOf = ({ lat, lon }: Partial<Position>): Partial<LatLon> => ({
  ...(lat === undefined ? {} : { lat }),
  ...(lon === undefined ? {} : { lon }),
});

/** Judges fixes in turn; what is published is named by second and level. */
function publish(fixes: readonly Position[], feedIntervalMs = SECOND, thinning = createThinning()): string[] {
  return fixes.flatMap((fix) => {
    const record = thinning.judge(fix, feedIntervalMs);
    return record === null ? [] : [`${fix.observedAtMs / SECOND} ${record.level}`];
  });
}

const seconds = (from: number, to: number, step = 1): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => (from + index * step) * SECOND);

describe('an aircraft as predicted', () => {
  test('is published at the first fix and then as often as the keepalives say', () => {
    expect(publish(seconds(0, 60).map((at) => later(at)))).toEqual([
      '0 world',
      '15 fine',
      '30 regional',
      '45 fine',
      '60 world',
    ]);
  });

  test('has a keepalive of 30 s for the world while it is below 3,000 m, or was when viewers last heard', () => {
    const low = seconds(0, 30).map((at) => later(at, { altitudeM: 2500 }));
    expect(publish(low)).toEqual(['0 world', '15 fine', '30 world']);
    const climbing = seconds(0, 30).map((at) => later(at, { altitudeM: 2900 + at / 100, verticalRateMps: 10 }));
    expect(publish(climbing)).toEqual(['0 world', '15 fine', '30 world']);
  });

  test('is never published more often than its feed delivers, and no fix is left out where the next would be late', () => {
    expect(
      publish(
        seconds(0, 60, 10).map((at) => later(at)),
        10 * SECOND,
      ),
    ).toEqual(['0 world', '20 fine', '30 regional', '50 fine', '60 world']);
    expect(
      publish(
        [0, 59_800, 119_900].map((at) => later(at)),
        60 * SECOND,
      ),
    ).toEqual(['0 world', '59.8 world', '119.9 world']);
  });
});

describe('what is published for all', () => {
  test.each<[string, Partial<Position>]>([
    ['another callsign', { callsign: 'DLH9' }],
    ['another squawk', { squawk: '7700' }],
    ['an emergency', { emergency: 'general' }],
    ['another kind', { kind: 'replay' }],
    ['a place 2 km off', destination(later(SECOND), 0, 2001)],
  ])('%s', (_what, changes) => {
    expect(publish([later(0), later(SECOND, changes)])).toEqual(['0 world', '1 world']);
  });

  test('the end of an emergency', () => {
    const fixes = [later(0, { emergency: 'general' }), later(SECOND)];
    expect(publish(fixes)).toEqual(['0 world', '1 world']);
  });

  test('a callsign or squawk that appears, but none that a feed leaves out', () => {
    const without = { callsign: null, squawk: null };
    expect(publish([later(0, without), later(SECOND)])).toEqual(['0 world', '1 world']);
    expect(publish([later(0), later(SECOND, without), later(2 * SECOND)])).toEqual(['0 world']);
  });

  test('a landing and a take-off, once two fixes say so', () => {
    const parked = { lat: cruise.lat, lon: cruise.lon };
    const states = [false, true, false, true, true, true, false, false];
    const fixes = states.map((onGround, second) =>
      later(second * SECOND, { ...parked, onGround, groundSpeedMps: 0, altitudeM: onGround ? null : 100 }),
    );
    expect(publish(fixes)).toEqual(['0 world', '4 world', '7 world']);
  });
});

test('a fix is published at the coarsest level that it misses, and counts for finer ones', () => {
  const north = (metres: number, atMs: number): Position => later(atMs, destination(later(atMs), 0, metres));
  expect(publish([later(0), north(51, 1000), north(51, 2000)])).toEqual(['0 world', '1 fine']);
  expect(publish([later(0), north(251, 1000), north(251, 2000)])).toEqual(['0 world', '1 regional']);
});

test('a viewer of the world who holds a finer record, as a snapshot gives it, is corrected by the tolerance of the world', () => {
  const wrong = { ...later(SECOND), trackDeg: 76, groundSpeedMps: 224 };
  expect(publish([later(0), wrong, later(45 * SECOND)])).toEqual(['0 world', '1 regional', '45 world']);
});

test('a record that finer levels need spares a keepalive that would be due in the last tenth of its time', () => {
  const higher = (from: number) => (atMs: number) => later(atMs, atMs < from ? {} : { altitudeM: 9040 });
  expect(publish(seconds(0, 30).map(higher(26_000)))).toEqual(['0 world', '15 fine', '26 fine', '30 regional']);
  expect(publish(seconds(0, 40).map(higher(27_000)))).toEqual(['0 world', '15 fine', '27 regional']);
  expect(publish(seconds(0, 60).map(higher(54_000)))).toContain('54 world');
});

describe('vehicles and obstacles', () => {
  test('are published for the fine level only', () => {
    const fixes = seconds(0, 60).map((at) => later(at, { category: 'C2', groundSpeedMps: 0, onGround: true }));
    expect(publish(fixes)).toEqual(['0 fine', '15 fine', '30 fine', '45 fine', '60 fine']);
  });

  test('stay that where the feed leaves the category out, until it says another', () => {
    const categories = ['C1', null, 'A1'];
    const fixes = categories.map((category, second) => later(second * SECOND, { category, squawk: `000${second}` }));
    expect(publish(fixes)).toEqual(['0 fine', '1 fine', '2 world']);
  });
});

test('the altitude that is compared is the one in frames: geometric where there is no barometric one', () => {
  const geometric = { altitudeM: null, geoAltitudeM: 9000 };
  expect(publish([later(0), later(SECOND, geometric), later(2 * SECOND)])).toEqual(['0 world']);
  expect(publish([later(0, geometric), later(SECOND, { altitudeM: 9040 })])).toEqual(['0 world', '1 fine']);
});

test('a fix that is no newer than the last one is not published', () => {
  expect(publish([later(5 * SECOND), later(5 * SECOND, { callsign: 'X1' }), later(SECOND, { lat: 10 })])).toEqual([
    '5 world',
  ]);
});

test('after clear() the next fix is published for all, of that aircraft only', () => {
  const thinning = createThinning();
  const other = (atMs: number): Position => ({ ...later(atMs), icao24: '3c0001' });
  publish([later(0), other(0)], SECOND, thinning);
  thinning.clear(cruise.icao24);
  expect(publish([later(SECOND), other(SECOND)], SECOND, thinning)).toEqual(['1 world']);
  thinning.clearAll();
  expect(thinning.aircraft()).toBe(0);
  expect(publish([later(2000), other(2000)], SECOND, thinning)).toEqual(['2 world', '2 world']);
});

describe('declared()', () => {
  const declare = (state: 'stale' | 'removed', ...fixes: readonly Position[]): string | undefined => {
    const thinning = createThinning();
    publish(fixes, SECOND, thinning);
    const record = thinning.declared({ ...fixes.at(-1)!, state });
    expect(record).toMatchObject({ ...fixes.at(-1), state, level: record.level });
    expect(thinning.aircraft()).toBe(0);
    return record.level;
  };

  test('gives the record to all, and the next fix is a first one', () => {
    const thinning = createThinning();
    publish([later(0), later(SECOND)], SECOND, thinning);
    expect(thinning.declared({ ...later(SECOND), state: 'stale' })).toMatchObject({ state: 'stale', level: 'world' });
    expect(publish([later(2 * SECOND)], SECOND, thinning)).toEqual(['2 world']);
  });

  test('tells of a vehicle that fell silent those who were told of it, and of one that is gone everybody', () => {
    const vehicle = later(0, { category: 'C1' });
    expect(declare('stale', vehicle)).toBe('fine');
    expect(declare('stale', vehicle, later(SECOND, { category: null }))).toBe('fine');
    expect(declare('stale', later(0, { category: null }), later(SECOND, { category: 'C1' }))).toBe('world');
    expect(declare('removed', vehicle)).toBe('world');
  });
});

test('a record that is published for a coarser level than judged is what that level is judged by from then on', () => {
  const thinning = createThinning();
  publish([later(0)], SECOND, thinning);
  const turned = later(SECOND, { trackDeg: 98 });
  expect(thinning.judge(turned, SECOND)).toMatchObject({ level: 'regional' });
  thinning.republished({ ...turned, level: 'world' });
  const back = later(2 * SECOND, { trackDeg: 82 });
  expect(thinning.judge(back, SECOND)).toMatchObject({ level: 'world' });
});

test('a merged record that is not the last one, as another feed published since, has the next fix published for all', () => {
  const thinning = createThinning();
  publish([later(0)], SECOND, thinning);
  const turned = later(SECOND, { trackDeg: 98 });
  thinning.judge(turned, SECOND);
  expect(publish([later(2 * SECOND, { feed: 'other', trackDeg: 104.5 })], SECOND, thinning)).toEqual(['2 regional']);
  thinning.republished({ ...turned, level: 'world' });
  expect(publish([later(3 * SECOND, { feed: 'other', trackDeg: 104.5 })], SECOND, thinning)).toEqual(['3 world']);
});

test('memory is bounded, and aircraft beyond the bound are all published', () => {
  const thinning = createThinning({ maxAircraft: 1 });
  const other = (atMs: number): Position => ({ ...later(atMs), icao24: '3c0001' });
  expect(publish([later(0), other(0), later(1000), other(1000)], SECOND, thinning)).toEqual([
    '0 world',
    '0 world',
    '1 world',
  ]);
  expect(thinning.aircraft()).toBe(1);
});

describe('the promise', () => {
  const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  const often = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 9 });
  /** Anything a quality gate lets through, and more: fixes need not follow from each other at all. */
  const step = fc.record({
    afterMs: fc.oneof(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 200_000 })),
    alongM: fc.oneof(number(0, 400), number(0, 60_000)),
    turnDeg: fc.oneof(number(-3, 3), number(-180, 180)),
    altitudeM: often(number(-300, 15_000)),
    geoAltitudeM: often(number(-300, 15_000)),
    onGround: fc.boolean(),
    groundSpeedMps: often(number(0, 500)),
    verticalRateMps: often(number(-50, 50)),
    hasTrack: fc.boolean(),
    callsign: often(fc.constantFrom('A1', 'B2')),
  });
  const start = fc.record({ lat: number(-90, 90), lon: number(-180, 179.999), trackDeg: number(0, 359.9) });

  test('is kept at every level after every fix of whatever track', () => {
    fc.assert(
      fc.property(start, fc.array(step, { minLength: 1, maxLength: 60 }), (from, steps) => {
        expectPromise(trackOf(from, steps), 1000);
      }),
      { numRuns: 300 },
    );
  });

  type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

  function trackOf(from: LatLon & { trackDeg: number }, steps: readonly Step[]): Position[] {
    let { lat, lon, trackDeg } = from;
    let observedAtMs = 1_700_000_000_000;
    return steps.map(({ afterMs, alongM, turnDeg, hasTrack, ...values }) => {
      observedAtMs += afterMs;
      trackDeg = (trackDeg + turnDeg + 360) % 360;
      ({ lat, lon } = destination({ lat, lon }, trackDeg, alongM));
      return aPosition({ ...values, observedAtMs, lat, lon, trackDeg: hasTrack ? trackDeg : null });
    });
  }

  function expectPromise(fixes: readonly Position[], feedIntervalMs: number): void {
    const thinning = createThinning();
    const viewers = createLevelViewers();
    for (const fix of fixes) {
      const record = thinning.judge(fix, feedIntervalMs);
      if (record !== null) viewers.take(record);
      for (const level of LEVELS) {
        expect(viewers.missed(level, fix)).toEqual([]);
        expect(viewers.overdueMs(level, fix, feedIntervalMs)).toBeLessThan(0);
      }
    }
  }
});
