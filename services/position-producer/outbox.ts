import { LEVELS, type Level, type Position } from '#domain/position.ts';

/** Records that wait for Kafka, in order, bounded. */
export interface Outbox {
  add(position: Position): void;
  /** Takes the oldest, at most so many. */
  take(max: number): Position[];
  size(): number;
  /** When the oldest was published, null where none waits. */
  oldestReceivedAtMs(): number | null;
  /** Dropped because a newer record of the same aircraft waited. */
  superseded(): number;
  /** Dropped though newest, for want of room. */
  lost(): number;
}

/** What became of records that never leave the outbox as they came. */
export interface OutboxOutcomes {
  /** The newest record of an aircraft, which now also stands for those before it: it has the coarsest level of them. */
  merged(record: Position): void;
  /** Dropped though newest. */
  lost(record: Position): void;
}

/** After making room so much of it is free, so that the next records don't make room again at once. */
const KEPT_SHARE = 0.75;

/**
 * While Kafka is away the outbox fills. When it is full, an aircraft keeps only its newest record; only when more
 * aircraft wait than there is room for are the oldest dropped.
 */
export function createOutbox(limit: number, outcomes: OutboxOutcomes): Outbox {
  let queue: Position[] = [];
  let head = 0;
  let superseded = 0;
  let lost = 0;

  function makeRoom(): void {
    const waiting = queue.length - head;
    const kept = mergeByAircraft(queue, head);
    superseded += waiting - kept.length;
    for (const { record, isMerged } of kept) if (isMerged) outcomes.merged(record);
    const excess = Math.max(0, kept.length - Math.floor(limit * KEPT_SHARE));
    lost += excess;
    for (const { record } of kept.slice(0, excess)) outcomes.lost(record);
    queue = kept.slice(excess).map(({ record }) => record);
    head = 0;
  }

  return {
    add(position) {
      if (queue.length - head >= limit) makeRoom();
      queue.push(position);
    },
    take(max) {
      const taken = queue.slice(head, head + max);
      head += taken.length;
      // Taking from the front of an array copies the rest; done rarely it costs nothing.
      if (head > 1024 && head * 2 > queue.length) {
        queue = queue.slice(head);
        head = 0;
      }
      return taken;
    },
    size: () => queue.length - head,
    oldestReceivedAtMs: () => queue[head]?.receivedAtMs ?? null,
    superseded: () => superseded,
    lost: () => lost,
  };
}

interface Kept {
  readonly record: Position;
  /** Whether older records of the aircraft were dropped for it. */
  readonly isMerged: boolean;
}

/** The newest record of each aircraft, in order, for all levels that a record of the aircraft was waiting for. */
function mergeByAircraft(queue: readonly Position[], head: number): Kept[] {
  const newest = new Map<string, { index: number; records: number; level: Level }>();
  for (let index = head; index < queue.length; index++) {
    const record = queue[index];
    if (record === undefined) continue;
    const before = newest.get(record.icao24);
    const level = before === undefined ? record.level : coarser(before.level, record.level);
    newest.set(record.icao24, { index, records: (before?.records ?? 0) + 1, level });
  }
  return queue.slice(head).flatMap((record, offset) => {
    const entry = newest.get(record.icao24);
    if (entry?.index !== head + offset) return [];
    const { level, records } = entry;
    return [{ record: level === record.level ? record : { ...record, level }, isMerged: records > 1 }];
  });
}

function coarser(one: Level, other: Level): Level {
  return LEVELS.indexOf(one) < LEVELS.indexOf(other) ? one : other;
}
