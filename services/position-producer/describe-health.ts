import type { FeedHealth } from '#contracts/feed-status.ts';
import { staleAfterMs } from '#domain/lifecycle.ts';

/** What is known of a feed when its health is asked for. Times are epoch ms on our clock. */
export interface FeedSigns {
  readonly nowMs: number;
  readonly startedAtMs: number;
  readonly intervalMs: number;
  /** When it last delivered. */
  readonly lastGoodAtMs: number | null;
  /** When a row of it last passed its gate. */
  readonly lastHeardAtMs: number | null;
  /** Why the last attempt failed, null where it didn't. */
  readonly failure: string | null;
  /** Why the feed has nothing new, null where it has. */
  readonly pause: string | null;
  /** The reason for which most rows of the last delivery were refused. */
  readonly commonRefusal: string | null;
  /** Since when Kafka hasn't acknowledged the batch that is on its way. */
  readonly sendingSinceMs: number | null;
}

/** A batch is acknowledged within some 100 ms; after this Kafka is taken to be away. */
const KAFKA_AWAY_MS = 5000;

/** One word for how a feed does, and the reason for people. */
export function describeHealth(signs: FeedSigns): { readonly health: FeedHealth; readonly reason: string | null } {
  const { nowMs, failure, lastGoodAtMs, lastHeardAtMs, sendingSinceMs } = signs;
  if (failure !== null) return { health: 'failing', reason: failure };
  if (sendingSinceMs !== null && nowMs - sendingSinceMs > KAFKA_AWAY_MS) {
    return { health: 'failing', reason: `Kafka has acknowledged nothing since ${timeOf(sendingSinceMs)}` };
  }
  if (lastGoodAtMs === null) return { health: 'starting', reason: 'nothing received yet' };
  const silentSinceMs = lastHeardAtMs ?? signs.startedAtMs;
  if (nowMs - silentSinceMs < staleAfterMs(signs.intervalMs)) return { health: 'ok', reason: null };
  return { health: 'silent', reason: silence(signs, silentSinceMs) };
}

function silence({ pause, commonRefusal }: FeedSigns, sinceMs: number): string {
  const why = pause ?? (commonRefusal === null ? 'it lists no aircraft' : `its rows are refused: ${commonRefusal}`);
  return `no position since ${timeOf(sinceMs)}: ${why}`;
}

function timeOf(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(11, 19)} UTC`;
}
