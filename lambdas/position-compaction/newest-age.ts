import type { FeedStatus } from '#contracts/feed-status.ts';
import { runningKind } from '#contracts/shown-kind.ts';
import type { PositionKind } from '#domain/position.ts';

export interface MeasuredSky {
  /** When the newest stored position of each kind was observed, epoch ms. */
  readonly newest: Readonly<Partial<Record<PositionKind, number>>>;
  readonly feeds: readonly Pick<FeedStatus, 'kind' | 'writtenAtMs'>[];
}

/** An aircraft is shown for so long after its last record. */
const HEARD_MS = 90_000;

/**
 * Age of the newest stored position of the kind that viewers see, so that neither a simulator can hide that the real sky is
 * silent, nor a feed that its positions don't reach the database. Where nothing runs any more it is the age of the newest
 * position of all: it goes on growing.
 * @returns ms, null where none was ever stored
 */
export function newestAgeMs({ newest, feeds }: MeasuredSky, nowMs: number): number | null {
  const isHeard = (kind: PositionKind): boolean => nowMs - (newest[kind] ?? -Infinity) <= HEARD_MS;
  const kind = runningKind({ isHeard, feeds, nowMs });
  const observedAtMs = kind === null ? Math.max(...Object.values(newest)) : (newest[kind] ?? -Infinity);
  return observedAtMs === -Infinity ? null : Math.max(0, nowMs - observedAtMs);
}
