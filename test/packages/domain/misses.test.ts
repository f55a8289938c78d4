import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { destination, distanceM } from '#domain/geo.ts';
import { coarsestMissed, NO_LEVEL } from '#domain/misses.ts';
import { predict } from '#domain/motion.ts';
import { LEVELS, type Level } from '#domain/position.ts';
import { aPosition } from '../../fixtures/positions.ts';

const [WORLD, REGIONAL, FINE] = [0, 1, 2];
const record = aPosition({ observedAtMs: 0, groundSpeedMps: 200, trackDeg: 90, verticalRateMps: 0, altitudeM: 9000 });
/** A fix 10 s later, just where it was predicted, changed as the test says. */
const fixWith = (changes: Partial<typeof record>) => {
  const { lat, lon, altitudeM } = predict(record, 10_000);
  return { ...record, observedAtMs: 10_000, lat, lon, altitudeM, ...changes };
};
const beside = (metres: number) => destination(predict(record, 10_000), 0, metres);

describe('coarsestMissed()', () => {
  test.each<[string, Level | 'none', Partial<typeof record>]>([
    ['just as predicted', 'none', {}],
    ['49 m beside', 'none', beside(49)],
    ['51 m beside', 'fine', beside(51)],
    ['251 m beside', 'regional', beside(251)],
    ['2,001 m beside', 'world', beside(2001)],
    ['30 m higher', 'none', { altitudeM: 9030 }],
    ['31 m higher', 'fine', { altitudeM: 9031 }],
    ['91 m lower', 'regional', { altitudeM: 8909 }],
    ['301 m lower', 'world', { altitudeM: 8699 }],
    ['5 m/s faster', 'none', { groundSpeedMps: 205 }],
    ['6 m/s slower', 'fine', { groundSpeedMps: 194 }],
    ['11 m/s faster', 'regional', { groundSpeedMps: 211 }],
    ['26 m/s faster', 'world', { groundSpeedMps: 226 }],
    ['3° to the right', 'none', { trackDeg: 93 }],
    ['4° to the left', 'fine', { trackDeg: 86 }],
    ['7° to the right', 'regional', { trackDeg: 97 }],
    ['16° to the left', 'world', { trackDeg: 74 }],
  ])('of a fix %s is %s', (_where, missed, changes) => {
    expect(LEVELS[coarsestMissed(record, fixWith(changes), FINE)] ?? 'none').toBe(missed);
  });

  test('judges a record by the tolerance of its own level and of those coarser, never of a finer one', () => {
    expect(coarsestMissed(record, fixWith({ altitudeM: 9200 }), FINE)).toBe(REGIONAL);
    expect(coarsestMissed(record, fixWith({ altitudeM: 9200 }), REGIONAL)).toBe(REGIONAL);
    expect(coarsestMissed(record, fixWith({ altitudeM: 9200 }), WORLD)).toBe(NO_LEVEL);
  });

  test('takes 359° and 1° as 2° apart', () => {
    const north = { ...record, trackDeg: 359 };
    const { lat, lon } = predict(north, 1000);
    const fix = { ...north, observedAtMs: 1000, lat, lon, trackDeg: 1 };
    expect(coarsestMissed(north, fix, FINE)).toBe(NO_LEVEL);
    expect(coarsestMissed(north, { ...fix, trackDeg: 3 }, FINE)).toBe(FINE);
  });

  test.each(['altitudeM', 'groundSpeedMps', 'trackDeg'] as const)(
    'of a fix with %s after a record without it is the world, and of one that lacks it nothing',
    (field) => {
      const place = { lat: record.lat, lon: record.lon };
      const without = { ...record, [field]: null, ...place };
      expect(coarsestMissed(without, { ...record, observedAtMs: 0 }, FINE)).toBe(WORLD);
      expect(coarsestMissed(record, fixWith({ [field]: null }), FINE)).toBe(NO_LEVEL);
    },
  );

  test('compares nothing but places on the ground, and moves nothing on there', () => {
    const parked = { ...record, onGround: true };
    const still = { ...parked, observedAtMs: 60_000, groundSpeedMps: 3, trackDeg: 270, altitudeM: 200 };
    expect(coarsestMissed(parked, still, FINE)).toBe(NO_LEVEL);
    expect(coarsestMissed(parked, { ...still, ...destination(parked, 0, 51) }, FINE)).toBe(FINE);
    expect(coarsestMissed(record, { ...fixWith({ groundSpeedMps: 20, altitudeM: null }), onGround: true }, FINE)).toBe(
      NO_LEVEL,
    );
  });

  test('finds two sides of the antimeridian near each other, and places around a pole', () => {
    const east = { ...record, lat: 10, lon: 179.9999, groundSpeedMps: 0 };
    expect(coarsestMissed(east, { ...east, observedAtMs: 1000, lon: -179.9999 }, FINE)).toBe(NO_LEVEL);
    const pole = { ...record, lat: 89.9999, lon: 0, groundSpeedMps: 0 };
    expect(coarsestMissed(pole, { ...pole, observedAtMs: 1000, lon: 180 }, FINE)).toBe(NO_LEVEL);
  });

  test('agrees with the distance wherever on earth', () => {
    const place = fc.record({
      lat: fc.double({ min: -90, max: 90, noNaN: true }),
      lon: fc.double({ min: -180, max: 180, noNaN: true, maxExcluded: true }),
    });
    fc.assert(
      fc.property(
        place,
        fc.double({ min: 0, max: 360, noNaN: true }),
        fc.double({ min: 0, max: 5000, noNaN: true }),
        (from, track, m) => {
          const still = { ...record, ...from, groundSpeedMps: 0 };
          const to = destination(from, track, m);
          const apartM = distanceM(from, to);
          const expected = apartM > 2000 ? WORLD : apartM > 250 ? REGIONAL : apartM > 50 ? FINE : NO_LEVEL;
          expect(coarsestMissed(still, { ...still, observedAtMs: 5000, ...to }, FINE)).toBe(expected);
        },
      ),
    );
  });
});
