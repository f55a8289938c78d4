/** Where a position comes from: the real sky now, a recording of it, or the simulator. The three are never mixed unmarked. */
export const POSITION_KINDS = ['live', 'replay', 'simulated'] as const;
export type PositionKind = (typeof POSITION_KINDS)[number];

/** How a position was measured. */
export const POSITION_SOURCES = ['adsb', 'mlat', 'adsc', 'tisb', 'flarm', 'other'] as const;
export type PositionSource = (typeof POSITION_SOURCES)[number];

/** The coarsest level of detail that a record is published for. */
export const LEVELS = ['world', 'regional', 'fine'] as const;
export type Level = (typeof LEVELS)[number];

/** `seen` is a fix; `stale` says the feeds lost the aircraft; `removed` that it is gone. In this order they supersede each other at one observation. */
export const POSITION_STATES = ['seen', 'stale', 'removed'] as const;
export type PositionState = (typeof POSITION_STATES)[number];

/** What an aircraft says about itself, apart from where it is. Absent values are null. */
export interface Identity {
  /** Flight identification as transmitted, trimmed: `DLH4TR`. */
  readonly callsign: string | null;
  /** Registration mark: `D-AIRX`. */
  readonly registration: string | null;
  /** ICAO type designator: `A321`. */
  readonly typeCode: string | null;
  /** Marketing flight number, only where the aircraft itself states it: `LH102`. */
  readonly flightNumber: string | null;
  /** ICAO code of the operator, only where stated: `DLH`. */
  readonly airline: string | null;
  /** IATA code of the departure airport, only where stated. */
  readonly origin: string | null;
  /** IATA code of the destination airport, only where stated. */
  readonly destination: string | null;
  /** Mode A code, four octal digits. */
  readonly squawk: string | null;
  /** ADS-B emitter category, `A0` to `D7`. */
  readonly category: string | null;
}

/**
 * One observation of one aircraft. Identity is (`icao24`, `observedAtMs`): a position seen twice is the same position,
 * whatever its Kafka offset.
 */
export interface Position extends Identity {
  readonly icao24: string;
  /** When the aircraft was there: time of receipt less the age that the feed states, epoch ms on the producer's clock. */
  readonly observedAtMs: number;
  /** When the producer published it, epoch ms on its own clock; for `stale` and `removed`, when it was declared so. */
  readonly receivedAtMs: number;
  /** Degrees, WGS-84. */
  readonly lat: number;
  readonly lon: number;
  /** Barometric altitude in metres above the 1013.25 hPa level. */
  readonly altitudeM: number | null;
  /** Altitude above the WGS-84 ellipsoid in metres. */
  readonly geoAltitudeM: number | null;
  readonly onGround: boolean;
  readonly groundSpeedMps: number | null;
  /** Degrees clockwise from true north, 0 to 360. */
  readonly trackDeg: number | null;
  /** Metres per second, positive when climbing. */
  readonly verticalRateMps: number | null;
  /** `general`, `lifeguard`, `minfuel`, `nordo`, `unlawful`, `downed`; null is none. */
  readonly emergency: string | null;
  readonly source: PositionSource;
  /** The feed's configured name. */
  readonly feed: string;
  readonly kind: PositionKind;
  readonly level: Level;
  readonly state: PositionState;
}

const STATE_RANK: Record<PositionState, number> = { seen: 0, stale: 1, removed: 2 };

/** Whether `candidate` supersedes `current` for the same aircraft: a newer observation, or a later state of the same one. */
export function supersedes(
  candidate: Pick<Position, 'observedAtMs' | 'state'>,
  current: Pick<Position, 'observedAtMs' | 'state'>,
): boolean {
  if (candidate.observedAtMs !== current.observedAtMs) return candidate.observedAtMs > current.observedAtMs;
  return STATE_RANK[candidate.state] > STATE_RANK[current.state];
}

/** Mode A codes that declare an emergency: unlawful interference, radio failure, general. */
const EMERGENCY_SQUAWKS = new Set(['7500', '7600', '7700']);

export function isEmergency(position: Pick<Position, 'emergency' | 'squawk'>): boolean {
  return position.emergency !== null || (position.squawk !== null && EMERGENCY_SQUAWKS.has(position.squawk));
}

/** How long an ADS-C report stays valid; aircraft over oceans report every 14 to 30 minutes (readsb's own limit). */
export const ADSC_LIFETIME_MS = 33 * 60_000;
