import { describe, expect, test } from 'vitest';
import { isEmergency, supersedes } from '#domain/position.ts';

describe('supersedes()', () => {
  const seen = { observedAtMs: 1000, state: 'seen' } as const;

  test('prefers the newer observation, whatever its state', () => {
    expect(supersedes({ observedAtMs: 1001, state: 'seen' }, { observedAtMs: 1000, state: 'removed' })).toBe(true);
    expect(supersedes({ observedAtMs: 999, state: 'removed' }, seen)).toBe(false);
  });

  test('prefers the later state of the same observation', () => {
    expect(supersedes({ observedAtMs: 1000, state: 'stale' }, seen)).toBe(true);
    expect(supersedes({ observedAtMs: 1000, state: 'removed' }, { observedAtMs: 1000, state: 'stale' })).toBe(true);
    expect(supersedes(seen, { observedAtMs: 1000, state: 'stale' })).toBe(false);
  });

  test('does not let a position supersede itself', () => {
    expect(supersedes(seen, seen)).toBe(false);
  });
});

test.each([
  [{ emergency: 'general', squawk: null }, true],
  [{ emergency: null, squawk: '7600' }, true],
  [{ emergency: null, squawk: '1000' }, false],
  [{ emergency: null, squawk: null }, false],
])('isEmergency(%j) is %s', (position, expected) => {
  expect(isEmergency(position)).toBe(expected);
});
