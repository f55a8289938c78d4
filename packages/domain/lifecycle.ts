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

/** What to do about an aircraft that one feed lost, where others may have it. */
export type SilenceRule = (icao24: string, state: 'stale' | 'removed', nowMs: number) => 'declare' | 'wait' | 'forget';

const ALL: SilenceRule = () => 'declare';

/** Watches for silence: which aircraft of one feed were lost, and which are gone. */
export interface Lifecycle {
  /** Notes an accepted fix. */
  seen(position: Position): void;
  /**
   * The records to publish now: the last fix again, with the same `observedAtMs`, as `stale` once and later as `removed`
   * once. A removed aircraft is forgotten.
   * @param intervalMs how often the feed delivers
   * @param silence asked before each: `wait` declares nothing now, `forget` never. @default declare all
   */
  declare(nowMs: number, intervalMs: number, silence?: SilenceRule): Position[];
  /** The record that removes an aircraft before its time, which is forgotten by that; null where none is held. */
  remove(icao24: string, nowMs: number): Position | null;
  /** Aircraft that are not gone. */
  aircraft(): number;
  addresses(): Iterable<string>;
}

/** The memory is bounded by what the quality gate lets in. */
export function createLifecycle(): Lifecycle {
  const lastRecords = new Map<string, Position>();
  const silentSince = new Map<string, number>();

  /** What an aircraft's silence of so long has become, where that was not declared yet. */
  function due(last: Position, silentMs: number, intervalMs: number): 'stale' | 'removed' | null {
    if (silentMs >= removedAfterMs(intervalMs, last.source)) return 'removed';
    return last.state === 'seen' && silentMs >= staleAfterMs(intervalMs) ? 'stale' : null;
  }

  function forget(icao24: string): void {
    lastRecords.delete(icao24);
    silentSince.delete(icao24);
  }

  return {
    seen(position) {
      lastRecords.set(position.icao24, position);
      silentSince.set(position.icao24, position.receivedAtMs);
    },
    declare(nowMs, intervalMs, silence = ALL) {
      const declared: Position[] = [];
      for (const [icao24, last] of lastRecords) {
        const state = due(last, nowMs - (silentSince.get(icao24) ?? nowMs), intervalMs);
        const verdict = state === null ? 'wait' : silence(icao24, state, nowMs);
        if (verdict === 'forget') forget(icao24);
        if (state === null || verdict !== 'declare') continue;
        const record: Position = { ...last, state, receivedAtMs: nowMs };
        if (state === 'removed') forget(icao24);
        else lastRecords.set(icao24, record);
        declared.push(record);
      }
      return declared;
    },
    remove(icao24, nowMs) {
      const last = lastRecords.get(icao24);
      forget(icao24);
      return last === undefined ? null : { ...last, state: 'removed', receivedAtMs: nowMs };
    },
    aircraft: () => lastRecords.size,
    addresses: () => lastRecords.keys(),
  };
}
