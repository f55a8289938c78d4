import { describe, expect, it } from 'vitest';
import { destination, distanceM, EARTH_RADIUS_M } from '#domain/geo.ts';
import { alongGreatCircle } from '../../../frontend/src/map/great-circle.ts';
import { fromMercator, mercatorX } from '../../../frontend/src/map/mercator.ts';

const RAD = Math.PI / 180;

function flown(lat: number, trackDeg: number, metres: number) {
  const sinLat = Math.sin(lat * RAD);
  const out = { x: 0, y: 0 };
  const departure = {
    sinLat,
    cosLat: Math.cos(lat * RAD),
    sinTrack: Math.sin(trackDeg * RAD),
    cosTrack: Math.cos(trackDeg * RAD),
  };
  alongGreatCircle(departure, metres / EARTH_RADIUS_M, out);
  return fromMercator(mercatorX(20) + out.x, 0.5 - Math.atanh(sinLat) / (2 * Math.PI) + out.y);
}

describe('a great circle on the map', () => {
  it('ends where it ends on the sphere, at every latitude and in every direction', () => {
    for (const lat of [-89.5, -84, -60, -10, 0, 33.3, 50, 71, 85, 88]) {
      for (let trackDeg = 0; trackDeg < 360; trackDeg += 15) {
        const expected = destination({ lat, lon: 20 }, trackDeg, 25_000);
        expect(distanceM(flown(lat, trackDeg, 25_000), expected), `${lat}° ${trackDeg}°`).toBeLessThan(0.1);
      }
    }
  });

  it('goes over the pole and down on its other side', () => {
    const { lat, lon } = flown(89.9, 1, 30_000);
    const expected = destination({ lat: 89.9, lon: 20 }, 1, 30_000);
    expect(lat).toBeCloseTo(expected.lat, 4);
    expect(Math.abs(lon - expected.lon)).toBeLessThan(0.01);
  });
});
