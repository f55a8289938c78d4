import type { Db } from 'mongodb';
import { readProgress } from '#adapters/mongo/positions/position-progress.ts';
import { createPositionReader } from '#adapters/mongo/positions/position-reader.ts';
import type { AcknowledgedRecord } from '#contracts/feed-status.ts';
import type { PositionKind } from '#domain/position.ts';

/** How the stored tracks differ from what the log acknowledged. */
export interface TrackDifferences {
  readonly accepted: number;
  readonly stored: number;
  readonly missing: readonly string[];
  /** Stored more often than once. */
  readonly doubled: readonly string[];
  /** Stored but never acknowledged. */
  readonly foreign: readonly string[];
}

const WINDOW_MS = 12 * 3_600_000;

/** Reads the track of every aircraft and compares it with the times of observation that were acknowledged. */
export async function compareTracks(
  db: Db,
  accepted: ReadonlyMap<string, ReadonlySet<number>>,
  kind: PositionKind,
): Promise<TrackDifferences> {
  const reader = createPositionReader(db);
  const differences = {
    accepted: 0,
    stored: 0,
    missing: [] as string[],
    doubled: [] as string[],
    foreign: [] as string[],
  };
  const nowMs = Date.now();
  for (const [icao24, times] of accepted) {
    const { points } = await reader.track({
      icao24,
      fromMs: nowMs - WINDOW_MS,
      toMs: nowMs + 60_000,
      kinds: [kind],
      limit: 1_000_000,
    });
    const stored = points.map((point) => point.observedAtMs);
    const distinct = new Set(stored);
    differences.accepted += times.size;
    differences.stored += stored.length;
    if (distinct.size !== stored.length) differences.doubled.push(icao24);
    for (const time of times) if (!distinct.has(time)) differences.missing.push(`${icao24}@${time}`);
    for (const time of distinct) if (!times.has(time)) differences.foreign.push(`${icao24}@${time}`);
  }
  return differences;
}

/** Whether everything that a producer knows to be in the log is stored. */
export async function isStored(db: Db, topic: string, acknowledged: readonly AcknowledgedRecord[]): Promise<boolean> {
  const progress = (await readProgress(db)).filter((partition) => partition.topic === topic);
  return acknowledged.every(({ partition, offset }) =>
    progress.some((stored) => stored.partition === partition && stored.offset >= offset),
  );
}
