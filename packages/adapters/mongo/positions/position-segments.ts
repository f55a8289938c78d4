import type { Db } from 'mongodb';
import { segmentsCollection } from '#contracts/names.ts';
import type { Position, PositionKind } from '#domain/position.ts';
import { isOutOfSpace, isRepeatedOnly, refusedForSpace } from '../mongo-error.ts';
import { toSegments, type SegmentDocument } from './segment-document.ts';

/** What became of the history of a batch, in positions. */
export interface HistoryOutcome {
  readonly stored: number;
  /** Not stored because the database is full. */
  readonly shed: number;
}

export interface SegmentStore {
  /**
   * Appends positions to the history of their kind. Delivered again in the same cut they add nothing; in another cut
   * they add rows that reading and compaction drop as doubles.
   */
  append(positions: readonly Position[]): Promise<HistoryOutcome>;
}

export function createSegmentStore(db: Db): SegmentStore {
  return {
    append: async (positions) => {
      const outcomes = [];
      for (const [kind, ofKind] of Map.groupBy(positions, (position) => position.kind)) {
        outcomes.push(await appendKind(db, kind, ofKind));
      }
      return {
        stored: outcomes.reduce((sum, outcome) => sum + outcome.stored, 0),
        shed: outcomes.reduce((sum, outcome) => sum + outcome.shed, 0),
      };
    },
  };
}

async function appendKind(db: Db, kind: PositionKind, positions: readonly Position[]): Promise<HistoryOutcome> {
  const segments = toSegments(positions);
  try {
    await db.collection<SegmentDocument>(segmentsCollection(kind)).insertMany(segments, { ordered: false });
    return { stored: positions.length, shed: 0 };
  } catch (error) {
    if (isRepeatedOnly(error)) return { stored: positions.length, shed: 0 };
    if (!isOutOfSpace(error)) throw error;
    const refused = refusedForSpace(segments, error);
    const shed = refused.reduce((sum, segment) => sum + segment.rows, 0);
    return { stored: positions.length - shed, shed };
  }
}
