import type { Position, PositionKind } from '#domain/position.ts';
import { hourOf, mergeTrackRows } from '#domain/track.ts';

/** A segment, named as the store names it, and the rows in it. */
export interface Segment<SegmentId> {
  readonly id: SegmentId;
  readonly rows: readonly Position[];
}

export interface Track {
  readonly id: string;
  /** 0 where nothing is stored. */
  readonly revision: number;
  readonly rows: readonly Position[];
}

export interface TrackPorts<SegmentId> {
  /** `unreadable`: ids of tracks that are damaged or of a newer version; they must stay as they are. */
  readTracks(
    kind: PositionKind,
    ids: readonly string[],
  ): Promise<{ readonly tracks: ReadonlyMap<string, Track>; readonly unreadable: readonly string[] }>;
  /** Each track against the revision that it was read at. */
  writeTracks(kind: PositionKind, tracks: readonly Track[]): Promise<'written' | 'conflict' | 'out-of-space'>;
  removeSegments(kind: PositionKind, segments: readonly SegmentId[]): Promise<void>;
  trackId(icao24: string, hour: number): string;
}

export interface ChunkOutcome<SegmentId> {
  /** `contended`: others wrote the same tracks again and again; the segments stay for the next run. */
  readonly outcome: 'merged' | 'contended' | 'out-of-space';
  readonly tracksWritten: number;
  /** Segments removed, and the rows that were in them. */
  readonly segments: number;
  readonly rows: number;
  /** Segments with rows of a track that can't be read: they stay. */
  readonly left: readonly SegmentId[];
  readonly unreadableTracks: readonly string[];
}

/** Tracks read and written at a time. */
const TRACKS_AT_ONCE = 1000;
const MAX_ATTEMPTS = 3;

/**
 * Merges the rows of some segments into the tracks, then removes the segments. Stopped anywhere it has done no harm:
 * rows that are both in a segment and in a track are one row to every reader, and merging them again changes nothing.
 */
export async function compactChunk<SegmentId>(
  ports: TrackPorts<SegmentId>,
  kind: PositionKind,
  segments: readonly Segment<SegmentId>[],
): Promise<ChunkOutcome<SegmentId>> {
  const idOf = (row: Position): string => ports.trackId(row.icao24, hourOf(row.observedAtMs));
  const rowsById = Map.groupBy(
    segments.flatMap((segment) => segment.rows),
    idOf,
  );
  const ids = [...rowsById.keys()];
  const unreadable = new Set<string>();
  let tracksWritten = 0;
  const outcomeOf = (outcome: ChunkOutcome<SegmentId>['outcome'], merged: readonly Segment<SegmentId>[] = []) => ({
    outcome,
    tracksWritten,
    segments: merged.length,
    rows: merged.reduce((sum, segment) => sum + segment.rows.length, 0),
    unreadableTracks: [...unreadable],
  });
  for (let first = 0; first < ids.length; first += TRACKS_AT_ONCE) {
    const some = new Map(ids.slice(first, first + TRACKS_AT_ONCE).map((id) => [id, rowsById.get(id) ?? []]));
    const { outcome, written } = await mergeTracks(ports, kind, some, unreadable);
    tracksWritten += written;
    if (outcome !== 'merged') return { ...outcomeOf(outcome), left: [] };
  }
  const isLeft = ({ rows }: Segment<SegmentId>): boolean =>
    unreadable.size > 0 && rows.some((row) => unreadable.has(idOf(row)));
  const merged = segments.filter((segment) => !isLeft(segment));
  await ports.removeSegments(
    kind,
    merged.map((segment) => segment.id),
  );
  return { ...outcomeOf('merged', merged), left: segments.filter(isLeft).map((segment) => segment.id) };
}

/** @param unreadable gets the ids of the tracks that were left as they are */
async function mergeTracks<SegmentId>(
  ports: TrackPorts<SegmentId>,
  kind: PositionKind,
  rowsById: ReadonlyMap<string, readonly Position[]>,
  unreadable: Set<string>,
): Promise<{ outcome: ChunkOutcome<SegmentId>['outcome']; written: number }> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const stored = await ports.readTracks(kind, [...rowsById.keys()]);
    for (const id of stored.unreadable) unreadable.add(id);
    const changed = changedTracks(stored.tracks, rowsById, unreadable);
    if (changed.length === 0) return { outcome: 'merged', written: 0 };
    const outcome = await ports.writeTracks(kind, changed);
    if (outcome === 'written') return { outcome: 'merged', written: changed.length };
    if (outcome === 'out-of-space') return { outcome, written: 0 };
  }
  return { outcome: 'contended', written: 0 };
}

function changedTracks(
  stored: ReadonlyMap<string, Track>,
  rowsById: ReadonlyMap<string, readonly Position[]>,
  unreadable: ReadonlySet<string>,
): Track[] {
  const changed: Track[] = [];
  for (const [id, rows] of rowsById) {
    if (unreadable.has(id)) continue;
    const track = stored.get(id) ?? { id, revision: 0, rows: [] };
    const merged = mergeTrackRows([...track.rows, ...rows]);
    if (isChanged(track.rows, merged)) changed.push({ id, revision: track.revision, rows: merged });
  }
  return changed;
}

/** Merging keeps the stored row of two equal ones, so that nothing new leaves the very same rows. */
function isChanged(stored: readonly Position[], merged: readonly Position[]): boolean {
  return stored.length !== merged.length || merged.some((row, index) => row !== stored[index]);
}
