import { isRecordOf, type FeedStatus } from '#contracts/feed-status.ts';
import { HISTORY_WARNING_SHARE, type Feed, type Status } from '#contracts/http-status.ts';
import { isFresh } from '#contracts/shown-kind.ts';
import { LEVEL_RULES } from '#domain/level.ts';
import { shownKind, type Picture } from './positions/read-picture.ts';
import { isSample, type ScheduleState } from './schedules/schedule-state.ts';

/** Up to where a partition is stored. */
export interface PartitionProgress {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly receivedAtMs: number;
}

export interface HistoryUsage {
  readonly usedMb: number;
  readonly maxMb: number;
  readonly droppedPositions: number;
  readonly shedPositions: number;
  readonly measuredAtMs: number | null;
}

export interface StoreStateSource {
  progress(): Promise<readonly PartitionProgress[]>;
  history(): Promise<HistoryUsage | null>;
  deadLetters(): Promise<number>;
}

export interface StatusInputs {
  readonly picture: Picture;
  readonly progress: readonly PartitionProgress[];
  readonly history: HistoryUsage | null;
  readonly deadLetters: number;
  readonly schedules: ScheduleState;
  readonly versions: Readonly<Record<string, string>>;
  readonly nowMs: number;
}

/** Positions are too old after so many intervals of the slowest feed, or keepalives: a lone aircraft has no more records. */
const LIMIT_INTERVALS = 4;
const MIN_LIMIT_MS = LIMIT_INTERVALS * LEVEL_RULES.fine.keepaliveMs;

/** What `GET /api/status` says. */
export function reportStatus(inputs: StatusInputs): Status {
  const { picture, nowMs, history } = inputs;
  const newest = newestPosition(picture, nowMs);
  return {
    status: verdict(picture, newest),
    nowMs,
    newest,
    aircraft: {
      live: picture.positions.live.length,
      replay: picture.positions.replay.length,
      simulated: picture.positions.simulated.length,
    },
    feeds: picture.feeds.map((feed) => toFeed(feed, nowMs)),
    store: { asOfMs: picture.asOfMs, partitions: inputs.progress.map((one) => toPartition(one, picture.feeds)) },
    history: history === null ? null : toHistory(history),
    deadLetters: inputs.deadLetters,
    schedules: toSchedules(inputs.schedules),
    versions: { ...inputs.versions },
  };
}

/** The newest position of the kind that viewers see: a simulator beside it must not hide that the real sky is silent. */
function newestPosition(picture: Picture, nowMs: number): Status['newest'] {
  const kind = shownKind(picture);
  const feeds = picture.feeds.filter((feed) => feed.kind === kind);
  const observations = picture.positions[kind].map((position) => position.observedAtMs);
  // Of aircraft no longer heard the snapshot holds nothing; the feeds remember when they last heard one.
  const remembered = feeds.flatMap((feed) => feed.newestObservedAtMs ?? []);
  const observedAtMs = latestOf(observations.length > 0 ? observations : remembered);
  const intervals = feeds.filter((feed) => isFresh(feed, nowMs)).map((feed) => feed.intervalMs);
  return {
    kind,
    observedAtMs,
    ageMs: observedAtMs === null ? null : Math.max(0, nowMs - observedAtMs),
    limitMs: Math.max(MIN_LIMIT_MS, LIMIT_INTERVALS * (latestOf(intervals) ?? 0)),
  };
}

function verdict(picture: Picture, newest: Status['newest']): Status['status'] {
  if (picture.newestReceivedAtMs === null) return 'empty';
  const isHeard = picture.positions[newest.kind].length > 0;
  return isHeard && newest.ageMs !== null && newest.ageMs <= newest.limitMs ? 'ok' : 'stale';
}

function toSchedules(state: ScheduleState): Status['schedules'] {
  const { source, counts, runs, quota } = state;
  return { source, sample: isSample(state), counts, runs: [...runs], quota };
}

function toHistory({ usedMb, maxMb, droppedPositions, shedPositions, measuredAtMs }: HistoryUsage): Status['history'] {
  const share = maxMb > 0 ? usedMb / maxMb : 0;
  return {
    usedMb: Math.round(usedMb * 10) / 10,
    maxMb,
    percent: Math.round(share * 1000) / 10,
    warning: share >= HISTORY_WARNING_SHARE,
    droppedPositions,
    shedPositions,
    measuredAtMs,
  };
}

function toFeed(feed: FeedStatus, nowMs: number): Feed {
  const { _id, source, kind, writtenAtMs, lastGoodAtMs, newestObservedAtMs, clockOffsetMs, clockSuspect } = feed;
  const isLost = !isFresh(feed, nowMs);
  return {
    feed: _id,
    source,
    kind,
    health: isLost ? 'lost' : feed.health,
    reason: isLost ? 'its producer no longer reports' : feed.reason,
    reportedAtMs: writtenAtMs,
    lastGoodAtMs,
    newestObservedAtMs,
    clockOffsetMs,
    clockSuspect,
    capturedAtMs: feed.capturedAtMs,
    intervalMs: feed.intervalMs,
    aircraft: feed.aircraft,
    counts: { ...feed.counts, rejected: { ...feed.counts.rejected } },
    attribution: feed.attribution,
    licence: feed.licence,
    budget: feed.budget,
  };
}

function toPartition(progress: PartitionProgress, feeds: readonly FeedStatus[]): Status['store']['partitions'][number] {
  const { topic, partition, offset, receivedAtMs } = progress;
  const acknowledged = feeds.flatMap((feed) => feed.acknowledged).filter((record) => isRecordOf(record, progress));
  return {
    topic,
    partition,
    storedReceivedAtMs: receivedAtMs,
    storedOffset: offset,
    acknowledgedOffset: latestOf(acknowledged.map((record) => record.offset)),
    // Both must have come: after the topic was made anew offsets begin at 0, and producers' clocks may differ a little.
    behind: acknowledged.some((record) => record.receivedAtMs > receivedAtMs || record.offset > offset),
  };
}

function latestOf(values: readonly number[]): number | null {
  return values.reduce<number | null>((latest, value) => (latest === null || value > latest ? value : latest), null);
}
