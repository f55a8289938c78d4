import { describe, expect, it } from 'vitest';
import { BLEND_MS, correctionLeft, easing } from '../../../frontend/src/map/blend.ts';

describe('blending a correction in', () => {
  it('begins with all of it and is done in time, however it eases', () => {
    for (const ease of [0, 0.4, 1]) {
      expect(correctionLeft(0, ease)).toBe(1);
      expect(correctionLeft(BLEND_MS / 2, ease)).toBeCloseTo(0.5, 12);
      expect(correctionLeft(BLEND_MS, ease)).toBeCloseTo(0, 12);
      expect(correctionLeft(3 * BLEND_MS, ease)).toBeCloseTo(0, 12);
      expect(correctionLeft(-5, ease)).toBe(1);
    }
  });

  it('goes one way, whatever the correction is to what is flown meanwhile', () => {
    for (const ahead of [-5, -1, 0.1, 0.5, 0.9, 1.1, 1.5, 3, 50]) {
      const ease = easing(ahead, 1);
      const places = Array.from({ length: 101 }, (_, at) => at / 100 + ahead * correctionLeft(at * 10, ease));
      const steps = places.slice(1).map((place, at) => place - (places[at] ?? 0));
      const sign = Math.sign(1 - ahead);
      for (const step of steps) expect(step * sign, String(ahead)).toBeGreaterThan(-1e-12);
    }
  });

  it('eases in full where that does no harm', () => {
    expect(easing(-3, 1)).toBe(1);
    expect(easing(0.5, 1)).toBe(1);
    expect(easing(0, 0)).toBe(1);
    expect(easing(1, 0)).toBe(1);
  });
});
