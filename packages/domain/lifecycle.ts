import { ADSC_LIFETIME_MS, type Position } from './position.ts';

/** Silence after which an aircraft counts as lost by its feed. */
export const STALE_AFTER_MS = 20_000;
/** Silence after which it is gone. */
export const REMOVED_AFTER_MS = 60_000;

/** Silence in ms, counted from the receipt of the last fix, after which a feed of this interval has lost an aircraft. */
export function staleAfterMs(intervalMs: number): number {
  return Math.max(STALE_AFTER_MS, 2 * intervalMs);
}

/** The same for `removed`. Aircraft over oceans report by ADS-C every 14 to 30 minutes. */
export function removedAfterMs(intervalMs: number, source: Position['source']): number {
  const afterMs = Math.max(REMOVED_AFTER_MS, 4 * intervalMs);
  return source === 'adsc' ? Math.max(afterMs, ADSC_LIFETIME_MS) : afterMs;
}

/** Watches for silence: which aircraft of one feed were lost, and which are gone. */
export interface Lifecycle {
  /** Notes an accepted fix. */
  seen(position: Position): void;
  /**
   * The records to publish now: the last fix again, with the same `observedAtMs`, as `stale` once and later as `removed`
   * once. A removed aircraft is forgotten.
   * @param intervalMs how often the feed delivers
   */
  declare(nowMs: number, intervalMs: number): Position[];
  /** Aircraft that are not gone. */
  aircraft(): number;
}

/** The memory is bounded by what the quality gate lets in. */
export function createLifecycle(): Lifecycle {
  const lastRecords = new Map<string, Position>();
  const silentSince = new Map<string, number>();

  return {
    seen(position) {
      lastRecords.set(position.icao24, position);
      silentSince.set(position.icao24, position.receivedAtMs);
    },
    declare(nowMs, intervalMs) {
      const declared: Position[] = [];
      for (const [icao24, last] of lastRecords) {
        const silentMs = nowMs - (silentSince.get(icao24) ?? nowMs);
        if (silentMs >= removedAfterMs(intervalMs, last.source)) {
          lastRecords.delete(icao24);
          silentSince.delete(icao24);
          declared.push({ ...last, state: 'removed', receivedAtMs: nowMs });
        } else if (last.state === 'seen' && silentMs >= staleAfterMs(intervalMs)) {
          const stale: Position = { ...last, state: 'stale', receivedAtMs: nowMs };
          lastRecords.set(icao24, stale);
          declared.push(stale);
        }
      }
      return declared;
    },
    aircraft: () => lastRecords.size,
  };
}
