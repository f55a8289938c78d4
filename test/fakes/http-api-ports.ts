import type { FeedStatus } from '#contracts/feed-status.ts';
import { POSITION_KINDS, supersedes, type Position, type PositionKind } from '#domain/position.ts';
import type { LatestSource } from '../../lambdas/http-api/positions/find-aircraft.ts';
import type { FeedSource, SnapshotSource } from '../../lambdas/http-api/positions/read-picture.ts';
import type { TrackSource } from '../../lambdas/http-api/positions/read-track.ts';
import type { HistoryUsage, PartitionProgress, StoreStateSource } from '../../lambdas/http-api/report-status.ts';

/** What the HTTP API reads, held in memory. */
export interface FakeStore extends SnapshotSource, LatestSource, TrackSource {
  /** Stores positions, in any order. */
  add(...positions: readonly Position[]): void;
  /** How often the snapshot was read. */
  readonly snapshots: number;
  asOfMs: number;
  /** What every read fails with, while set. */
  failure: Error | null;
}

/** Silence after which an aircraft is no longer in the snapshot. */
const HEARD_MS = 90_000;

export function createFakeStore(): FakeStore {
  const stored = new Map<string, Position>();
  let snapshots = 0;
  const newestFirst = () => [...stored.values()].sort((a, b) => (supersedes(a, b) ? -1 : 1));
  const latest = (): Position[] => {
    const byAircraft = new Map<string, Position>();
    for (const position of newestFirst()) {
      const key = `${position.kind}/${position.icao24}`;
      if (!byAircraft.has(key)) byAircraft.set(key, position);
    }
    return [...byAircraft.values()];
  };
  return {
    asOfMs: 0,
    failure: null,
    get snapshots() {
      return snapshots;
    },
    add(...positions) {
      for (const position of positions) {
        const key = `${position.kind}/${position.icao24}/${position.observedAtMs}`;
        const known = stored.get(key);
        if (known === undefined || supersedes(position, known)) stored.set(key, position);
      }
    },
    snapshot({ nowMs }) {
      snapshots += 1;
      if (this.failure !== null) return Promise.reject(this.failure);
      const all = latest();
      const heard = all.filter((one) => one.state !== 'removed' && one.receivedAtMs >= nowMs - HEARD_MS);
      const ofKind = (kind: PositionKind) => heard.filter((position) => position.kind === kind);
      return Promise.resolve({
        asOfMs: this.asOfMs,
        positions: { live: ofKind('live'), replay: ofKind('replay'), simulated: ofKind('simulated') },
        newestReceivedAtMs: all.length === 0 ? null : Math.max(...all.map((position) => position.receivedAtMs)),
      });
    },
    latest(icao24, kinds = POSITION_KINDS) {
      if (this.failure !== null) return Promise.reject(this.failure);
      const found = newestFirst().find((one) => one.icao24 === icao24 && kinds.includes(one.kind));
      return Promise.resolve(found ?? null);
    },
    track({ icao24, fromMs, toMs, kinds, limit, after = -1 }) {
      if (this.failure !== null) return Promise.reject(this.failure);
      const inWindow = newestFirst()
        .reverse()
        .filter((one) => one.icao24 === icao24 && kinds.includes(one.kind))
        .filter(({ observedAtMs }) => observedAtMs >= fromMs && observedAtMs <= toMs && observedAtMs > after);
      const points = inWindow.slice(0, limit);
      return Promise.resolve({
        points,
        next: inWindow.length > limit ? (points.at(-1)?.observedAtMs ?? null) : null,
      });
    },
  };
}

export interface FakeFeeds extends FeedSource {
  statuses: readonly FeedStatus[];
}

export function createFakeFeeds(...statuses: readonly FeedStatus[]): FakeFeeds {
  return {
    statuses,
    feeds() {
      return Promise.resolve(this.statuses);
    },
  };
}

export interface FakeStoreState extends StoreStateSource {
  partitions: readonly PartitionProgress[];
  usage: HistoryUsage | null;
  letters: number;
}

export function createFakeStoreState(): FakeStoreState {
  return {
    partitions: [],
    usage: null,
    letters: 0,
    progress() {
      return Promise.resolve(this.partitions);
    },
    history() {
      return Promise.resolve(this.usage);
    },
    deadLetters() {
      return Promise.resolve(this.letters);
    },
  };
}
