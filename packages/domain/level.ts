import { LEVELS, type Level, type Position } from './position.ts';

/** By how much what is shown may miss the newest fix before a record is published. */
export interface Tolerance {
  readonly positionM: number;
  readonly altitudeM: number;
  readonly speedMps: number;
  readonly trackDeg: number;
}

/** What a viewer at one level of detail gets. */
export interface LevelRule {
  readonly level: Level;
  /** The lowest zoom of the map that shows this level. */
  readonly fromZoom: number;
  /** Decimal digits of longitude and latitude on the wire. */
  readonly digits: number;
  /** Edge of the level's tiles in degrees; see level-tiles.ts. */
  readonly tileDeg: number;
  readonly tolerance: Tolerance;
  /** Longest time without a record for an aircraft that its feed has, ms; see {@link keepaliveMs}. */
  readonly keepaliveMs: number;
  /** Shortest time between two frames to one viewer, ms. */
  readonly frameEveryMs: number;
}

export const LEVEL_RULES: Readonly<Record<Level, LevelRule>> = {
  world: {
    level: 'world',
    fromZoom: 0,
    digits: 4,
    tileDeg: 45,
    tolerance: { positionM: 2000, altitudeM: 300, speedMps: 25, trackDeg: 15 },
    keepaliveMs: 60_000,
    frameEveryMs: 5000,
  },
  regional: {
    level: 'regional',
    fromZoom: 6,
    digits: 4,
    tileDeg: 6,
    tolerance: { positionM: 250, altitudeM: 90, speedMps: 10, trackDeg: 6 },
    keepaliveMs: 30_000,
    frameEveryMs: 2000,
  },
  fine: {
    level: 'fine',
    fromZoom: 9,
    digits: 5,
    tileDeg: 1.5,
    tolerance: { positionM: 50, altitudeM: 30, speedMps: 5, trackDeg: 3 },
    keepaliveMs: 15_000,
    frameEveryMs: 1000,
  },
};

/** Below this altitude aircraft manoeuvre, and a straight line is off by kilometres after a minute. */
export const LOW_ALTITUDE_M = 3000;
const LOW_KEEPALIVE_MS = 30_000;

export function isLow({ altitudeM }: Pick<Position, 'altitudeM'>): boolean {
  return altitudeM !== null && altitudeM < LOW_ALTITUDE_M;
}

/**
 * Longest time without a record of an aircraft that its feed has, ms: where the feed reports less often, its interval.
 * @param feedIntervalMs how often the feed delivers; 0 where that isn't known
 */
export function keepaliveMs(level: Level, position: Pick<Position, 'altitudeM'>, feedIntervalMs = 0): number {
  const usual = LEVEL_RULES[level].keepaliveMs;
  return Math.max(isLow(position) ? Math.min(usual, LOW_KEEPALIVE_MS) : usual, feedIntervalMs);
}

/** Silence means "still as predicted" until so many keepalives have passed: one may be on its way. */
const SILENT_KEEPALIVES = 1.5;

/** How long after its last record an aircraft counts as confirmed, ms. */
export function confirmedMs(level: Level, position: Pick<Position, 'altitudeM'>, feedIntervalMs = 0): number {
  return SILENT_KEEPALIVES * keepaliveMs(level, position, feedIntervalMs);
}

/** The map may be moved by so much over a boundary before the level changes back. */
const HYSTERESIS_ZOOM = 0.3;

/** The level of a map at this zoom; one that holds a level keeps it until it is clearly beyond. */
export function levelForZoom(zoom: number, held?: Level): Level {
  const level = levelAt(zoom);
  if (held === undefined || held === level) return level;
  const isFiner = LEVELS.indexOf(level) > LEVELS.indexOf(held);
  return levelAt(isFiner ? zoom - HYSTERESIS_ZOOM : zoom + HYSTERESIS_ZOOM) === held ? held : level;
}

function levelAt(zoom: number): Level {
  if (zoom >= LEVEL_RULES.fine.fromZoom) return 'fine';
  return zoom >= LEVEL_RULES.regional.fromZoom ? 'regional' : 'world';
}

/** Vehicles and obstacles on the ground (emitter category C) are for those who look closely. */
export function isFineOnly({ category }: Pick<Position, 'category'>): boolean {
  return category?.startsWith('C') === true;
}

/** The next coarser level; the world is the coarsest. */
export function coarserLevel(level: Level): Level {
  return level === 'fine' ? 'regional' : 'world';
}

/** Whether a viewer at `level` gets a record that was published for `published`. */
export function includesLevel(level: Level, published: Level): boolean {
  return LEVELS.indexOf(published) <= LEVELS.indexOf(level);
}
