import type { Position, PositionKind } from '#domain/position.ts';
import { hourOf, mergeTrackRows } from '#domain/track.ts';

/** Some segments, named as the store names them, and the rows in them. */
export interface Chunk<SegmentId> {
  readonly segments: readonly SegmentId[];
  readonly rows: readonly Position[];
}

export interface Track {
  readonly id: string;
  /** 0 where nothing is stored. */
  readonly revision: number;
  readonly rows: readonly Position[];
}

export interface TrackPorts<SegmentId> {
  readTracks(kind: PositionKind, ids: readonly string[]): Promise<ReadonlyMap<string, Track>>;
  /** Each track against the revision that it was read at. */
  writeTracks(kind: PositionKind, tracks: readonly Track[]): Promise<'written' | 'conflict' | 'out-of-space'>;
  removeSegments(kind: PositionKind, segments: readonly SegmentId[]): Promise<void>;
  trackId(icao24: string, hour: number): string;
}

export interface ChunkOutcome {
  /** `contended`: others wrote the same tracks again and again; the segments stay for the next run. */
  readonly outcome: 'merged' | 'contended' | 'out-of-space';
  readonly tracksWritten: number;
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
  chunk: Chunk<SegmentId>,
): Promise<ChunkOutcome> {
  const rowsById = Map.groupBy(chunk.rows, (row) => ports.trackId(row.icao24, hourOf(row.observedAtMs)));
  const ids = [...rowsById.keys()];
  let tracksWritten = 0;
  for (let first = 0; first < ids.length; first += TRACKS_AT_ONCE) {
    const some = new Map(ids.slice(first, first + TRACKS_AT_ONCE).map((id) => [id, rowsById.get(id) ?? []]));
    const { outcome, written } = await mergeTracks(ports, kind, some);
    tracksWritten += written;
    if (outcome !== 'merged') return { outcome, tracksWritten };
  }
  await ports.removeSegments(kind, chunk.segments);
  return { outcome: 'merged', tracksWritten };
}

async function mergeTracks<SegmentId>(
  ports: TrackPorts<SegmentId>,
  kind: PositionKind,
  rowsById: ReadonlyMap<string, readonly Position[]>,
): Promise<{ outcome: ChunkOutcome['outcome']; written: number }> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const stored = await ports.readTracks(kind, [...rowsById.keys()]);
    const changed: Track[] = [];
    for (const [id, rows] of rowsById) {
      const track = stored.get(id) ?? { id, revision: 0, rows: [] };
      const merged = mergeTrackRows([...track.rows, ...rows]);
      if (isChanged(track.rows, merged)) changed.push({ id, revision: track.revision, rows: merged });
    }
    if (changed.length === 0) return { outcome: 'merged', written: 0 };
    const outcome = await ports.writeTracks(kind, changed);
    if (outcome === 'written') return { outcome: 'merged', written: changed.length };
    if (outcome === 'out-of-space') return { outcome, written: 0 };
  }
  return { outcome: 'contended', written: 0 };
}

/** Merging keeps the stored row of two equal ones, so that nothing new leaves the very same rows. */
function isChanged(stored: readonly Position[], merged: readonly Position[]): boolean {
  return stored.length !== merged.length || merged.some((row, index) => row !== stored[index]);
}
