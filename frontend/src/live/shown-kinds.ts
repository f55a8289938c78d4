import { POSITION_KINDS, type PositionKind } from '#domain/position.ts';
import { kindOfFlags } from '#contracts/live-frame.ts';
import type { FrameRow } from '#contracts/live-frame.ts';

/** What the rows of one frame mean for the kinds that are shown. */
export interface SiftedRows {
  readonly rows: readonly FrameRow[];
  /** A kind of higher rank has appeared: only it is shown from now on, and what is held of others has to go. */
  readonly outranked: boolean;
  /** Rows of kinds that are not shown were left out. */
  readonly leftOut: boolean;
}

/**
 * Which kinds the page shows, so that the real sky is never mixed with anything else (docs/decisions/0007). Frames bring
 * every kind that is published; the snapshot holds the one that counts.
 */
export interface ShownKinds {
  readonly has: (kind: PositionKind) => boolean;
  /** Leaves out the rows of other kinds. While nothing is decided, or at a kind of higher rank, the rows decide. */
  sift(rows: readonly FrameRow[]): SiftedRows;
  /**
   * Takes the word of a snapshot. One from before what frames have shown since can't tell that a kind ended: it doesn't
   * lower the rank. One that names no kind leaves all as it is.
   * @returns whether the snapshot counts
   */
  decide(kinds: readonly PositionKind[], isUpToDate: boolean): boolean;
}

/** In the order of their rank: live before replay before simulated. */
const RANK: Readonly<Record<PositionKind, number>> = { live: 0, replay: 1, simulated: 2 };

export function createShownKinds(): ShownKinds {
  let shown: ReadonlySet<PositionKind> = new Set();

  function bestRank(kinds: Iterable<PositionKind>): number {
    return Math.min(POSITION_KINDS.length, ...[...kinds].map((kind) => RANK[kind]));
  }

  return {
    has: (kind) => shown.has(kind),
    sift(rows) {
      const kinds = new Set(rows.map((row) => kindOfFlags(row.flags)));
      const best = POSITION_KINDS.find((kind) => kinds.has(kind));
      const outranked = best !== undefined && RANK[best] < bestRank(shown);
      if (outranked) shown = new Set([best]);
      const leftOut = [...kinds].some((kind) => !shown.has(kind));
      return { rows: leftOut ? rows.filter((row) => shown.has(kindOfFlags(row.flags))) : rows, outranked, leftOut };
    },
    decide(kinds, isUpToDate) {
      if (kinds.length === 0) return true;
      if (!isUpToDate && bestRank(kinds) > bestRank(shown)) return false;
      shown = new Set(kinds);
      return true;
    },
  };
}
