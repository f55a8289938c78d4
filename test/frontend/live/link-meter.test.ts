import { describe, expect, it } from 'vitest';
import { createLinkMeter } from '../../../frontend/src/live/link-meter.ts';
import { budgetOf } from '../../../frontend/src/live/presence.ts';

describe('link meter', () => {
  it('tells the bytes of the last 20 s', () => {
    let nowMs = 5000;
    const meter = createLinkMeter(() => nowMs);
    for (let second = 0; second < 60; second++) {
      meter.received(300);
      nowMs += 1000;
    }
    expect(meter.bytesPerS).toBeCloseTo(285, 0);
    nowMs += 10_000;
    expect(meter.bytesPerS).toBeCloseTo(135, 0);
    nowMs += 60_000;
    expect(meter.bytesPerS).toBe(0);
  });

  it('doesn’t take the first message for a flood', () => {
    const meter = createLinkMeter(() => 5000);
    meter.received(10_000);
    expect(meter.bytesPerS).toBe(2000);
  });

  it('tells how late the last frame was, and when it came', () => {
    let nowMs = 100;
    const meter = createLinkMeter(() => nowMs);
    expect(meter.lag).toBeNull();
    meter.late(700);
    nowMs = 20_000;
    expect(meter.lag).toEqual({ ms: 700, atMs: 100 });
  });
});

describe('budget of a link', () => {
  it.each([
    [{}, null],
    [{ effectiveType: '4g' }, null],
    [{ effectiveType: '3g' }, 20_000],
    [{ effectiveType: 'slow-2g', saveData: true }, 1500],
    [{ effectiveType: '4g', saveData: true }, 3000],
  ])('of %o is %s bytes per second', (hints, expected) => {
    expect(budgetOf(hints)).toBe(expected);
  });
});
