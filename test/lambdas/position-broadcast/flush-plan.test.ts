import { describe, expect, test } from 'vitest';
import { LONGEST_PACE_MS } from '#contracts/tile-frame.ts';
import { WORLD_BOX } from '#domain/geo.ts';
import { LEVEL_RULES } from '#domain/level.ts';
import { LONGEST_SILENCE_MS, planFlush } from '../../../lambdas/position-broadcast/flush-plan.ts';
import type { Progress } from '../../../lambdas/position-broadcast/viewer-progress.ts';

const SENT_MS = 1_732_400_000_000;
const { frameEveryMs } = LEVEL_RULES.world;

function aProgress(everyMs: number, misses: number): Progress {
  const viewer = { connectionId: 'a', bbox: WORLD_BOX, level: 'world', version: 2, everyMs } as const;
  return { viewer, level: 'world', key: 'world', outlook: null, since: 0, sentAtMs: SENT_MS, misses };
}

/** Time from one frame to the next, in whole seconds, ms. */
function pauseMs(viewer: Progress, stretch: number): number {
  let pause = 0;
  while (planFlush({ viewers: [viewer], nowMs: SENT_MS + pause, stretch }).length === 0) pause += 1000;
  return pause;
}

describe('pause before the next frame', () => {
  test('grows with the frames that a viewer missed, up to four times the usual', () => {
    const pauses = [0, 1, 2, 3, 4, 9].map((misses) => pauseMs(aProgress(0, misses), 1) / frameEveryMs);
    expect(pauses).toEqual([1, 2, 3, 4, 4, 4]);
  });

  test.each([
    ['the longest pace', LONGEST_PACE_MS, 1],
    ['a pace in between', 25_000, 1],
    ['pauses that are stretched for all', 0, 4],
  ])(
    'at %s never passes the longest pace, so that three missed frames stay within the longest silence',
    (_, ...pace) => {
      const [everyMs, stretch] = pace;
      const pauses = [0, 1, 2, 3].map((misses) => pauseMs(aProgress(everyMs, misses), stretch));
      expect(Math.max(...pauses)).toBe(LONGEST_PACE_MS);
      expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeLessThanOrEqual(LONGEST_SILENCE_MS);
    },
  );
});
