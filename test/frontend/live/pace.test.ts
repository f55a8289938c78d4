import { describe, expect, it } from 'vitest';
import { createPace, type PaceChoice, type PaceSigns } from '../../../frontend/src/live/pace.ts';

const WELL: PaceSigns = {
  nowMs: 0,
  isHidden: false,
  idleMs: 0,
  lag: null,
  bytesPerS: 2000,
  budgetBytesPerS: null,
  everyMs: 1000,
};

/** Looks every two seconds for a while; the server follows what is asked of it. */
function setUp() {
  const pace = createPace();
  let nowMs = 0;
  let lag: PaceSigns['lag'] = null;
  let choice: PaceChoice = { everyMs: 0, reason: null };
  const seen: number[] = [];
  function look(
    seconds: number,
    { lagMs = 100, ...signs }: Partial<PaceSigns> & { lagMs?: number | null } = {},
  ): PaceChoice {
    for (let passed = 0; passed < seconds; passed += 2) {
      nowMs += 2000;
      if (lagMs !== null) lag = { ms: lagMs, atMs: nowMs };
      choice = pace.decide({ ...WELL, lag, everyMs: Math.max(WELL.everyMs, choice.everyMs), ...signs, nowMs });
      if (choice.everyMs !== seen.at(-1)) seen.push(choice.everyMs);
    }
    return choice;
  }
  return { look, seen };
}

describe('pace', () => {
  it('is as fast as the level allows while all is well', () => {
    const { look } = setUp();
    expect(look(3600)).toEqual({ everyMs: 0, reason: null });
  });

  it('is lowered while hidden and raised at once when looked at again', () => {
    const { look } = setUp();
    expect(look(2, { isHidden: true })).toEqual({ everyMs: 30_000, reason: 'hidden' });
    expect(look(2)).toEqual({ everyMs: 0, reason: null });
  });

  it('is lowered after five minutes without input, and raised at once with the next', () => {
    const { look } = setUp();
    expect(look(2, { idleMs: 5 * 60_000 - 1 }).reason).toBeNull();
    expect(look(2, { idleMs: 5 * 60_000 })).toEqual({ everyMs: 10_000, reason: 'idle' });
    expect(look(2, { idleMs: 100 })).toEqual({ everyMs: 0, reason: null });
  });

  it('takes frames that are late for six seconds for a slow link, not a single late one', () => {
    const { look } = setUp();
    look(2, { lagMs: 9000 });
    expect(look(10).everyMs).toBe(0);
    expect(look(6, { lagMs: 9000 }).everyMs).toBe(0);
    expect(look(2, { lagMs: 9000 })).toEqual({ everyMs: 2000, reason: 'slow' });
  });

  it('counts lag against the interval that the server keeps', () => {
    const { look } = setUp();
    expect(look(60, { lagMs: 6000, everyMs: 10_000 }).everyMs).toBe(0);
    expect(look(60, { lagMs: 7000, everyMs: 10_000 }).everyMs).toBeGreaterThan(10_000);
  });

  it('goes down step by step while it doesn’t help, and stops at 40 s', () => {
    const { look, seen } = setUp();
    look(600, { lagMs: 60_000 });
    expect(seen).toEqual([0, 2000, 5000, 10_000, 20_000, 40_000]);
  });

  it('skips steps that the server keeps to anyway', () => {
    const { look } = setUp();
    expect(look(10, { lagMs: 20_000, everyMs: 5000 }).everyMs).toBe(10_000);
  });

  it('goes up one step after half a minute of good signs each', () => {
    const { look, seen } = setUp();
    look(18, { lagMs: 20_000 });
    expect(look(2).everyMs).toBe(5000);
    look(28);
    expect(look(2).everyMs).toBe(2000);
    expect(look(40).everyMs).toBe(0);
    expect(seen).toEqual([0, 2000, 5000, 2000, 0]);
  });

  it('keeps to what the link is said to bear, with room before it is raised again', () => {
    const { look } = setUp();
    const budget = { budgetBytesPerS: 3000 };
    expect(look(60, { ...budget, bytesPerS: 2900 }).everyMs).toBe(0);
    expect(look(8, { ...budget, bytesPerS: 3100 }).everyMs).toBe(2000);
    expect(look(20, { ...budget, bytesPerS: 3100 }).everyMs).toBe(2000);
    // At twice the rate it would be 2,400 bytes, more than the room that is left free.
    expect(look(600, { ...budget, bytesPerS: 1200 }).everyMs).toBe(2000);
    expect(look(600, { ...budget, bytesPerS: 800 }).everyMs).toBe(0);
  });

  it('doesn’t flap on a link that is well at one step and slow at the one before', () => {
    const { look, seen } = setUp();
    let choice = look(2);
    for (let step = 0; step < 1800; step++) choice = look(2, { lagMs: choice.everyMs < 5000 ? 9000 : 100 });
    // An hour: each relapse doubles the time to the next try, up to ten minutes.
    expect(seen.length).toBeLessThan(25);
    const before = seen.length;
    for (let step = 0; step < 1800; step++) choice = look(2, { lagMs: choice.everyMs < 5000 ? 9000 : 100 });
    expect(seen.length - before).toBeLessThanOrEqual(12);
  });

  it('learns nothing of the link while hidden', () => {
    const { look } = setUp();
    look(600, { isHidden: true, lagMs: 60_000 });
    expect(look(2)).toEqual({ everyMs: 0, reason: null });
  });

  it('stays as it is while no frames come, and takes a late one for one sign only', () => {
    const { look } = setUp();
    look(2, { lagMs: 9000 });
    expect(look(600, { lagMs: null }).everyMs).toBe(0);
    expect(look(8, { lagMs: 9000 }).everyMs).toBe(2000);
    expect(look(600, { lagMs: null }).everyMs).toBe(2000);
  });
});
