import { describe, expect, it } from 'vitest';
import { destination, distanceM } from '#domain/geo.ts';
import { BLANK_OBSERVATION } from '#domain/observation.ts';
import { createFlightCurve } from '../../../bench/tracks/flight-curve.ts';
import { phaseAt } from '../../../bench/tracks/flight-phase.ts';
import { secondsOf } from '../../../bench/tracks/one-hertz.ts';
import { splitFlights, type RecordedFix } from '../../../bench/tracks/recorded-flights.ts';
import { asReported } from '../../../bench/tracks/reported-fix.ts';

const START_MS = Date.UTC(2018, 7, 1, 12);

const fix = (seconds: number, change: Partial<RecordedFix> = {}): RecordedFix => ({
  ...BLANK_OBSERVATION,
  icao24: '4b1815',
  observedAtMs: START_MS + seconds * 1000,
  lat: 47,
  lon: 8,
  ...change,
});

/** A turn of 3° a second at 230 m/s, a fix every 10 s. */
const turning = Array.from({ length: 7 }, (_, n) => {
  const radiusM = 230 / ((3 * Math.PI) / 180);
  return fix(n * 10, { ...destination({ lat: 47, lon: 8 }, n * 30, radiusM), trackDeg: (n * 30 + 90) % 360 });
});

describe('the curve through a flight', () => {
  it('runs through every fix and stays on the turn between them', () => {
    const curve = createFlightCurve({ icao24: '4b1815', fixes: turning });
    for (const each of turning) expect(distanceM(curve.at(each.observedAtMs), each)).toBeLessThan(0.01);
    const radiusM = distanceM({ lat: 47, lon: 8 }, turning[0]!);
    for (let s = 10; s < 50; s += 1) {
      const offM = Math.abs(distanceM({ lat: 47, lon: 8 }, curve.at(START_MS + s * 1000)) - radiusM);
      expect(offM).toBeLessThan(25);
    }
  });

  it('turns the short way over north and keeps what no fix around it tells as unknown', () => {
    const fixes = [fix(0, { trackDeg: 350 }), fix(10, { trackDeg: 20, altitudeM: 3000 })];
    const curve = createFlightCurve({ icao24: '4b1815', fixes });
    expect(curve.at(START_MS + 5000).trackDeg).toBeCloseTo(5);
    expect(curve.at(START_MS + 5000).altitudeM).toBeNull();
    expect(curve.at(START_MS + 5000).groundSpeedMps).toBeNull();
  });

  it('is told in the steps in which aircraft report', () => {
    const point = {
      lat: 47.12345678,
      lon: 8,
      altitudeM: 10_000,
      groundSpeedMps: 230,
      trackDeg: 359.7,
      verticalRateMps: 3,
    };
    const reported = asReported(point);
    expect(reported.lat).toBe(47.123457);
    expect(reported.altitudeM! / 7.62).toBeCloseTo(1312);
    expect(reported.groundSpeedMps! / (1852 / 3600)).toBeCloseTo(447);
    expect(reported.trackDeg).toBe(0);
    expect(reported.verticalRateMps! / 0.32512).toBeCloseTo(9);
  });
});

describe('flights of a recording', () => {
  it('end at a gap of more than a minute and hold no fix that is not newer', () => {
    const flights = splitFlights([fix(0), fix(10), fix(10), fix(5), fix(70), fix(131), fix(132, { lat: null! })]);
    expect(flights.map(({ fixes }) => fixes.map((each) => (each.observedAtMs - START_MS) / 1000))).toEqual([
      [0, 10, 70],
      [131],
    ]);
  });

  it('are played second by second, each with fixes less than a second old', () => {
    const other = createFlightCurve({ icao24: '3c6444', fixes: [fix(200), fix(203)] });
    const curves = [other, createFlightCurve({ icao24: '4b1815', fixes: turning })];
    const seconds = [...secondsOf(curves, () => turning[0]!)];
    for (const { atMs, samples } of seconds) {
      for (const { fix: played, curve } of samples) {
        expect(atMs - played.observedAtMs).toBeGreaterThanOrEqual(0);
        expect(atMs - played.observedAtMs).toBeLessThan(1000);
        expect(distanceM(played, curve.at(played.observedAtMs))).toBeLessThan(0.2);
      }
    }
    expect(seconds.length).toBeGreaterThan(60);
    expect(seconds.length).toBeLessThan(65);
  });

  it('are in a turn, a climb, a descent or a cruise', () => {
    const straight = (verticalRateMps: number) =>
      createFlightCurve({ icao24: 'a', fixes: [0, 10, 20].map((s) => fix(s, { trackDeg: 90, verticalRateMps })) });
    expect(phaseAt(createFlightCurve({ icao24: 'a', fixes: turning }), START_MS + 20_000)).toBe('turn');
    expect([5, -5, 0].map((rate) => phaseAt(straight(rate), START_MS + 10_000))).toEqual([
      'climb',
      'descent',
      'cruise',
    ]);
  });
});
