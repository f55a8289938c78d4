import { describe, expect, it } from 'vitest';
import { createServerTime } from '../../../frontend/src/live/server-time.ts';

const NOON = 1_732_449_600_000;

function setUp(guessMs = 0) {
  let monotonicMs = 5000;
  const serverTime = createServerTime(() => monotonicMs, guessMs);
  return {
    serverTime,
    /** The true time of the server when the monotonic clock shows `monotonicMs`. */
    trueMs: () => NOON + monotonicMs,
    pass: (ms: number) => (monotonicMs += ms),
  };
}

describe('server time', () => {
  it('is the server’s after the first message, with a machine clock ten minutes wrong', () => {
    const { serverTime, trueMs, pass } = setUp(NOON + 600_000);
    expect(serverTime.known()).toBe(false);
    serverTime.observe(trueMs() - 40);
    pass(10_000);
    expect(serverTime.known()).toBe(true);
    expect(serverTime.nowMs()).toBeCloseTo(trueMs() - 40, 0);
  });

  it('goes by the message that was delayed least', () => {
    const { serverTime, trueMs, pass } = setUp();
    for (const delayMs of [400, 30, 900, 250]) {
      serverTime.observe(trueMs() - delayMs);
      pass(2000);
    }
    pass(10_000);
    expect(serverTime.nowMs()).toBeCloseTo(trueMs() - 30, 0);
  });

  it('forgets a message after a minute', () => {
    const { serverTime, trueMs, pass } = setUp();
    serverTime.observe(trueMs() - 10);
    for (let second = 0; second < 90; second++) {
      pass(1000);
      serverTime.observe(trueMs() - 300);
    }
    pass(20_000);
    expect(serverTime.nowMs()).toBeCloseTo(trueMs() - 300, 0);
  });

  it('never runs backwards and never jumps while it is corrected', () => {
    const { serverTime, trueMs, pass } = setUp();
    serverTime.observe(trueMs());
    let before = serverTime.nowMs();
    for (let step = 0; step < 2000; step++) {
      pass(50);
      // The server's clock steps back by 3 s after 10 s, and forward again after 70 s.
      const stepMs = step > 200 && step < 1400 ? -3000 : 0;
      if (step % 20 === 0) serverTime.observe(trueMs() + stepMs);
      const now = serverTime.nowMs();
      expect(now).toBeGreaterThan(before);
      expect(now - before).toBeLessThan(150);
      before = now;
    }
    expect(before).toBeCloseTo(trueMs(), -1);
  });
});
