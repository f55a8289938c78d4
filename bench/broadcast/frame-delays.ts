import type { Level } from '#domain/position.ts';
import type { ReceivedFrame } from './clients-process.ts';
import { planViewer } from './viewer-plan.ts';

/** What the viewers of one level got. */
export interface LevelFrames {
  readonly level: Level;
  readonly viewers: number;
  readonly messagesPerViewerSecond: number;
  /** The most that one viewer a frame interval may get, per second. */
  readonly allowedPerSecond: number;
  /** Frames that came to a viewer sooner after the one before than that one said. */
  readonly tooSoon: number;
  /** Messages beyond the first of a frame that was too long for one. */
  readonly split: number;
  readonly bytesPerViewerSecond: number;
  /** From the instant that the level's next frame was due to its receipt, sorted, ms. */
  readonly dueToReceivedMs: readonly number[];
  /** From the frame's own instant to its receipt, sorted, ms. */
  readonly madeToReceivedMs: readonly number[];
}

const LEVEL_NAMES = ['world', 'regional', 'fine'] as const;

/**
 * Sums up per level. All viewers of a level are sent its frames in the same flush, so a frame is due one interval after the
 * level's one before, whichever viewers had news then.
 */
export function levelFrames(frames: readonly ReceivedFrame[], viewers: number, seconds: number): LevelFrames[] {
  return LEVEL_NAMES.map((level) => {
    const own = frames.filter(([viewer]) => planViewer(viewer).level === level);
    const count = Array.from({ length: viewers }, (_, n) => planViewer(n).level).filter((one) => one === level).length;
    const flushes = [...new Set(own.map(([, atMs]) => atMs))].sort((a, b) => a - b);
    const before = new Map(flushes.map((atMs, index) => [atMs, flushes[index - 1]]));
    const dueToReceivedMs = own.flatMap(([, atMs, everyMs, receivedMs]) => {
      const lastMs = before.get(atMs);
      return lastMs === undefined ? [] : [receivedMs - (lastMs + everyMs)];
    });
    return {
      level,
      viewers: count,
      messagesPerViewerSecond: own.length / count / seconds,
      allowedPerSecond: 1000 / (own[0]?.[2] ?? Infinity),
      ...countRepeated(own),
      bytesPerViewerSecond: own.reduce((sum, [, , , , bytes]) => sum + bytes, 0) / count / seconds,
      dueToReceivedMs: dueToReceivedMs.sort((a, b) => a - b),
      madeToReceivedMs: own.map(([, atMs, , receivedMs]) => receivedMs - atMs).sort((a, b) => a - b),
    };
  });
}

function countRepeated(frames: readonly ReceivedFrame[]): { tooSoon: number; split: number } {
  const lastOf = new Map<number, ReceivedFrame>();
  const counts = { tooSoon: 0, split: 0 };
  for (const frame of frames) {
    const [viewer, atMs] = frame;
    const last = lastOf.get(viewer);
    if (last !== undefined && atMs === last[1]) counts.split += 1;
    else if (last !== undefined && atMs - last[1] < last[2]) counts.tooSoon += 1;
    lastOf.set(viewer, frame);
  }
  return counts;
}

export function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.floor(part * (sorted.length - 1))] ?? NaN;
}
