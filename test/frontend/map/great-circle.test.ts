import { describe, expect, it } from 'vitest';
import { destination, distanceM, EARTH_RADIUS_M } from '#domain/geo.ts';
import { alongGreatCircle, createLeg, LEG } from '../../../frontend/src/map/great-circle.ts';
import { fromMercator, mercatorX } from '../../../frontend/src/map/mercator.ts';

const RAD = Math.PI / 180;

function flown(lat: number, trackDeg: number, metres: number) {
  const sinLat = Math.sin(lat * RAD);
  const leg = createLeg();
  leg.set([sinLat, Math.cos(lat * RAD), Math.sin(trackDeg * RAD), Math.cos(trackDeg * RAD), metres / EARTH_RADIUS_M]);
  alongGreatCircle(leg);
  return fromMercator(
    mercatorX(20) + (leg[LEG.x] ?? NaN),
    0.5 - Math.atanh(sinLat) / (2 * Math.PI) + (leg[LEG.y] ?? NaN),
  );
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
