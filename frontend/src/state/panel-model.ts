import type { Aircraft as AircraftDetails } from '#contracts/http-aircraft.ts';
import type { JoinedFlight } from '#contracts/http-joined-flight.ts';
import { emergencyCode, isEmergencySquawk } from './emergency-code.ts';
import { predict, type MotionState } from '#domain/motion.ts';
import type { PositionKind, PositionSource } from '#domain/position.ts';
import type { Aircraft } from '../live/aircraft-store.ts';

/** How current the shown position is. */
export type Freshness =
  | { readonly kind: 'seen'; readonly ageMs: number }
  | { readonly kind: 'estimated'; readonly ageMs: number; readonly estimatedMs: number }
  | { readonly kind: 'ended'; readonly ageMs: number }
  | { readonly kind: 'lost'; readonly ageMs: number };

/** Everything that the panel says of an aircraft, in SI units; null is not known. */
export interface PanelModel {
  readonly icao24: string;
  /** What the aircraft is called: callsign, else registration, else its address. */
  readonly name: string;
  readonly callsign: string | null;
  readonly flightNumber: string | null;
  readonly registration: string | null;
  readonly typeCode: string | null;
  readonly airline: string | null;
  readonly category: string | null;
  readonly origin: string | null;
  readonly destination: string | null;
  /** The scheduled flight that it is taken to fly. */
  readonly flight: JoinedFlight | null;
  readonly onGround: boolean;
  /** Carried on with the vertical rate, as the map does. */
  readonly altitudeM: number | null;
  readonly altitudeIsGeometric: boolean;
  readonly groundSpeedMps: number | null;
  readonly trackDeg: number | null;
  readonly verticalRateMps: number | null;
  readonly lat: number;
  readonly lon: number;
  readonly squawk: string | null;
  /** A code of the dictionary's `panel.emergency`, null without an emergency. */
  readonly emergency: string | null;
  readonly source: PositionSource | null;
  readonly feed: string | null;
  readonly kind: PositionKind;
  readonly observedAtMs: number;
  /** `outside`: still received, but not where the map looks; `gone`: received no more. */
  readonly presence: 'here' | 'outside' | 'gone';
  readonly freshness: Freshness;
}

/** Below this a position counts as received rather than estimated; feeds deliver every second or so. */
const ESTIMATED_FROM_MS = 1500;
/** What the API tells is renewed every 30 s; whoever isn't heard for three of them has left. */
const GONE_AFTER_MS = 90_000;

/**
 * Joins what the live stream and the API say of one aircraft. The stream is newer; what it doesn't carry (registration of
 * an unseen aircraft, category, how it was measured) comes from the API.
 * @param live null when the page doesn't hold the aircraft (out of view or gone)
 * @param details null before the API has answered
 * @param nowMs on the server's clock
 */
export function panelModel(live: Aircraft | null, details: AircraftDetails | null, nowMs: number): PanelModel | null {
  const fix = live?.fix ?? fixOf(details);
  const icao24 = live?.icao24 ?? details?.icao24;
  if (fix === null || icao24 === undefined) return null;
  const identity = live?.identity ?? null;
  const known = details?.identity ?? null;
  const callsign = identity?.callsign ?? known?.callsign ?? null;
  const registration = identity?.registration ?? known?.registration ?? null;
  const squawk = identity?.squawk ?? known?.squawk ?? null;
  const isGone = live === null && nowMs - fix.observedAtMs > GONE_AFTER_MS;
  const shown = isGone ? fix : predict(fix, nowMs);
  return {
    icao24,
    name: callsign ?? registration ?? icao24.toUpperCase(),
    callsign,
    flightNumber: identity?.flightNumber ?? known?.flightNumber ?? null,
    registration,
    typeCode: identity?.typeCode ?? known?.typeCode ?? null,
    airline: known?.airline ?? null,
    category: known?.category ?? null,
    origin: identity?.origin ?? known?.origin ?? null,
    destination: identity?.destination ?? known?.destination ?? null,
    flight: details?.flight ?? null,
    onGround: fix.onGround,
    altitudeM: shown.altitudeM,
    altitudeIsGeometric: live?.geometricAltitude ?? details?.position.altitudeM === null,
    groundSpeedMps: fix.groundSpeedMps,
    trackDeg: fix.trackDeg,
    verticalRateMps: fix.verticalRateMps,
    lat: shown.lat,
    lon: shown.lon,
    squawk,
    emergency: emergencyOf(squawk, details?.position.emergency ?? null, live?.emergency ?? false),
    source: sourceOf(live, details),
    feed: identity?.feed || (details?.position.feed ?? null),
    kind: live?.kind ?? details?.kind ?? 'live',
    observedAtMs: fix.observedAtMs,
    presence: live !== null ? 'here' : isGone ? 'gone' : 'outside',
    freshness: freshnessOf(fix, nowMs, isGone),
  };
}

function fixOf(details: AircraftDetails | null): MotionState | null {
  if (details === null) return null;
  const { position } = details;
  return { ...position, altitudeM: position.altitudeM ?? position.geoAltitudeM };
}

function freshnessOf(fix: MotionState, nowMs: number, isGone: boolean): Freshness {
  const ageMs = Math.max(0, nowMs - fix.observedAtMs);
  if (isGone || fix.state !== 'seen') return { kind: 'lost', ageMs };
  const { extrapolatedMs, ended } = predict(fix, nowMs);
  // What doesn't move by itself (on the ground, without speed) is not estimated, and nothing about it has ended.
  if (extrapolatedMs === 0) return { kind: 'seen', ageMs };
  if (ended) return { kind: 'ended', ageMs };
  return extrapolatedMs < ESTIMATED_FROM_MS
    ? { kind: 'seen', ageMs }
    : { kind: 'estimated', ageMs, estimatedMs: extrapolatedMs };
}

function emergencyOf(squawk: string | null, stated: string | null, flagged: boolean): string | null {
  const isDeclared = flagged || stated !== null || (squawk !== null && isEmergencySquawk(squawk));
  return isDeclared ? emergencyCode(squawk, stated) : null;
}

function sourceOf(live: Aircraft | null, details: AircraftDetails | null): PositionSource | null {
  if (live?.mlat) return 'mlat';
  if (live?.longLived) return 'adsc';
  return details?.position.source ?? null;
}
