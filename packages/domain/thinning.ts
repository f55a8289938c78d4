import { isFineOnly } from './level.ts';
import { coarsestMissed, NO_LEVEL, type LevelNumber } from './misses.ts';
import { LEVELS, type Position } from './position.ts';
import {
  isChanged,
  isDue,
  isSoonDue,
  publishedRecord,
  withShownAltitude,
  type PublishedRecord,
} from './published-record.ts';

export interface ThinningOptions {
  /** Bound of memory; all fixes of aircraft beyond it are published. @default 100000 */
  readonly maxAircraft?: number;
}

/**
 * Chooses which fixes are worth a record, and for which levels of detail, with this promise: after each fix, `predict`
 * from the last record of a level, as a viewer at that level decodes it, is within the level's tolerance of the fix, and
 * a level's viewers hear of every aircraft at least as often as its keepalive says.
 */
export interface Thinning {
  /**
   * @param fix of state `seen`, newer than those before it
   * @param feedIntervalMs how often its feed delivers
   * @returns the record to publish: the fix with the coarsest level that needs it; null where none does
   */
  judge(fix: Position, feedIntervalMs: number): Position | null;
  /**
   * A record that was judged is published at another level, because those before it were dropped on the way. Where it isn't
   * the aircraft's last, the next fix is published for all.
   */
  republished(record: Position): void;
  /**
   * Gives a `stale` or `removed` record to those who were told of the aircraft: all, but of vehicles and obstacles.
   * What was published of it is forgotten.
   */
  declared(record: Position): Position;
  /** Forgets what was published of an aircraft: its next fix is published for all. */
  clear(icao24: string): void;
  clearAll(): void;
  /** Aircraft held in memory. */
  aircraft(): number;
}

interface Memory {
  /** By number of level. */
  readonly records: (PublishedRecord | null)[];
  newestMs: number;
  wasOnGround: boolean;
  isFineOnly: boolean;
}

const WORLD: LevelNumber = 0;
const FINE: LevelNumber = LEVELS.length - 1;

export function createThinning({ maxAircraft = 100_000 }: ThinningOptions = {}): Thinning {
  const memories = new Map<string, Memory>();

  function begin(fix: Position): Position {
    const coarsest = isFineOnly(fix) ? FINE : WORLD;
    if (memories.size < maxAircraft) {
      const records = LEVELS.map(() => null);
      const { observedAtMs: newestMs, onGround: wasOnGround } = fix;
      const memory: Memory = { records, newestMs, wasOnGround, isFineOnly: coarsest === FINE };
      memories.set(fix.icao24, memory);
      remember(memory, fix, coarsest);
    }
    return atLevel(fix, coarsest);
  }

  return {
    judge(fix, feedIntervalMs) {
      const memory = memories.get(fix.icao24);
      if (memory === undefined) return begin(fix);
      // Whoever has the newer one has no use for it.
      if (fix.observedAtMs <= memory.newestMs) return null;
      const needed = neededLevel(memory, fix, feedIntervalMs);
      memory.newestMs = fix.observedAtMs;
      memory.wasOnGround = fix.onGround;
      if (needed === NO_LEVEL) return null;
      remember(memory, fix, needed);
      return atLevel(fix, needed);
    },
    republished(record) {
      const memory = memories.get(record.icao24);
      if (memory === undefined) return;
      if (memory.records[FINE]?.fixAtMs === record.observedAtMs) remember(memory, record, LEVELS.indexOf(record.level));
      // Another feed has published since: some levels' records are of those that were dropped.
      else memories.delete(record.icao24);
    },
    declared(record) {
      const memory = memories.get(record.icao24);
      const isFine = record.state === 'stale' && (memory?.isFineOnly ?? isFineOnly(record)) && !memory?.records[WORLD];
      memories.delete(record.icao24);
      return atLevel(record, isFine ? FINE : WORLD);
    },
    clear: (icao24) => void memories.delete(icao24),
    clearAll: () => memories.clear(),
    aircraft: () => memories.size,
  };
}

/**
 * The coarsest level whose viewers need the fix. Each record is judged by the tolerances of its own level and of those
 * coarser: of a snapshot, and after zooming out, a viewer holds a finer one.
 */
function neededLevel(memory: Memory, fix: Position, feedIntervalMs: number): LevelNumber {
  memory.isFineOnly = fix.category === null ? memory.isFineOnly : isFineOnly(fix);
  const coarsest = memory.isFineOnly ? FINE : WORLD;
  const shown = withShownAltitude(fix);
  // One fix on the other side may be a transponder's error; two are a landing or a take-off.
  const isHeld = memory.wasOnGround === fix.onGround;
  let needed = NO_LEVEL;
  for (let level = coarsest; level <= FINE && needed > coarsest; level++) {
    const record = memory.records[level];
    const name = LEVELS[level];
    if (record == null || name === undefined) return coarsest;
    const isOtherwise = (isHeld && record.onGround !== fix.onGround) || isChanged(record, fix);
    if (isOtherwise || isDue(record, shown, name, feedIntervalMs)) needed = Math.min(needed, level);
    needed = Math.min(needed, Math.max(coarsest, coarsestMissed(record, shown, level)));
  }
  if (needed === NO_LEVEL) return needed;
  const early = memory.records.findIndex((record, level) => {
    const name = LEVELS[level];
    return record !== null && name !== undefined && isSoonDue(record, shown, name, feedIntervalMs);
  });
  return early === -1 ? needed : Math.min(needed, Math.max(coarsest, early));
}

/** A record for a level is one for all finer levels too. */
function remember(memory: Memory, fix: Position, coarsest: LevelNumber): void {
  const shown = withShownAltitude(fix);
  for (let level = coarsest; level <= FINE; level++) {
    const name = LEVELS[level];
    if (name !== undefined) memory.records[level] = publishedRecord(shown, name);
  }
}

function atLevel(fix: Position, number: LevelNumber): Position {
  const level = LEVELS[number];
  return level === undefined || level === fix.level ? fix : { ...fix, level };
}
