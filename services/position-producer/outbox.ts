import type { Position } from '#domain/position.ts';

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

/** After making room so much of it is free, so that the next records don't make room again at once. */
const KEPT_SHARE = 0.75;

/**
 * While Kafka is away the outbox fills. When it is full, an aircraft keeps only its newest record; only when more
 * aircraft wait than there is room for are the oldest dropped.
 */
export function createOutbox(limit: number): Outbox {
  let queue: Position[] = [];
  let head = 0;
  let superseded = 0;
  let lost = 0;

  function makeRoom(): void {
    const waiting = queue.slice(head);
    const newest = new Map(waiting.map((position, index) => [position.icao24, index]));
    const kept = waiting.filter((position, index) => newest.get(position.icao24) === index);
    superseded += waiting.length - kept.length;
    const excess = Math.max(0, kept.length - Math.floor(limit * KEPT_SHARE));
    lost += excess;
    queue = kept.slice(excess);
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
