import { describe, expect, it } from 'vitest';
import { createInbox } from '../../../frontend/src/live/inbox.ts';
import { createManualScheduler } from '../../fakes/manual-scheduler.ts';

/** @param costMs how long the handling of a message takes */
function setUp(costMs: number) {
  const manual = createManualScheduler();
  let spentMs = 0;
  const scheduler = { ...manual, nowMs: () => manual.nowMs() + spentMs };
  const handled: string[] = [];
  /** Time that went by without a pause, for each of the slices. */
  const slices: number[] = [];
  const inbox = createInbox(
    {
      nowMs: scheduler.nowMs,
      after: (delayMs, run) =>
        manual.after(delayMs, () => {
          const before = spentMs;
          run();
          slices.push(spentMs - before);
        }),
    },
    (text) => {
      spentMs += costMs;
      handled.push(text);
    },
  );
  return { manual, inbox, handled, slices };
}

describe('inbox', () => {
  it('handles messages at once and in order while there is time for them', async () => {
    const { manual, inbox, handled } = setUp(2);
    for (let second = 0; second < 20; second++) {
      inbox.take(`m${second}`);
      expect(handled.at(-1)).toBe(`m${second}`);
      await manual.advance(100);
    }
    expect(manual.pending).toBe(0);
  });

  it('handles the rest of a burst newest first, in slices of some 10 ms', async () => {
    const { manual, inbox, handled, slices } = setUp(2);
    for (let message = 0; message < 200; message++) inbox.take(`m${message}`);
    expect(handled).toEqual(['m0', 'm1', 'm2', 'm3', 'm4', 'm5']);
    expect(inbox.waiting).toBeGreaterThan(0);
    await manual.advance(0);
    expect(handled.slice(6, 9)).toEqual(['m199', 'm198', 'm197']);
    expect(handled).toHaveLength(200);
    expect(new Set(handled).size).toBe(200);
    expect(Math.max(...slices)).toBeLessThan(14);
    expect(inbox.waiting).toBe(0);
  });

  it('holds a bounded amount: beyond it the burst is handled without waiting', () => {
    const { inbox, handled } = setUp(2);
    const long = 'x'.repeat(1_000_000);
    for (let message = 0; message < 11; message++) inbox.take(long);
    expect(inbox.waiting).toBeLessThanOrEqual(4_000_000);
    expect(handled.length).toBeGreaterThanOrEqual(7);
  });

  it('forgets what waits when cleared', async () => {
    const { manual, inbox, handled } = setUp(20);
    for (const text of ['a', 'b', 'c']) inbox.take(text);
    inbox.clear();
    await manual.advance(1000);
    expect(handled).toEqual(['a']);
    expect(manual.pending).toBe(0);
  });
});
