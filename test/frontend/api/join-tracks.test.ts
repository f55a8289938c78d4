import { describe, expect, it } from 'vitest';
import type { Track } from '#contracts/http-track.ts';
import { joinTracks } from '../../../frontend/src/api/join-tracks.ts';

function track(next: string | null, ...legs: (readonly [callsign: string, ...seconds: number[]])[]): Track {
  const empty = { flightNumber: null, origin: null, destination: null };
  const still = { altitudeM: null, geoAltitudeM: null, onGround: false, groundSpeedMps: null, trackDeg: null };
  return {
    icao24: '3c0001',
    kind: 'live',
    fromMs: 0,
    toMs: 1_000_000,
    next,
    legs: legs.map(([callsign, ...seconds]) => ({
      ...empty,
      callsign,
      points: seconds.map((second) => ({
        ...still,
        verticalRateMps: null,
        observedAtMs: second * 1000,
        lat: 0,
        lon: 0,
      })),
    })),
  };
}

const shape = ({ legs }: Track) => legs.map(({ points }) => points.map(({ observedAtMs }) => observedAtMs / 1000));

describe('joined tracks', () => {
  it('continue the leg that the end of a page has cut', () => {
    const joined = joinTracks(track('/x', ['A', 0, 10], ['B', 90]), track(null, ['B', 100, 110], ['C', 300]));
    expect(shape(joined)).toEqual([[0, 10], [90, 100, 110], [300]]);
    expect(joined.next).toBeNull();
  });

  it('keep legs apart that differ in callsign or have a gap between', () => {
    expect(shape(joinTracks(track('/x', ['A', 0]), track(null, ['B', 10])))).toEqual([[0], [10]]);
    expect(shape(joinTracks(track('/x', ['A', 0]), track(null, ['A', 61])))).toEqual([[0], [61]]);
    expect(shape(joinTracks(track('/x'), track(null, ['A', 61])))).toEqual([[61]]);
  });
});
