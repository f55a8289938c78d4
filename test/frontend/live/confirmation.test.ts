import { describe, expect, it } from 'vitest';
import { confirmation, confirmedUntilMs, type Watched } from '../../../frontend/src/live/confirmation.ts';

const NOON = 1_732_449_600_000;
const CRUISING = { observedAtMs: NOON, altitudeM: 10_000, state: 'seen' } as const;
const WATCHED = {
  world: { level: 'world', everyMs: 5000 },
  regional: { level: 'regional', everyMs: 2000 },
  fine: { level: 'fine', everyMs: 1000 },
} as const satisfies Record<string, Watched>;

describe('confirmation', () => {
  it.each([
    ['world', 10_000, 90_000],
    ['world', 2000, 45_000],
    ['regional', 10_000, 45_000],
    ['fine', 10_000, 22_500],
    ['fine', null, 22_500],
  ] as const)('at the level %s and %s m lasts %s ms after the last record', (level, altitudeM, lastsMs) => {
    const options = { watched: WATCHED[level], intervalMs: 1000 };
    const fix = { ...CRUISING, altitudeM };
    expect(confirmedUntilMs(fix, options)).toBe(NOON + lastsMs);
    expect(confirmation(fix, { ...options, nowMs: NOON + lastsMs }).isConfirmed).toBe(true);
    expect(confirmation(fix, { ...options, nowMs: NOON + lastsMs + 1 }).isConfirmed).toBe(false);
  });

  it('lasts longer for a feed that delivers seldom, and where frames come seldom', () => {
    expect(confirmedUntilMs(CRUISING, { watched: WATCHED.fine, intervalMs: 60_000 })).toBe(NOON + 90_000);
    const paced = { level: 'fine', everyMs: 30_000 } as const;
    expect(confirmedUntilMs(CRUISING, { watched: paced, intervalMs: 0 })).toBe(NOON + 22_500 + 29_000);
  });

  it('is within the age of the record, and never within more than its silence says', () => {
    const within = (ageMs: number, intervalMs = 1000): number =>
      confirmation(CRUISING, { watched: WATCHED.world, intervalMs, nowMs: NOON + ageMs }).withinMs;
    expect(within(3000)).toBe(3000);
    // Lost by its feed it would have been declared after 20 s, and told with the next frame.
    expect(within(26_000)).toBe(26_000);
    expect(within(28_000)).toBe(27_000);
    expect(within(90_000)).toBe(27_000);
    expect(within(90_001)).toBe(90_001);
    expect(within(140_000, 60_000)).toBe(140_000);
  });

  it('is over as soon as the feeds have lost the aircraft, and for an aircraft ahead of the clock begins at once', () => {
    const options = { watched: WATCHED.world, intervalMs: 1000, nowMs: NOON + 1000 };
    expect(confirmation({ ...CRUISING, state: 'stale' }, options)).toEqual({ isConfirmed: false, withinMs: 1000 });
    expect(confirmation({ ...CRUISING, observedAtMs: NOON + 5000 }, options)).toEqual({
      isConfirmed: true,
      withinMs: 0,
    });
  });
});
