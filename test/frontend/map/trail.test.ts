import { describe, expect, it } from 'vitest';
import type { Position } from 'geojson';
import type { MotionState } from '#domain/motion.ts';
import { predict } from '#domain/motion.ts';
import { asThinned } from '#domain/track-line.ts';
import type { Track } from '#contracts/http-track.ts';
import { legsOf, liveEnd, trailLines, withFix, type TrailPoint } from '../../../frontend/src/map/trail.ts';

const NOON = 1_732_449_600_000;

/** Of an aircraft whose speed isn't known: it is taken to stand. */
function point(seconds: number, lon: number, changes: Partial<TrailPoint> = {}): TrailPoint {
  return {
    ...{ observedAtMs: NOON + seconds * 1000, lat: 50, lon, altitudeM: 10_000, onGround: false, state: 'seen' },
    ...{ groundSpeedMps: null, trackDeg: null, verticalRateMps: null },
    ...changes,
  };
}

/** Eastbound at 200 m/s. */
function fix(seconds: number, lon: number): MotionState {
  return point(seconds, lon, { groundSpeedMps: 200, trackDeg: 90, verticalRateMps: 0 });
}

function linesOf(legs: TrailPoint[][]): Position[][] {
  return trailLines(legs).features.map(({ geometry }) => (geometry.type === 'LineString' ? geometry.coordinates : []));
}

describe('trail', () => {
  it('breaks at silence over a minute and between legs', () => {
    const lines = linesOf([
      [point(0, 1), point(60, 2), point(121, 3), point(130, 4)],
      [point(131, 5), point(140, 6)],
    ]);
    expect(lines.map((line) => line.map(([lon]) => lon))).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
  });

  it('changes colour with the altitude and stays connected', () => {
    const lines = trailLines([
      [point(0, 1, { altitudeM: 500 }), point(10, 2), point(20, 3), point(30, 4, { onGround: true })],
    ]);
    expect(lines.features.map(({ properties }) => (properties as { band: number }).band)).toEqual([1, 4]);
    expect(linesOf([[point(0, 1, { altitudeM: 500 }), point(10, 2), point(20, 3)]])).toEqual([
      [
        [1, 50],
        [2, 50],
      ],
      [
        [2, 50],
        [3, 50],
      ],
    ]);
  });

  it('runs on over the antimeridian', () => {
    expect(linesOf([[point(0, 179.5), point(10, -179.5), point(20, -178.5)]])).toEqual([
      [
        [179.5, 50],
        [180.5, 50],
        [181.5, 50],
      ],
    ]);
    expect(linesOf([[point(0, -179.5), point(10, 179.5)]])).toEqual([
      [
        [-179.5, 50],
        [-180.5, 50],
      ],
    ]);
  });

  it('grows with each fix, begins anew after a gap, and takes nothing twice', () => {
    const one = withFix([[point(0, 1)]], point(10, 1.1));
    expect(one.map((leg) => leg.length)).toEqual([2]);
    expect(withFix(one, fix(10, 1.1))).toBe(one);
    expect(withFix(one, fix(5, 1.05))).toBe(one);
    expect(withFix(one, fix(80, 2)).map((leg) => leg.length)).toEqual([2, 1]);
    expect(withFix([], fix(0, 1)).map((leg) => leg.length)).toEqual([1]);
  });

  it('goes on over the keepalive of a minute that comes a little late, unless the aircraft was lost', () => {
    const late = withFix([[fix(0, 1)]], fix(64, 1.18));
    expect(late).toHaveLength(1);
    expect(linesOf(late.map((leg) => [...leg]))).toHaveLength(1);
    expect(withFix([[fix(0, 1)]], fix(91, 1.25))).toHaveLength(2);
    const lost = withFix([[fix(0, 1)]], { ...fix(0, 1), state: 'stale' });
    expect(lost).toMatchObject([[{ state: 'stale' }]]);
    expect(withFix(lost, fix(64, 1.18))).toHaveLength(2);
  });

  it('goes on as was predicted up to the fix that says otherwise', () => {
    const [leg = []] = withFix([[fix(0, 1)]], fix(10, 1.1));
    expect(leg.map(({ predicted }) => predicted)).toEqual([undefined, true, undefined]);
    const predicted = predict(asThinned({ ...fix(0, 1), geoAltitudeM: null }), NOON + 9999);
    expect(leg[1]).toMatchObject({ observedAtMs: NOON + 9999, lat: predicted.lat, lon: predicted.lon });
  });

  it('has no corner where an aircraft stood, on the ground or without a speed', () => {
    const taxiing = { ...fix(0, 1), onGround: true };
    expect(withFix([[taxiing]], { ...fix(8, 1.001), onGround: true })[0]).toHaveLength(2);
    expect(withFix([[point(0, 1)]], fix(8, 1.001))[0]).toHaveLength(2);
  });

  it('keeps a bound of points', () => {
    const long = Array.from({ length: 25_000 }, (_, n) => point(n, 1));
    const [leg = []] = withFix([long], fix(25_001, 2));
    expect(leg).toHaveLength(25_000);
    expect(leg.at(-1)).toMatchObject({ lon: 2 });
  });

  it('takes the points of a track as they are given, those between included', () => {
    const track: Track = {
      ...{ icao24: '3c664e', kind: 'live', fromMs: 0, toMs: NOON, next: null },
      legs: [
        {
          ...{ callsign: null, flightNumber: null, origin: null, destination: null },
          points: [
            { ...point(0, 1), altitudeM: null, geoAltitudeM: 900 },
            { ...point(9, 1.1), geoAltitudeM: null, predicted: true },
          ],
        },
      ],
    };
    expect(legsOf(track)).toMatchObject([
      [
        { lon: 1, altitudeM: 900, state: 'seen' },
        { lon: 1.1, altitudeM: 10_000, predicted: true },
      ],
    ]);
  });

  it('ends where the aircraft is drawn, unless there is a gap', () => {
    const drawn = { lat: 50.1, lon: -179.9, observedAtMs: NOON + 10_000, altitudeM: 10_000 };
    expect(liveEnd([[point(0, 179.9)]], drawn, false, 0).features[0]?.geometry).toEqual({
      type: 'LineString',
      coordinates: [
        [179.9, 50],
        [180.1, 50.1],
      ],
    });
    expect(liveEnd([[point(-100, 179.9)]], drawn, false, 0).features).toEqual([]);
    expect(liveEnd([], drawn, false, 0).features).toEqual([]);
  });

  it('draws with the live end what came since the trail was drawn as a whole', () => {
    const drawn = { lat: 50, lon: 4.5, observedAtMs: NOON + 30_000, altitudeM: 10_000 };
    const legs = [[point(0, 1), point(10, 2), point(20, 3), point(30, 4)]];
    const [line] = liveEnd(legs, drawn, false, NOON + 20_000).features;
    expect(line?.geometry).toEqual({
      type: 'LineString',
      coordinates: [
        [3, 50],
        [4, 50],
        [4.5, 50],
      ],
    });
  });
});
