import { supersedes, type Position } from './position.ts';

const HOUR_MS = 3_600_000;

/** Hours since the epoch: the unit in which tracks are stored. */
export const hourOf = (ms: number): number => Math.floor(ms / HOUR_MS);
export const startOfHourMs = (hour: number): number => hour * HOUR_MS;

/**
 * Brings rows of one aircraft and kind into the order of observation and drops doubles by identity. Of two records of
 * one observation the later state stays, of the same state the one received first, so that the result does not depend
 * on the order, the cut or the number of deliveries.
 */
export function mergeTrackRows(rows: readonly Position[]): readonly Position[] {
  if (isAscending(rows)) return rows;
  const ordered = rows.toSorted((a, b) => a.observedAtMs - b.observedAtMs);
  const merged: Position[] = [];
  for (const row of ordered) {
    const last = merged.at(-1);
    if (last?.observedAtMs !== row.observedAtMs) merged.push(row);
    else if (isPreferred(row, last)) merged[merged.length - 1] = row;
  }
  return merged;
}

function isAscending(rows: readonly Position[]): boolean {
  let lastMs = -Infinity;
  for (const row of rows) {
    if (row.observedAtMs <= lastMs) return false;
    lastMs = row.observedAtMs;
  }
  return true;
}

function isPreferred(candidate: Position, current: Position): boolean {
  if (candidate.state !== current.state) return supersedes(candidate, current);
  return candidate.receivedAtMs < current.receivedAtMs;
}
