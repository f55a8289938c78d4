import { describe, expect, it } from 'vitest';
import { fromMercator, mercatorX, mercatorY, pixelsPerMetre, shortWay } from '../../../frontend/src/map/mercator.ts';
import { pauseUntilNextPictureMs } from '../../../frontend/src/map/frame-pace.ts';
import { iconHalfPx } from '../../../frontend/src/map/icon-size.ts';

describe('mercator', () => {
  it('maps the edges of the world to 0 and 1, and back', () => {
    expect(mercatorX(-180)).toBe(0);
    expect(mercatorX(180)).toBe(1);
    expect(mercatorY(0)).toBeCloseTo(0.5, 12);
    expect(mercatorY(85.051129)).toBeCloseTo(0, 6);
    expect(mercatorY(90)).toBe(mercatorY(86));
    const point = fromMercator(mercatorX(8.5), mercatorY(50.03));
    expect(point.lat).toBeCloseTo(50.03, 10);
    expect(point.lon).toBeCloseTo(8.5, 10);
  });

  it('goes the short way around', () => {
    expect(shortWay(0.9)).toBeCloseTo(-0.1, 12);
    expect(shortWay(-0.9)).toBeCloseTo(0.1, 12);
    expect(shortWay(0.2)).toBe(0.2);
  });

  it('knows the scale: a 512 px world is 78 km a pixel at the equator', () => {
    expect(1 / pixelsPerMetre(0, 0)).toBeCloseTo(78_271.5, 0);
    expect(pixelsPerMetre(4, 60)).toBeCloseTo(2 * pixelsPerMetre(4, 0), 10);
  });
});

describe('pace of the pictures', () => {
  const calm = { lat: 50, isBlending: false, pictureMs: 16 };

  it('leaves time for the rest where a picture takes long', () => {
    expect(pauseUntilNextPictureMs({ ...calm, zoom: 12, isBlending: true, pictureMs: 80 })).toBe(250);
    expect(pauseUntilNextPictureMs({ ...calm, zoom: 12, isBlending: true, pictureMs: 300 })).toBe(600);
    expect(pauseUntilNextPictureMs({ ...calm, zoom: 12, isBlending: true, pictureMs: 3000 })).toBe(1000);
  });

  it('draws every picture where motion can be seen, and four a second where it can’t', () => {
    expect(pauseUntilNextPictureMs({ ...calm, zoom: 12 })).toBe(0);
    expect(pauseUntilNextPictureMs({ ...calm, zoom: 2 })).toBe(250);
    const pauseMs = pauseUntilNextPictureMs({ ...calm, zoom: 9 });
    expect(pauseMs).toBeGreaterThan(20);
    expect(pauseMs).toBeLessThan(250);
  });

  it('draws every picture while a correction is blended in', () => {
    expect(pauseUntilNextPictureMs({ ...calm, zoom: 2, isBlending: true })).toBe(0);
  });
});

describe('size of the symbols', () => {
  it('grows with the zoom, and shrinks for a full sky seen from afar only', () => {
    const sizes = [0, 2, 4, 6, 8, 10, 12, 14].map((zoom) => iconHalfPx(zoom, 100));
    expect(sizes.every((size, index) => index === 0 || size >= (sizes[index - 1] ?? 0))).toBe(true);
    expect(iconHalfPx(4, 10_000)).toBeCloseTo(0.6 * iconHalfPx(4, 100), 6);
    expect(iconHalfPx(9, 10_000)).toBe(iconHalfPx(9, 100));
  });
});
