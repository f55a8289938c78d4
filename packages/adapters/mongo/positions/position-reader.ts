import type { Db } from 'mongodb';
import { ADSC_LIFETIME_MS, POSITION_KINDS, type Position, type PositionKind } from '#domain/position.ts';
import { readFeedReports, type FeedReport } from '../feeds/feed-reports.ts';
import { newestOf, readAllLatest, readLatestOf } from './latest-query.ts';
import { readProgress } from './position-progress.ts';
import { snapshotAsOfMs } from './snapshot-as-of.ts';
import { readNewestRow, readRows } from './track-query.ts';

/** One stored fix. The same shape as a position: a track of several kinds never hides which is which. */
export type TrackPoint = Position;

export interface Snapshot {
  /**
   * Everything published before this instant is in the snapshot, epoch ms on the producer's clock; 0 where nothing is
   * known, so that a client that waits for its subscription goes on asking.
   */
  readonly asOfMs: number;
  /** Aircraft heard lately, newest record of each, by kind. `removed` ones are left out. */
  readonly positions: Readonly<Record<PositionKind, readonly Position[]>>;
  /** When the newest stored record of all was received, epoch ms; null where nothing is stored. */
  readonly newestReceivedAtMs: number | null;
}

export interface TrackQuery {
  readonly icao24: string;
  /** Observation times, both included, epoch ms. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly kinds: readonly PositionKind[];
  /** Most points of one page. */
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: number | undefined;
}

export interface TrackPage {
  /** Ascending by `observedAtMs`, one per (kind, observedAtMs). */
  readonly points: readonly TrackPoint[];
  /** Pass as `after` for the next page; null at the end. */
  readonly next: number | null;
}

export interface PositionReader {
  snapshot(request: { readonly nowMs: number }): Promise<Snapshot>;
  /** The newest stored record of an aircraft, however old, `removed` ones too; null where none is stored. */
  latest(icao24: string, kinds?: readonly PositionKind[]): Promise<Position | null>;
  track(query: TrackQuery): Promise<TrackPage>;
}

export function createPositionReader(db: Db): PositionReader {
  return {
    snapshot: async ({ nowMs }) => {
      // In this order: what was acknowledged before the progress was read, and stored before the latest were.
      const reports = await readFeedReports(db);
      const progress = await readProgress(db);
      const latest = await readAllLatest(db);
      const heard = heardLately(latest, reports, nowMs);
      return {
        asOfMs: snapshotAsOfMs(reports, progress, nowMs),
        positions: {
          live: heard.filter((position) => position.kind === 'live'),
          replay: heard.filter((position) => position.kind === 'replay'),
          simulated: heard.filter((position) => position.kind === 'simulated'),
        },
        newestReceivedAtMs:
          latest.length === 0 ? null : latest.reduce((newest, row) => Math.max(newest, row.receivedAtMs), 0),
      };
    },
    latest: async (icao24, kinds = POSITION_KINDS) =>
      (await readLatestOf(db, icao24, kinds)) ?? (await readNewestOfHistory(db, icao24, kinds)),
    track: (query) => readTrack(db, query),
  };
}

/**
 * An aircraft is shown for so long after its last record, longer where its feed comes less often: some times the longest
 * keepalive of the fine level, so that one which is merely as predicted never drops out.
 */
const SHOWN_MS = 90_000;
const SHOWN_INTERVALS = 4;
const SHOWN_MARGIN_MS = 30_000;
/** The lifetime of an ADS-C report and some minutes for the `removed` record to come through. */
const SHOWN_ADSC_MS = ADSC_LIFETIME_MS + 2 * 60_000;

function heardLately(positions: readonly Position[], reports: readonly FeedReport[], nowMs: number): Position[] {
  const intervals = new Map(reports.map((report) => [report.feed, report.intervalMs]));
  return positions.filter((position) => {
    if (position.state === 'removed') return false;
    const byFeedMs = SHOWN_INTERVALS * (intervals.get(position.feed) ?? 0) + SHOWN_MARGIN_MS;
    const bySourceMs = position.source === 'adsc' ? SHOWN_ADSC_MS : SHOWN_MS;
    return nowMs - position.receivedAtMs <= Math.max(byFeedMs, bySourceMs);
  });
}

async function readNewestOfHistory(db: Db, icao24: string, kinds: readonly PositionKind[]): Promise<Position | null> {
  const newest = await Promise.all(kinds.map((kind) => readNewestRow(db, icao24, kind)));
  return newestOf(newest.filter((row) => row !== null));
}

/** A window is read in slices, so that a page of a long one does not load all of it; empty ones grow. */
const SLICE_MS = 24 * 3_600_000;

async function readTrack(db: Db, { icao24, fromMs, toMs, kinds, limit, after }: TrackQuery): Promise<TrackPage> {
  const points: TrackPoint[] = [];
  let sliceMs = SLICE_MS;
  let sliceFromMs = after === undefined ? fromMs : Math.max(fromMs, after + 1);
  while (sliceFromMs <= toMs && points.length <= limit) {
    const slice = { icao24, fromMs: sliceFromMs, toMs: Math.min(toMs, sliceFromMs + sliceMs - 1) };
    const ofKinds = await Promise.all(kinds.map((kind) => readRows(db, { ...slice, kind })));
    for (const point of ofKinds.flat()) points.push(point);
    sliceMs = ofKinds.every((rows) => rows.length === 0) ? 2 * sliceMs : SLICE_MS;
    sliceFromMs = slice.toMs + 1;
  }
  return pageOf(kinds.length > 1 ? points.toSorted((a, b) => a.observedAtMs - b.observedAtMs) : points, limit);
}

/** Ends a page between two instants, never within one, so that `next` loses no point of a second kind. */
function pageOf(points: readonly TrackPoint[], limit: number): TrackPage {
  const beyond = points[limit];
  if (beyond === undefined) return { points, next: null };
  const before = points.slice(0, limit).filter((point) => point.observedAtMs < beyond.observedAtMs);
  const page = before.length > 0 ? before : points.filter((point) => point.observedAtMs === beyond.observedAtMs);
  return { points: page, next: page.at(-1)?.observedAtMs ?? null };
}
