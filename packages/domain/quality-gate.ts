import { removedAfterMs } from './lifecycle.ts';
import type { Observation } from './observation.ts';
import type { Position, PositionKind } from './position.ts';
import { createTrack, createTrackJudge, type GateOutcomes, type Track } from './quality-gate/follow-track.ts';
import { positionOfRow } from './quality-gate/position-of-row.ts';
import { MAX_AGE_MS, rowRefusal } from './quality-gate/row-refusal.ts';

export interface QualityGateOptions {
  readonly feed: string;
  readonly kind: PositionKind;
  /** Drop aircraft that ask for privacy. */
  readonly privacyFilter: boolean;
  /** Whether an aircraft was erased and stays out. @default none was */
  readonly isErased?: (icao24: string) => boolean;
  /** Hold an aircraft's first fix until a second agrees: for feeds whose sender doesn't ask for that. @default false */
  readonly confirmsFirst?: boolean;
  /** How much faster than in reality time runs, for a recording that is played fast. @default 1 */
  readonly timeScale?: number;
  /** Bound of memory. @default 100000 */
  readonly maxAircraft?: number;
  /** Gets each row's fate once: at once, or when a later fix shows it. */
  readonly outcomes: GateOutcomes;
}

/**
 * Judges the rows of one feed, one after the other. A fix that leaps is held rather than believed: it is accepted when
 * the next ones agree with it, in order, and rejected when they don't. Rows judged = accepted + rejected + held.
 */
export interface QualityGate {
  /**
   * @param row the row
   * @param readAtMs when it was read from the feed: its age is counted up to here
   * @param publishedAtMs becomes `receivedAtMs` of whatever is accepted by this
   */
  judge(row: Observation, readAtMs: number, publishedAtMs: number): void;
  /**
   * Rejects what was held for as long as a position may be old, and forgets aircraft that the feed lost.
   * @param intervalMs how often the feed delivers
   */
  expire(nowMs: number, intervalMs: number): void;
  /** Forgets an aircraft that is gone; its next position is a first one. */
  forget(icao24: string): void;
  /** Forgets all: what comes next has nothing to do with what came before, as when a recording begins again. */
  reset(): void;
  /** Fixes that wait for confirmation. */
  held(): number;
  /** Aircraft held in memory. */
  aircraft(): number;
}

interface Memory extends Track {
  heardAtMs: number;
}

const NOBODY = (): boolean => false;

/** A gate with a memory of the last accepted position of each aircraft. */
export function createQualityGate(options: QualityGateOptions): QualityGate {
  const { kind, privacyFilter, isErased = NOBODY, confirmsFirst = false, timeScale = 1, outcomes } = options;
  const { maxAircraft = 100_000 } = options;
  const rules = { kind, privacyFilter, isErased };
  const tracks = createTrackJudge({ timeScale, outcomes });
  const memories = new Map<string, Memory>();

  function begin(fix: Position): void {
    if (memories.size >= maxAircraft) {
      outcomes.rejected('crowded');
      return;
    }
    const memory: Memory = { ...createTrack(fix), heardAtMs: fix.receivedAtMs };
    memories.set(fix.icao24, memory);
    if (!confirmsFirst) tracks.acceptFirst(memory);
  }

  function drop(icao24: string, memory: Memory): void {
    memories.delete(icao24);
    tracks.rejectHeld(memory, 'unconfirmed');
  }

  return {
    judge(row, readAtMs, publishedAtMs) {
      const refused = rowRefusal(row, readAtMs, rules);
      if (refused !== null) {
        outcomes.rejected(refused);
        return;
      }
      const fix = positionOfRow(row, options, publishedAtMs);
      const memory = memories.get(fix.icao24);
      if (memory === undefined) {
        begin(fix);
        return;
      }
      memory.heardAtMs = publishedAtMs;
      tracks.follow(memory, fix);
    },
    expire(nowMs, intervalMs) {
      for (const [icao24, memory] of memories) {
        const { last, held } = memory;
        if (nowMs - memory.heardAtMs >= removedAfterMs(intervalMs, last?.source ?? 'other')) drop(icao24, memory);
        else if (held[0] !== undefined && nowMs - held[0].receivedAtMs >= MAX_AGE_MS)
          tracks.rejectHeld(memory, 'unconfirmed');
      }
    },
    forget(icao24) {
      const memory = memories.get(icao24);
      if (memory !== undefined) drop(icao24, memory);
    },
    reset() {
      for (const [icao24, memory] of memories) drop(icao24, memory);
    },
    held() {
      let held = 0;
      for (const memory of memories.values()) held += memory.held.length;
      return held;
    },
    aircraft: () => memories.size,
  };
}
