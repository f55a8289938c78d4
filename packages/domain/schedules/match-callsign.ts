import { distanceM, type LatLon } from '../geo.ts';
import type { FlightNumber } from './flight-number.ts';
import type { KnownFlight } from './known-flight.ts';

/** IATA designator of the carrier with an ICAO one, undefined where none is known: DLH → LH. */
export type IataOf = (icao: string) => string | undefined;

/** Three letters are an ICAO designator; two characters with a letter among them an IATA one. */
const CALLSIGN = /^([A-Z]{3}|[A-Z][A-Z0-9]|[0-9][A-Z])0*([1-9]\d{0,3})$/;

/**
 * The flight number that a callsign spells: DLH102, LH0102 and `LH102 ` are LH102. Most callsigns spell none: DLH4TR is
 * made so that it can't be mistaken for another one on the same frequency, and says nothing of the number.
 * @returns null where it spells none, or the carrier isn't known
 */
export function parseCallsign(callsign: string, iataOf: IataOf): FlightNumber | null {
  const match = CALLSIGN.exec(callsign.trim().toUpperCase());
  if (match === null) return null;
  const [, designator = '', digits = ''] = match;
  const airline = designator.length === 3 ? iataOf(designator) : designator;
  return airline === undefined ? null : { airline, number: Number(digits), suffix: '' };
}

/** An aircraft where it was last seen. */
export interface SeenAircraft extends LatLon {
  readonly observedAtMs: number;
  /** IATA codes, only where the aircraft itself states them. */
  readonly origin: string | null;
  readonly destination: string | null;
}

/** A flight that has the aircraft's number, with the places of its ends where they are known. */
export interface FlightCandidate {
  readonly flight: KnownFlight;
  readonly originAt: LatLon | null;
  readonly destinationAt: LatLon | null;
}

/** What agrees between an aircraft and a flight. */
export const MATCH_BASES = ['number', 'time', 'position', 'status'] as const;
export type MatchBasis = (typeof MATCH_BASES)[number];

/** How sure a match is. Never certain: a callsign is not a flight number, and schedules change. */
export const MATCH_CONFIDENCES = ['likely', 'possible'] as const;
export type MatchConfidence = (typeof MATCH_CONFIDENCES)[number];

export interface FlightMatch {
  readonly flight: KnownFlight;
  readonly confidence: MatchConfidence;
  readonly basis: readonly MatchBasis[];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Aircraft bear a flight's callsign from so long before its departure until so long after its arrival. */
const BEFORE_MS = 3 * HOUR_MS;
const AFTER_MS = 6 * HOUR_MS;
/** Within these the flight is where its times say. */
const PUNCTUAL_BEFORE_MS = 30 * MINUTE_MS;
const PUNCTUAL_AFTER_MS = 90 * MINUTE_MS;
/** An aircraft that has landed keeps its callsign until it is at its stand. */
const TAXI_MS = HOUR_MS;
/** 100 NM: approaches and holdings lead this far from the great circle. */
const NEAR_END_M = 185_200;
/** Way by the aircraft's place over the great circle; winds and airspace make real routes some 5 to 15 % longer. */
const MOST_DETOUR = 1.2;

/**
 * The flight that an aircraft is taken to fly, of those that have its number: the one whose times and route fit best.
 * `likely` where one alone can be meant, and the time and the place agree; `possible` where more can, or less agrees.
 * @returns null where none can be meant: an aircraft that is far from the route isn't on it
 */
export function matchFlight(aircraft: SeenAircraft, candidates: readonly FlightCandidate[]): FlightMatch | null {
  const fitting = candidates.flatMap((candidate) => {
    const basis = fit(aircraft, candidate);
    return basis === null
      ? []
      : [{ flight: candidate.flight, basis, offMs: offScheduleMs(aircraft, candidate.flight) }];
  });
  const [best, ...others] = fitting.sort((a, b) => b.basis.length - a.basis.length || a.offMs - b.offMs);
  if (best === undefined) return null;
  const { flight, basis } = best;
  const isLikely = others.length === 0 && basis.includes('time') && basis.includes('position');
  return { flight, basis, confidence: isLikely ? 'likely' : 'possible' };
}

/** What agrees, null where the flight can't be meant. */
function fit(aircraft: SeenAircraft, { flight, originAt, destinationAt }: FlightCandidate): MatchBasis[] | null {
  const { observedAtMs, origin, destination } = aircraft;
  if (flight.state === 'cancelled') return null;
  if (origin !== null && origin !== flight.departure.airport) return null;
  if (destination !== null && destination !== flight.arrival.airport) return null;
  const [fromMs, toMs] = timesOf(flight);
  if (observedAtMs < fromMs - BEFORE_MS || observedAtMs > toMs + AFTER_MS) return null;
  const landedAtMs = flight.arrival.actualMs;
  if (landedAtMs !== null && observedAtMs > landedAtMs + TAXI_MS) return null;
  const isNear = nearRoute(aircraft, originAt, destinationAt);
  if (isNear === false) return null;
  const isPunctual = observedAtMs >= fromMs - PUNCTUAL_BEFORE_MS && observedAtMs <= toMs + PUNCTUAL_AFTER_MS;
  return [
    'number',
    ...(isPunctual ? (['time'] as const) : []),
    ...(isNear === true ? (['position'] as const) : []),
    ...(flight.state === 'departed' ? (['status'] as const) : []),
  ];
}

/** Departure and arrival as they are best known; a late departure makes a late arrival. */
function timesOf({ departure, arrival }: KnownFlight): readonly [number, number] {
  const fromMs = departure.actualMs ?? departure.estimatedMs ?? departure.scheduledMs;
  const plannedMs = arrival.scheduledMs - departure.scheduledMs;
  const toMs = arrival.actualMs ?? arrival.estimatedMs ?? Math.max(arrival.scheduledMs, fromMs + plannedMs);
  return [fromMs, toMs];
}

/** How far the observation is from the middle of the flight. */
function offScheduleMs({ observedAtMs }: SeenAircraft, flight: KnownFlight): number {
  const [fromMs, toMs] = timesOf(flight);
  return Math.abs(observedAtMs - (fromMs + toMs) / 2);
}

/** Null where the ends aren't known well enough to say. */
function nearRoute(at: LatLon, origin: LatLon | null, destination: LatLon | null): boolean | null {
  const toEndsM = [origin, destination].map((end) => (end === null ? null : distanceM(at, end)));
  if (toEndsM.some((toEndM) => toEndM !== null && toEndM <= NEAR_END_M)) return true;
  const [fromOriginM, toDestinationM] = toEndsM;
  if (origin === null || destination === null || fromOriginM == null || toDestinationM == null) return null;
  return fromOriginM + toDestinationM <= MOST_DETOUR * distanceM(origin, destination);
}
