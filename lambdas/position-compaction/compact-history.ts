import { POSITION_KINDS, type PositionKind } from '#domain/position.ts';
import { compactChunk, type Segment, type TrackPorts } from './compact-chunk.ts';

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
    /** Segments to leave out. */
    readonly except: readonly SegmentId[];
  }): Promise<{ readonly segments: readonly Segment<SegmentId>[]; readonly unreadable: number }>;
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
  /** Segments that can't be read. */
  readonly unreadable: number;
  /** Tracks that can't be read, and the first few of them. Segments with rows of theirs stay as well. */
  readonly unreadableTracks: number;
  readonly unreadableTrackIds: readonly string[];
  /** Why it ended: all done, out of time, tracks contended by another writer, database full. */
  readonly end: 'done' | 'time' | 'contended' | 'out-of-space';
}

/** What has been done so far. */
interface Tally {
  segments: number;
  rows: number;
  tracksWritten: number;
  unreadable: number;
  readonly unreadableTracks: Set<string>;
}

/** The rest of a part has to wait where so many of its segments are left: the list goes along with every request. */
const MAX_LEFT = 10_000;
const IDS_SHOWN = 10;

/** Merges the history's segments into one track per aircraft and hour, part by part, until all is done or time is up. */
export async function compactHistory<SegmentId>(
  ports: CompactionPorts<SegmentId>,
  limits: CompactionLimits,
): Promise<CompactionStats> {
  const tally: Tally = { segments: 0, rows: 0, tracksWritten: 0, unreadable: 0, unreadableTracks: new Set() };
  let end: CompactionStats['end'] = 'done';
  for (const kind of POSITION_KINDS) {
    for (const cells of ports.parts) {
      const partEnd = await compactPart(ports, limits, { kind, cells }, tally);
      if (partEnd === 'time' || partEnd === 'out-of-space') return toStats(tally, partEnd);
      if (partEnd === 'contended') end = partEnd;
    }
  }
  return toStats(tally, end);
}

function toStats({ unreadableTracks, ...counts }: Tally, end: CompactionStats['end']): CompactionStats {
  const unreadableTrackIds = [...unreadableTracks].slice(0, IDS_SHOWN);
  return { ...counts, unreadableTracks: unreadableTracks.size, unreadableTrackIds, end };
}

async function compactPart<SegmentId>(
  ports: CompactionPorts<SegmentId>,
  limits: CompactionLimits,
  part: { readonly kind: PositionKind; readonly cells: Cells },
  tally: Tally,
): Promise<CompactionStats['end']> {
  const { beforeMs, maxRows, hasTime } = limits;
  const left: SegmentId[] = [];
  while (hasTime()) {
    const taken = await ports.takeSegments({ ...part, beforeMs, maxRows, except: left });
    if (taken.segments.length === 0 || left.length > MAX_LEFT) {
      tally.unreadable += taken.unreadable;
      return 'done';
    }
    const chunk = await compactChunk(ports, part.kind, taken.segments);
    tally.tracksWritten += chunk.tracksWritten;
    for (const id of chunk.unreadableTracks) tally.unreadableTracks.add(`${part.kind}/${id}`);
    if (chunk.outcome !== 'merged') return chunk.outcome;
    for (const id of chunk.left) left.push(id);
    tally.segments += chunk.segments;
    tally.rows += chunk.rows;
  }
  return 'time';
}
