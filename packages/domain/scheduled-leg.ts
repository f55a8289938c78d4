import type { Airport } from './airports.ts';
import { distanceM } from './geo.ts';
import { cruiseSpeedFor, planLeg, type SimulatedLeg } from './simulated-leg.ts';
import { feetToMetres } from './units.ts';

/** A simulated flight that leaves its gate and is at the other one when a timetable says. */
export interface ScheduledLeg {
  readonly leg: SimulatedLeg;
  /** On the ground at the origin, from departure to lift-off. */
  readonly taxiOutS: number;
}

/** On the ground of both ends, at least: two thirds of it before lift-off. */
const TAXI_S = 15 * 60;
const TAXI_OUT_SHARE = 2 / 3;
/** Airliners cruise no slower and no faster, whatever time the timetable gives them: the rest is spent on the ground. */
const SLOWEST_MPS = 150;
const FASTEST_MPS = 250;
/** Climb and descent take some 35 m for each metre of altitude, and are to take no more of the way than this. */
const CLIMB_AND_DESCENT = { way: 35, share: 0.6 } as const;

/**
 * Plans a flight of at least 150 km for its block time.
 * @param lowering 0 to 1: flights to the same place needn't have the same level
 */
export function planScheduledLeg(
  { origin, destination, blockS }: { readonly origin: Airport; readonly destination: Airport; readonly blockS: number },
  lowering: number,
): ScheduledLeg {
  const lengthM = distanceM(origin, destination);
  const altitudeM = cruiseAltitudeM(lengthM, origin.lon <= destination.lon, lowering);
  const wantedMps = cruiseSpeedFor(lengthM, altitudeM, blockS - TAXI_S);
  const speedMps = Math.min(FASTEST_MPS, Math.max(SLOWEST_MPS, wantedMps));
  const leg = planLeg(origin, destination, altitudeM, speedMps);
  return { leg, taxiOutS: (blockS - leg.durationS) * TAXI_OUT_SHARE };
}

/** Flight levels by the semicircular rule (odd eastbound, even westbound), as high as the way leaves room for, up to FL390. */
function cruiseAltitudeM(lengthM: number, eastbound: boolean, lowering: number): number {
  const roomM = (lengthM * CLIMB_AND_DESCENT.share) / CLIMB_AND_DESCENT.way;
  const [lowest, highest] = eastbound ? [70, 390] : [60, 380];
  const roomLevels = roomM / feetToMetres(100);
  const steps = Math.floor((Math.min(highest, roomLevels) - lowest) / 20) - Math.floor(lowering * 3);
  return feetToMetres((lowest + 20 * Math.max(0, steps)) * 100);
}
