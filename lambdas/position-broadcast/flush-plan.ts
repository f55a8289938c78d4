import { LONGEST_PACE_MS } from '#contracts/tile-frame.ts';
import { LEVEL_RULES } from '#domain/level.ts';
import type { Progress } from './viewer-progress.ts';

/** Viewers that get the same messages in one flush. */
export interface Group {
  readonly key: string;
  readonly since: number;
  /** How often frames come to them now, ms. */
  readonly everyMs: number;
  readonly members: readonly Progress[];
}

export interface FlushPlanOptions {
  readonly viewers: readonly Progress[];
  readonly nowMs: number;
  /** By how much pauses between frames are longer than usual. */
  readonly stretch: number;
}

/** Pauses of a viewer that frames don't reach grow up to so many of the usual ones, but not beyond the longest pace. */
const MOST_PAUSES = 4;
/** For so long a viewer may go without a frame, ms: at the longest pace, with all missed while its pauses grow. */
export const LONGEST_SILENCE_MS = MOST_PAUSES * LONGEST_PACE_MS;

/**
 * Who gets this flush: those whose pause is over, the longest waiting first, so that it isn't always the same ones whose
 * frames come too late.
 */
export function planFlush({ viewers, nowMs, stretch }: FlushPlanOptions): Group[] {
  const groups = new Map<string, Group & { members: Progress[] }>();
  const longestWaiting = viewers.toSorted((a, b) => a.sentAtMs - b.sentAtMs);
  for (const progress of longestWaiting) {
    const everyMs = pauseMs(progress, stretch);
    const grownMs = Math.min(everyMs * Math.min(MOST_PAUSES, progress.misses + 1), LONGEST_PACE_MS);
    if (nowMs - progress.sentAtMs < grownMs) continue;
    const name = `${progress.key} ${progress.since} ${everyMs}`;
    const group = groups.get(name);
    if (group !== undefined) group.members.push(progress);
    else groups.set(name, { key: progress.key, since: progress.since, everyMs, members: [progress] });
  }
  return [...groups.values()];
}

/** Shortest time between two frames to a viewer, ms. */
function pauseMs({ level, viewer }: Progress, stretch: number): number {
  return Math.max(LEVEL_RULES[level].frameEveryMs * stretch, viewer.everyMs);
}
