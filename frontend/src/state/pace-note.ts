import { LEVEL_RULES } from '#domain/level.ts';
import type { Watched } from '../live/confirmation.ts';
import type { PaceChoice, PaceReason } from '../live/pace.ts';

/** That positions come less often than the level of detail would have them come, and why. */
export interface PaceNote {
  readonly everyMs: number;
  readonly reason: PaceReason | 'server';
}

/** @returns null where they come as often as they can */
export function paceNote({ level, everyMs }: Watched, pace: PaceChoice): PaceNote | null {
  const usualMs = LEVEL_RULES[level].frameEveryMs;
  if (pace.reason !== null && pace.everyMs > usualMs) {
    return { everyMs: Math.max(everyMs, pace.everyMs), reason: pace.reason };
  }
  return everyMs > usualMs ? { everyMs, reason: 'server' } : null;
}
