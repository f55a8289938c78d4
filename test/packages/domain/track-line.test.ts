import { describe, expect, test } from 'vitest';
import { destination, distanceM } from '#domain/geo.ts';
import { predict } from '#domain/motion.ts';
import { asThinned, correctedPoint, LINE_GAP_MS } from '#domain/track-line.ts';
import { aPosition } from '../../fixtures/positions.ts';

/** North at 200 m/s, level. */
const before = aPosition({ trackDeg: 0, groundSpeedMps: 200, verticalRateMps: 0 });
const base = asThinned(before);

/** A record some seconds later, so many metres east of what was predicted. */
function recordAfter(seconds: number, offM: number) {
  const observedAtMs = before.observedAtMs + seconds * 1000;
  const predicted = predict(base, observedAtMs);
  return { ...before, observedAtMs, ...destination(predicted, 90, offM), altitudeM: predicted.altitudeM };
}

describe('correctedPoint()', () => {
  test('is where the aircraft was taken to be in the millisecond before the record', () => {
    const record = recordAfter(10, 40);
    const point = correctedPoint(before, record);
    expect(point?.observedAtMs).toBe(record.observedAtMs - 1);
    const predicted = predict(base, record.observedAtMs - 1);
    expect(point).toMatchObject({ lat: predicted.lat, lon: predicted.lon, altitudeM: predicted.altitudeM });
    expect(distanceM(point ?? record, record)).toBeGreaterThan(39);
  });

  test('is none where the record says what was predicted, up to the rounding of a place', () => {
    expect(correctedPoint(before, recordAfter(10, 0.7))).toBeNull();
    expect(correctedPoint(before, recordAfter(10, 2))).not.toBeNull();
  });

  test('is there where only the altitude was missed', () => {
    const record = recordAfter(10, 0);
    expect(correctedPoint(before, { ...record, altitudeM: 11_620 })?.altitudeM).toBeCloseTo(11_582.4, 6);
  });

  test('is none over a gap of more than a minute', () => {
    expect(correctedPoint(before, recordAfter(LINE_GAP_MS / 1000, 500))).not.toBeNull();
    expect(correctedPoint(before, recordAfter(LINE_GAP_MS / 1000 + 0.001, 500))).toBeNull();
  });

  test('is none where no instant lies between', () => {
    expect(correctedPoint(before, { ...before, lat: 49, observedAtMs: before.observedAtMs + 1 })).toBeNull();
  });

  test('stands on the ground until a record says where the aircraft is by then', () => {
    const taxiing = { ...before, onGround: true };
    const record = { ...taxiing, ...destination(taxiing, 90, 60), observedAtMs: before.observedAtMs + 8000 };
    expect(correctedPoint(taxiing, record)).toMatchObject({ lat: base.lat, lon: base.lon });
  });

  test('climbs by both altitudes, and by the one that there is', () => {
    const climbing = { ...before, verticalRateMps: 10 };
    const record = recordAfter(10, 40);
    const both = correctedPoint(climbing, record);
    const climbM = (both?.altitudeM ?? 0) - 11_582.4;
    expect(climbM).toBeCloseTo(asThinned(climbing).verticalRateMps * 9.999, 6);
    expect(both?.geoAltitudeM).toBeCloseTo(11_650 + climbM, 6);
    expect(correctedPoint({ ...climbing, geoAltitudeM: null }, record)?.geoAltitudeM).toBeNull();
    const geometric = correctedPoint({ ...climbing, altitudeM: null }, record);
    expect(geometric?.altitudeM).toBeNull();
    expect(geometric?.geoAltitudeM).toBeCloseTo(1529 * 7.62 + climbM, 6);
  });
});

test('asThinned() has what viewers at the fine level have: the altitude that is shown, in their steps', () => {
  const record = aPosition({ lat: 48.353_814_6, observedAtMs: 1_732_400_000_149, altitudeM: null, geoAltitudeM: 1000 });
  const thinned = asThinned(record);
  expect(thinned).toMatchObject({ lat: 48.35381, observedAtMs: 1_732_400_000_100, trackDeg: 181 });
  expect(thinned.altitudeM).toBeCloseTo(131 * 7.62, 9);
});
