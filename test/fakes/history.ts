import type { Position, PositionKind } from '#domain/position.ts';
import { mergeTrackRows } from '#domain/track.ts';
import { trackId } from '#adapters/mongo/positions/track-document.ts';
import type { Track } from '../../lambdas/position-compaction/compact-chunk.ts';
import type { CompactionPorts } from '../../lambdas/position-compaction/compact-history.ts';

/** The history of one kind in memory, with the ports of compaction on it. */
export interface FakeHistory {
  readonly ports: CompactionPorts<number>;
  readonly tracks: Map<string, Track>;
  segmentCount(): number;
  append(rows: readonly Position[]): void;
  /** Tracks that count as damaged. */
  readonly damaged: Set<string>;
  /** What a reader of everything gets, segments before tracks. */
  read(): Position[];
  /** Throws at the call with this number, counted from 0 over all ports, before it does anything. */
  failAt(call: number): void;
  /** Done to each batch of tracks before it is written: what another writer does in between. */
  beforeWrite(change: (tracks: Map<string, Track>) => void): void;
}

export function createFakeHistory(kind: PositionKind = 'live'): FakeHistory {
  const segments = new Map<number, readonly Position[]>();
  const tracks = new Map<string, Track>();
  const damaged = new Set<string>();
  let nextSegment = 0;
  let calls = 0;
  let failingCall = -1;
  let interfere: (tracks: Map<string, Track>) => void = () => undefined;
  const step = (): void => {
    if (calls++ === failingCall) throw new Error('killed');
  };
  const ports: CompactionPorts<number> = {
    parts: [[[1, 3]], [[4, 7]]],
    trackId,
    takeSegments: ({ kind: wanted, cells, maxRows, except }) => {
      step();
      const taken: { id: number; rows: readonly Position[] }[] = [];
      let rowCount = 0;
      const inPart = [...segments].filter(([id]) => wanted === kind && id % 2 === (cells[0]?.[0] === 1 ? 0 : 1));
      for (const [id, rows] of inPart) {
        if (rowCount >= maxRows) break;
        if (except.includes(id)) continue;
        taken.push({ id, rows });
        rowCount += rows.length;
      }
      return Promise.resolve({ segments: taken, unreadable: 0 });
    },
    readTracks: (_kind, ids) => {
      step();
      const stored = [...tracks].filter(([id]) => ids.includes(id) && !damaged.has(id));
      return Promise.resolve({ tracks: new Map(stored), unreadable: ids.filter((id) => damaged.has(id)) });
    },
    writeTracks: (_kind, changed) => {
      step();
      interfere(tracks);
      let conflict = false;
      for (const track of changed) {
        if ((tracks.get(track.id)?.revision ?? 0) !== track.revision) conflict = true;
        else tracks.set(track.id, { ...track, revision: track.revision + 1 });
      }
      return Promise.resolve(conflict ? 'conflict' : 'written');
    },
    removeSegments: (_kind, ids) => {
      step();
      for (const id of ids) segments.delete(id);
      return Promise.resolve();
    },
  };
  return {
    ports,
    tracks,
    damaged,
    segmentCount: () => segments.size,
    append: (rows) => segments.set(nextSegment++, rows),
    read: () => {
      const rows = [...segments.values(), ...[...tracks.values()].map((track) => track.rows)].flat();
      return [...Map.groupBy(rows, (row) => row.icao24).values()].flatMap(mergeTrackRows);
    },
    failAt: (call) => {
      calls = 0;
      failingCall = call;
    },
    beforeWrite: (change) => {
      interfere = change;
    },
  };
}
