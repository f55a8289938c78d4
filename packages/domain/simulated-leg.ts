import type { Airport } from './airports.ts';
import { bearingDeg, distanceM, EARTH_RADIUS_M, type LatLon } from './geo.ts';

/** One simulated flight from one airport to another: a great circle, flown as climb, cruise and descent. */
export interface SimulatedLeg {
  readonly origin: Airport;
  readonly destination: Airport;
  readonly cruiseAltitudeM: number;
  readonly cruiseSpeedMps: number;
  readonly climbS: number;
  readonly cruiseS: number;
  readonly descentS: number;
  /** From lift-off to touch-down. */
  readonly durationS: number;
  /** Degrees true when leaving. */
  readonly departureTrackDeg: number;
  /** Angle between the two airports at the centre of the earth, radians. */
  readonly angle: number;
}

/** Where a simulated aircraft is and how it moves. */
export interface SimulatedMotion extends LatLon {
  /** Null on the ground. */
  readonly altitudeM: number | null;
  readonly groundSpeedMps: number;
  readonly trackDeg: number;
  readonly verticalRateMps: number;
  readonly onGround: boolean;
}

/** Speeds at lift-off and touch-down: some 150 and 135 kt. */
const TAKE_OFF_MPS = 77;
const LANDING_MPS = 69;
/** Mean rates of an airliner: 1800 ft/min up, 1500 ft/min down. */
const CLIMB_MPS = 9.1;
const DESCENT_MPS = 7.6;
const RAD = Math.PI / 180;

/** The shortest distance in metres on which climb and descent leave room for a cruise. */
export function shortestLegM(cruiseAltitudeM: number, cruiseSpeedMps: number): number {
  const climbM = ((TAKE_OFF_MPS + cruiseSpeedMps) / 2) * (cruiseAltitudeM / CLIMB_MPS);
  const descentM = ((LANDING_MPS + cruiseSpeedMps) / 2) * (cruiseAltitudeM / DESCENT_MPS);
  return climbM + descentM;
}

/** Plans a flight. The distance must be above {@link shortestLegM}. */
export function planLeg(
  origin: Airport,
  destination: Airport,
  cruiseAltitudeM: number,
  cruiseSpeedMps: number,
): SimulatedLeg {
  const climbS = cruiseAltitudeM / CLIMB_MPS;
  const descentS = cruiseAltitudeM / DESCENT_MPS;
  const lengthM = distanceM(origin, destination);
  const cruiseS = Math.max(0, (lengthM - shortestLegM(cruiseAltitudeM, cruiseSpeedMps)) / cruiseSpeedMps);
  return {
    origin,
    destination,
    cruiseAltitudeM,
    cruiseSpeedMps,
    climbS,
    cruiseS,
    descentS,
    durationS: climbS + cruiseS + descentS,
    departureTrackDeg: bearingDeg(origin, destination),
    angle: lengthM / EARTH_RADIUS_M,
  };
}

/** The aircraft waits at the leg's origin. */
export function motionAtGate(leg: SimulatedLeg): SimulatedMotion {
  return {
    lat: leg.origin.lat,
    lon: leg.origin.lon,
    altitudeM: null,
    groundSpeedMps: 0,
    trackDeg: leg.departureTrackDeg,
    verticalRateMps: 0,
    onGround: true,
  };
}

/** The aircraft has arrived at the leg's destination. */
export function motionArrived(leg: SimulatedLeg): SimulatedMotion {
  return {
    lat: leg.destination.lat,
    lon: leg.destination.lon,
    altitudeM: null,
    groundSpeedMps: 0,
    trackDeg: (bearingDeg(leg.destination, leg.origin) + 180) % 360,
    verticalRateMps: 0,
    onGround: true,
  };
}

/**
 * The cruise speed at which a flight takes that long from lift-off to touch-down: climb and descent take their time and go
 * half of the cruise speed's way, the rest is flown at it. Infinity where there is no time for that.
 */
export function cruiseSpeedFor(lengthM: number, cruiseAltitudeM: number, durationS: number): number {
  const climbS = cruiseAltitudeM / CLIMB_MPS;
  const descentS = cruiseAltitudeM / DESCENT_MPS;
  const restS = durationS - (climbS + descentS) / 2;
  return restS <= 0 ? Infinity : (lengthM - (TAKE_OFF_MPS * climbS + LANDING_MPS * descentS) / 2) / restS;
}

/** @param seconds since lift-off, 0 to the leg's duration */
export function motionOnLeg(leg: SimulatedLeg, seconds: number): SimulatedMotion {
  const { climbS, cruiseS, descentS, cruiseSpeedMps, cruiseAltitudeM } = leg;
  if (seconds < climbS) {
    const gained = (cruiseSpeedMps - TAKE_OFF_MPS) / climbS;
    const flownM = TAKE_OFF_MPS * seconds + (gained * seconds * seconds) / 2;
    return along(leg, flownM, TAKE_OFF_MPS + gained * seconds, CLIMB_MPS * seconds, CLIMB_MPS);
  }
  const climbM = ((TAKE_OFF_MPS + cruiseSpeedMps) / 2) * climbS;
  const cruised = seconds - climbS;
  if (cruised < cruiseS) return along(leg, climbM + cruiseSpeedMps * cruised, cruiseSpeedMps, cruiseAltitudeM, 0);
  const descending = Math.min(descentS, cruised - cruiseS);
  const lost = (cruiseSpeedMps - LANDING_MPS) / descentS;
  const flownM = climbM + cruiseSpeedMps * cruiseS + cruiseSpeedMps * descending - (lost * descending * descending) / 2;
  const altitudeM = Math.max(0, cruiseAltitudeM - DESCENT_MPS * descending);
  return along(leg, flownM, cruiseSpeedMps - lost * descending, altitudeM, -DESCENT_MPS);
}

function along(
  leg: SimulatedLeg,
  flownM: number,
  groundSpeedMps: number,
  altitudeM: number,
  verticalRateMps: number,
): SimulatedMotion {
  const point = onGreatCircle(leg, Math.min(1, flownM / (leg.angle * EARTH_RADIUS_M)));
  return { ...point, altitudeM, groundSpeedMps, verticalRateMps, onGround: false };
}

/** Spherical interpolation between the airports, and the track there. */
function onGreatCircle(leg: SimulatedLeg, fraction: number): LatLon & { readonly trackDeg: number } {
  const { origin, destination, angle } = leg;
  const a = Math.sin((1 - fraction) * angle);
  const b = Math.sin(fraction * angle);
  const cosLatA = Math.cos(origin.lat * RAD);
  const cosLatB = Math.cos(destination.lat * RAD);
  const x = a * cosLatA * Math.cos(origin.lon * RAD) + b * cosLatB * Math.cos(destination.lon * RAD);
  const y = a * cosLatA * Math.sin(origin.lon * RAD) + b * cosLatB * Math.sin(destination.lon * RAD);
  const z = a * Math.sin(origin.lat * RAD) + b * Math.sin(destination.lat * RAD);
  const point = { lat: Math.atan2(z, Math.hypot(x, y)) / RAD, lon: Math.atan2(y, x) / RAD };
  // Near the end the bearing to it is that of a vanishing distance; from the start it is stable there.
  const trackDeg = fraction < 0.5 ? bearingDeg(point, destination) : (bearingDeg(point, origin) + 180) % 360;
  return { ...point, trackDeg };
}
