import type { PositionKind } from '#domain/position.ts';

/** How well a feed does: it delivers, it is late, its last fetch failed, or it has not delivered yet. */
export type FeedHealth = 'ok' | 'silent' | 'failing' | 'starting';

/** Counts since the producer started. `received` = `accepted` + the sum of `rejected`. */
export interface FeedCounts {
  readonly received: number;
  readonly accepted: number;
  /** Rows refused, by reason. */
  readonly rejected: Readonly<Record<string, number>>;
  /** Published as `stale` or `removed`. */
  readonly declared: number;
  readonly acknowledged: number;
  readonly failed: number;
  readonly retried: number;
  /** Dropped from a full buffer because a newer position of the same aircraft was waiting. */
  readonly superseded: number;
}

/** The last record of a partition that a producer knows to be in the log. */
export interface AcknowledgedRecord {
  readonly partition: number;
  readonly offset: number;
  readonly receivedAtMs: number;
}

/**
 * What a producer says about one feed, kept in `feeds` (`_id` is the feed's name) and renewed every second. The
 * snapshot's `asOfMs` follows from `acknowledged`: a partition of which nothing newer is in the log is stored up to
 * `reportedAtMs`.
 */
export interface FeedStatus {
  readonly _id: string;
  readonly v: 1;
  readonly source: string;
  readonly kind: PositionKind;
  readonly health: FeedHealth;
  /** Why it is not `ok`, for people; never holds a secret. */
  readonly reason: string | null;
  /** Everything published before this instant is in `acknowledged`, epoch ms. */
  readonly reportedAtMs: number;
  readonly startedAtMs: number;
  /** When the feed last delivered. */
  readonly lastGoodAtMs: number | null;
  /** Newest observation accepted from it. */
  readonly newestObservedAtMs: number | null;
  /** The feed's clock less ours; null where the feed has none. Flagged from 5 s. */
  readonly clockOffsetMs: number | null;
  readonly clockSuspect: boolean;
  readonly intervalMs: number;
  readonly aircraft: number;
  readonly counts: FeedCounts;
  readonly acknowledged: readonly AcknowledgedRecord[];
  readonly attribution: string | null;
}
