import { describe, expect, it } from 'vitest';
import { mercatorX, mercatorY } from '../../../frontend/src/map/mercator.ts';
import { flatScreen, globeScreen, type Frame, type GlobeProjection } from '../../../frontend/src/map/screen.ts';

const FRAME: Frame = { lat: 0, lon: 0, zoom: 2, widthPx: 800, heightPx: 600 };
const RADIUS_PX = 200;

/** Looking from far away at longitude 0 on the equator, a ball of 200 pixels: x is east, y north, z towards the eye. */
const BALL: GlobeProjection = {
  ball: [RADIUS_PX / 400, 0, 0, 0, 0, RADIUS_PX / 300, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
  flat: [2, 0, 0, 0, 0, -2, 0, 0, 0, 0, 0, 0, -1, 1, 0, 1],
  roundness: 1,
  horizon: [0, 0, 1, 0],
};

function onGlobe(lat: number, lon: number, projection = BALL) {
  const out = { x: 0, y: 0 };
  const screen = globeScreen(projection, FRAME, () => ({ lng: lon, lat }));
  const isSeen = screen.toScreen(mercatorX(lon), mercatorY(lat), out);
  return { x: Math.round(out.x), y: Math.round(out.y), isSeen };
}

describe('screen, globe', () => {
  it('puts points on the ball', () => {
    expect(onGlobe(0, 0)).toEqual({ x: 400, y: 300, isSeen: true });
    expect(onGlobe(0, 30)).toEqual({ x: 500, y: 300, isSeen: true });
    expect(onGlobe(30, 0)).toEqual({ x: 400, y: 200, isSeen: true });
    expect(onGlobe(-60, -89)).toEqual({ x: 300, y: 473, isSeen: true });
  });

  it('says what lies behind it', () => {
    expect(onGlobe(10, 91).isSeen).toBe(false);
    expect(onGlobe(10, -150).isSeen).toBe(false);
    expect(onGlobe(10, 89).isSeen).toBe(true);
  });

  it('becomes the flat map, of which nothing is hidden', () => {
    const half = onGlobe(0, 30, { ...BALL, roundness: 0.5 });
    // Halfway between 500 on the ball and 400 + 800 / 12 on the flat map.
    expect(half.x).toBe(483);
    expect(onGlobe(10, 150, { ...BALL, roundness: 0.1 }).isSeen).toBe(true);
  });

  it('gives the lesser scale of a point, which shrinks towards the edge', () => {
    const screen = globeScreen(BALL, FRAME, () => ({ lng: 0, lat: 0 }));
    expect(screen.pixelsPerUnit(0.5, 0.5)).toBeCloseTo(2 * Math.PI * RADIUS_PX, 0);
    expect(screen.pixelsPerUnit(mercatorX(60), 0.5)).toBeCloseTo(Math.PI * RADIUS_PX, 0);
  });
});

describe('screen, flat', () => {
  it('goes to the screen and back', () => {
    const screen = flatScreen({ ...FRAME, lat: 48, lon: 170, zoom: 6.5 });
    const place = { x: 0, y: 0 };
    const point = { x: 0, y: 0 };
    screen.toScreen(screen.nearestX(mercatorX(-175)), mercatorY(50), place);
    screen.fromScreen(place, point);
    expect(point.x).toBeCloseTo(mercatorX(185), 12);
    expect(point.y).toBeCloseTo(mercatorY(50), 12);
  });

  it('draws what is nearer to a pole than the map goes at its edge', () => {
    const screen = flatScreen(FRAME);
    const [edge, beyond] = [
      { x: 0, y: 0 },
      { x: 0, y: 0 },
    ];
    screen.toScreen(0.5, 0, edge);
    screen.toScreen(0.5, -0.3, beyond);
    expect(beyond).toEqual(edge);
  });
});
