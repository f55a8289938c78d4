import { describe, expect, it } from 'vitest';
import { isIcao24, isSimulatedAddress } from '#domain/address.ts';
import { bearingDeg, destination, distanceM } from '#domain/geo.ts';
import { BLANK_OBSERVATION } from '#domain/observation.ts';
import { createFlightCurve } from '../../../bench/tracks/flight-curve.ts';
import { fleetOf } from '../../../bench/tracks/fleet.ts';
import { moveCurve } from '../../../bench/tracks/moved-curve.ts';
import type { RecordedFix } from '../../../bench/tracks/recorded-flights.ts';

const START_MS = Date.UTC(2018, 7, 1, 12);

/** Half a circle of 20 km radius in five minutes. */
const curve = createFlightCurve({
  icao24: '4b1815',
  fixes: Array.from({ length: 31 }, (_, n): RecordedFix => {
    const place = destination({ lat: 47, lon: 8 }, n * 6, 20_000);
    return {
      ...BLANK_OBSERVATION,
      icao24: '4b1815',
      observedAtMs: START_MS + n * 10_000,
      ...place,
      trackDeg: n * 6 + 90,
    };
  }),
});

describe('a flight that is flown elsewhere', () => {
  const moved = moveCurve(curve, { start: { lat: 65, lon: 179.9 }, turnDeg: 120 });

  it('begins there and keeps every distance', () => {
    expect(distanceM(moved(START_MS), { lat: 65, lon: 179.9 })).toBeLessThan(0.01);
    for (let s = 0; s <= 290; s += 5) {
      const [from, to] = [START_MS + s * 1000, START_MS + (s + 10) * 1000];
      expect(distanceM(moved(from), moved(to))).toBeCloseTo(distanceM(curve.at(from), curve.at(to)), 1);
    }
  });

  it('keeps its tracks along the way it goes', () => {
    for (let s = 5; s <= 290; s += 5) {
      const [from, to] = [moved(START_MS + s * 1000), moved(START_MS + s * 1000 + 500)];
      const off = Math.abs(((bearingDeg(from, to) - (from.trackDeg ?? 0) + 540) % 360) - 180);
      expect(off).toBeLessThan(1.5);
    }
  });
});

describe('the fleet of benchmarks', () => {
  const donors = ['ff0001', '~a00001', '3c6444'].map((icao24) => ({
    row: { hex: icao24 },
    observation: { ...BLANK_OBSERVATION, icao24, callsign: 'DLH1' },
  }));

  it('has as many aircraft at any time, each with an address of its own outside of the block of simulated ones', () => {
    const real = donors.slice(1);
    const fleet = fleetOf([curve], { aircraft: 20, startsAtMs: START_MS, donors: real, courseOf: () => null });
    const seen = new Map<string, unknown>();
    for (let s = 0; s < 1000; s += 7) {
      const flying = fleet.at(START_MS + s * 1000);
      expect(flying).toHaveLength(20);
      expect(new Set(flying.map(({ icao24 }) => icao24)).size).toBe(20);
      for (const one of flying) {
        expect(one.endsAtMs).toBeGreaterThanOrEqual(START_MS + s * 1000);
        expect(isIcao24(one.icao24)).toBe(true);
        expect(isSimulatedAddress(one.icao24)).toBe(false);
        seen.set(one.icao24, one);
      }
    }
    expect(seen.size).toBeGreaterThan(60);
  });
});
