import { POSITION_KINDS, type PositionKind } from '#domain/position.ts';
import { compactChunk, type Chunk, type TrackPorts } from './compact-chunk.ts';

/** Runs of cells, both ends included. */
type Cells = readonly (readonly [first: number, last: number])[];

export interface CompactionPorts<SegmentId> extends TrackPorts<SegmentId> {
  /**
   * Parts into which the aircraft are divided, so that one part's rows fit into memory and a track is written once a
   * run. Together they cover everything.
   */
  readonly parts: readonly Cells[];
  takeSegments(request: {
    readonly kind: PositionKind;
    readonly cells: Cells;
    readonly beforeMs: number;
    readonly maxRows: number;
  }): Promise<Chunk<SegmentId> & { readonly unreadable: number }>;
}

export interface CompactionLimits {
  /** Segments received from here on are left for the next run: they may still be delivered a second time. */
  readonly beforeMs: number;
  readonly maxRows: number;
  /** Whether there is time for another chunk. */
  readonly hasTime: () => boolean;
}

export interface CompactionStats {
  readonly segments: number;
  readonly rows: number;
  readonly tracksWritten: number;
  readonly unreadable: number;
  /** Why it ended: all done, out of time, tracks contended by another writer, database full. */
  readonly end: 'done' | 'time' | 'contended' | 'out-of-space';
}

/** Merges the history's segments into one track per aircraft and hour, part by part, until all is done or time is up. */
export async function compactHistory<SegmentId>(
  ports: CompactionPorts<SegmentId>,
  limits: CompactionLimits,
): Promise<CompactionStats> {
  const stats = { segments: 0, rows: 0, tracksWritten: 0, unreadable: 0 };
  let end: CompactionStats['end'] = 'done';
  for (const kind of POSITION_KINDS) {
    for (const cells of ports.parts) {
      const partEnd = await compactPart(ports, limits, { kind, cells }, stats);
      if (partEnd === 'time' || partEnd === 'out-of-space') return { ...stats, end: partEnd };
      if (partEnd === 'contended') end = partEnd;
    }
  }
  return { ...stats, end };
}

async function compactPart<SegmentId>(
  ports: CompactionPorts<SegmentId>,
  limits: CompactionLimits,
  part: { readonly kind: PositionKind; readonly cells: Cells },
  stats: { segments: number; rows: number; tracksWritten: number; unreadable: number },
): Promise<CompactionStats['end']> {
  const { beforeMs, maxRows, hasTime } = limits;
  while (hasTime()) {
    const chunk = await ports.takeSegments({ ...part, beforeMs, maxRows });
    if (chunk.segments.length === 0) {
      stats.unreadable += chunk.unreadable;
      return 'done';
    }
    const { outcome, tracksWritten } = await compactChunk(ports, part.kind, chunk);
    stats.tracksWritten += tracksWritten;
    if (outcome !== 'merged') return outcome;
    stats.segments += chunk.segments.length;
    stats.rows += chunk.rows.length;
  }
  return 'time';
}
