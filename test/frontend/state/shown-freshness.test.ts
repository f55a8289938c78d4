import { describe, expect, it } from 'vitest';
import { shownFreshness } from '../../../frontend/src/state/shown-freshness.ts';

const ESTIMATED = { kind: 'estimated', ageMs: 40_000, estimatedMs: 40_000 } as const;
const CONFIRMED = { isConfirmed: true, withinMs: 22_000 };

describe('freshness as shown', () => {
  it('says within what time an aircraft was confirmed rather than how old its record is, also on the ground', () => {
    const shown = { kind: 'confirmed', withinMs: 22_000 };
    expect(shownFreshness(ESTIMATED, CONFIRMED)).toEqual(shown);
    expect(shownFreshness({ kind: 'seen', ageMs: 40_000 }, CONFIRMED)).toEqual(shown);
  });

  it('calls a position received that has just come', () => {
    expect(shownFreshness({ kind: 'seen', ageMs: 900 }, { isConfirmed: true, withinMs: 900 })).toEqual({
      kind: 'seen',
      ageMs: 900,
    });
  });

  it('says that nothing confirms it any more', () => {
    const shown = { kind: 'unconfirmed', ageMs: 40_000 };
    expect(shownFreshness(ESTIMATED, { isConfirmed: false, withinMs: 40_000 })).toEqual(shown);
  });

  it('leaves alone what is lost, held in place, or told by the API alone', () => {
    const lost = { kind: 'lost', ageMs: 40_000 } as const;
    const ended = { kind: 'ended', ageMs: 95_000 } as const;
    for (const freshness of [lost, ended]) expect(shownFreshness(freshness, CONFIRMED)).toBe(freshness);
    expect(shownFreshness(ESTIMATED, null)).toBe(ESTIMATED);
  });
});
