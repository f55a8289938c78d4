import { BLANK_OBSERVATION, type Observation } from './observation.ts';
import type { SimulatedLeg, SimulatedMotion } from './simulated-leg.ts';

/** What a simulated aircraft says of itself, whichever flight it is on. */
export interface SimulatedIdentity {
  readonly icao24: string;
  readonly callsign: string;
  readonly flightNumber: string;
  /** ICAO designator. */
  readonly airline: string;
  readonly typeCode: string;
  readonly squawk: string;
}

/** Rounded as finely as a transponder would say it. */
export function simulatedObservation(
  { icao24, callsign, flightNumber, airline, typeCode, squawk }: SimulatedIdentity,
  leg: SimulatedLeg,
  motion: SimulatedMotion,
  atMs: number,
): Observation {
  return {
    ...BLANK_OBSERVATION,
    icao24,
    observedAtMs: atMs,
    lat: rounded(motion.lat, 6),
    lon: rounded(motion.lon, 6),
    altitudeM: motion.altitudeM === null ? null : rounded(motion.altitudeM, 1),
    groundSpeedMps: rounded(motion.groundSpeedMps, 2),
    trackDeg: rounded(motion.trackDeg, 2) % 360,
    verticalRateMps: rounded(motion.verticalRateMps, 2),
    onGround: motion.onGround,
    callsign,
    typeCode,
    flightNumber,
    airline,
    origin: leg.origin.iata,
    destination: leg.destination.iata,
    squawk,
    category: 'A3',
  };
}

/** Four octal digits; those from 7000 up have meanings. */
export function drawSquawk(random: () => number): string {
  return Math.floor(random() * 0o7000)
    .toString(8)
    .padStart(4, '0');
}

function rounded(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}
