import { isIcao24, isSimulatedAddress } from './address.ts';
import { distanceM, type LatLon } from './geo.ts';
import type { Observation } from './observation.ts';
import { ADSC_LIFETIME_MS, type Position, type PositionKind } from './position.ts';

/** Why a row was not published, in the order in which it is asked. */
export const REJECT_REASONS = [
  /** Not a record at all. */
  'row_invalid',
  'address_invalid',
  /** A real feed uses an address of the simulator's block. */
  'simulated_block',
  /** The aircraft asks for privacy, and the filter is on. */
  'privacy',
  'no_position',
  'position_range',
  /** Exactly 0, 0: what a transponder without a fix sends. */
  'position_zero',
  /** The feed doesn't say when. */
  'no_time',
  'too_old',
  'future',
  'duplicate',
  /** Older than what was accepted before. */
  'older',
  /** Further from the last position than an aircraft gets in that time. */
  'jump',
  /** More aircraft than are held in memory. */
  'crowded',
] as const;
export type RejectReason = (typeof REJECT_REASONS)[number];

/** How old a position may be when it is read. */
export const MAX_AGE_MS = 60_000;
/** How far ahead of the producer's clock a position may be, once the feed's clock offset is taken out. */
export const MAX_AHEAD_MS = 5000;
/** Feeds state the age in tenths of a second, so one fix comes with times that differ by that much. */
const SAME_FIX_MS = 250;

/** Mach 2.5 at sea level, the bound that tar1090 uses too. */
const FASTEST_MPS = 850;
/** What an aircraft may exceed its reported ground speed by; reports lag behind in acceleration. */
const SPEED_FACTOR = 2.2;
const SPEED_MARGIN_MPS = 50;
/** What a position may be off by, MLAT more than others, beside the timing of a fix that is a second off. */
const JUMP_MARGIN_M = 3000;
/** So many positions that agree with each other but not with the last one show that the last one was wrong. */
const AGREEING_SUSPECTS = 3;

export interface QualityGateOptions {
  readonly feed: string;
  readonly kind: PositionKind;
  /** Drop aircraft that ask for privacy. */
  readonly privacyFilter: boolean;
  /** How much faster than in reality time runs, for a recording that is played fast. @default 1 */
  readonly timeScale?: number;
  /** Bound of memory. @default 100000 */
  readonly maxAircraft?: number;
}

/** Judges the rows of one feed, one after the other. */
export interface QualityGate {
  /**
   * @param observation the row
   * @param readAtMs when it was read from the feed: its age is counted up to here
   * @param publishedAtMs becomes `receivedAtMs`
   * @returns the position to publish, or why not
   */
  judge(observation: Observation, readAtMs: number, publishedAtMs: number): Position | RejectReason;
  /** Forgets an aircraft that is gone; its next position is a first one. */
  forget(icao24: string): void;
  /** Forgets all: what comes next has nothing to do with what came before, as when a recording begins again. */
  reset(): void;
  /** Aircraft held in memory. */
  aircraft(): number;
}

interface Memory {
  last: Position;
  suspect: Position | null;
  suspects: number;
}

/** A gate with a memory of the last accepted position of each aircraft. */
export function createQualityGate({
  feed,
  kind,
  privacyFilter,
  timeScale = 1,
  maxAircraft = 100_000,
}: QualityGateOptions): QualityGate {
  const memories = new Map<string, Memory>();

  function refusal(row: Observation, readAtMs: number): RejectReason | null {
    if (!isIcao24(row.icao24)) return 'address_invalid';
    if (isSimulatedAddress(row.icao24) !== (kind === 'simulated')) return 'simulated_block';
    if (privacyFilter && row.wantsPrivacy) return 'privacy';
    return placeRefusal(row.lat, row.lon) ?? timeRefusal(row, readAtMs);
  }

  return {
    judge(row, readAtMs, publishedAtMs) {
      const refused = refusal(row, readAtMs);
      if (refused !== null) return refused;
      const position = asPosition(row, feed, kind, publishedAtMs);
      const memory = memories.get(position.icao24);
      if (memory === undefined) {
        if (memories.size >= maxAircraft) return 'crowded';
        memories.set(position.icao24, { last: position, suspect: null, suspects: 0 });
        return position;
      }
      const doubted = orderRefusal(position, memory.last, timeScale) ?? jumpRefusal(position, memory, timeScale);
      if (doubted !== null) return doubted;
      memory.last = position;
      memory.suspect = null;
      return position;
    },
    forget: (icao24) => void memories.delete(icao24),
    reset: () => memories.clear(),
    aircraft: () => memories.size,
  };
}

function placeRefusal(lat: number | null, lon: number | null): RejectReason | null {
  if (lat === null || lon === null) return 'no_position';
  if (!(lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180)) return 'position_range';
  return lat === 0 && lon === 0 ? 'position_zero' : null;
}

function timeRefusal({ observedAtMs, source }: Observation, readAtMs: number): RejectReason | null {
  if (observedAtMs === null || !Number.isFinite(observedAtMs)) return 'no_time';
  if (readAtMs - observedAtMs > (source === 'adsc' ? ADSC_LIFETIME_MS : MAX_AGE_MS)) return 'too_old';
  return observedAtMs - readAtMs > MAX_AHEAD_MS ? 'future' : null;
}

function orderRefusal(position: Position, last: Position, timeScale: number): RejectReason | null {
  const laterMs = position.observedAtMs - last.observedAtMs;
  const samePlace = position.lat === last.lat && position.lon === last.lon;
  if (laterMs === 0 || (samePlace && Math.abs(laterMs) * timeScale <= SAME_FIX_MS)) return 'duplicate';
  return laterMs < 0 ? 'older' : null;
}

/** A first wrong position must not lock the right ones out: after some that agree with each other, they are believed. */
function jumpRefusal(position: Position, memory: Memory, timeScale: number): RejectReason | null {
  if (isReachable(memory.last, position, timeScale)) return null;
  const agrees = memory.suspect !== null && isReachable(memory.suspect, position, timeScale);
  memory.suspects = agrees ? memory.suspects + 1 : 1;
  memory.suspect = position;
  return memory.suspects < AGREEING_SUSPECTS ? 'jump' : null;
}

type Moving = LatLon & Pick<Position, 'observedAtMs' | 'groundSpeedMps'>;

/** Whether an aircraft can have come from one position to the other in the time between. */
export function isReachable(from: Moving, to: Moving, timeScale = 1): boolean {
  const seconds = (Math.max(0, to.observedAtMs - from.observedAtMs) * timeScale) / 1000;
  const reachM = JUMP_MARGIN_M + seconds * fastestMps(from.groundSpeedMps, to.groundSpeedMps);
  // A degree of latitude is 111 km: most pairs need no trigonometry.
  if (Math.abs(to.lat - from.lat) * 111_000 > reachM * 1.01) return false;
  return distanceM(from, to) <= reachM;
}

function fastestMps(before: number | null, after: number | null): number {
  if (before === null || after === null) return FASTEST_MPS;
  return Math.min(FASTEST_MPS, Math.max(before, after) * SPEED_FACTOR + SPEED_MARGIN_MPS);
}

function asPosition(row: Observation, feed: string, kind: PositionKind, publishedAtMs: number): Position {
  return {
    icao24: row.icao24,
    observedAtMs: row.observedAtMs ?? publishedAtMs,
    receivedAtMs: publishedAtMs,
    lat: row.lat ?? 0,
    lon: row.lon ?? 0,
    altitudeM: row.altitudeM,
    geoAltitudeM: row.geoAltitudeM,
    onGround: row.onGround,
    groundSpeedMps: row.groundSpeedMps,
    trackDeg: row.trackDeg,
    verticalRateMps: row.verticalRateMps,
    callsign: row.callsign,
    registration: row.registration,
    typeCode: row.typeCode,
    flightNumber: row.flightNumber,
    airline: row.airline,
    origin: row.origin,
    destination: row.destination,
    squawk: row.squawk,
    category: row.category,
    emergency: row.emergency,
    source: row.source,
    feed,
    kind,
    level: 'world',
    state: 'seen',
  };
}
