import { destination, distanceM, type LatLon } from '../geo.ts';
import type { Position } from '../position.ts';

/** Mach 2.5 at sea level, the bound that tar1090 uses too. */
const FASTEST_MPS = 850;
/** What an aircraft may exceed its reported ground speed by; reports lag behind in acceleration. */
const SPEED_FACTOR = 2.2;
const SPEED_MARGIN_MPS = 50;
/** Faster than a take-off; what aircraft on the ground report is often of the air. */
const FASTEST_ON_GROUND_MPS = 120;
/** What a position may be off by, beside the timing of a fix that is a second off. */
const MARGIN_M = { ground: 500, adsb: 1500, other: 3000 } as const;

/** What of a fix tells how far it is from another. */
export type Moving = LatLon & Pick<Position, 'observedAtMs' | 'groundSpeedMps' | 'onGround' | 'source'>;

/**
 * Whether an aircraft can have come from one position to the other in the time between.
 * @param timeScale how much faster than in reality time runs
 */
export function isReachable(from: Moving, to: Moving, timeScale = 1): boolean {
  const seconds = (Math.max(0, to.observedAtMs - from.observedAtMs) * timeScale) / 1000;
  return isWithin(from, to, marginM(from, to) + seconds * fastestMps(from, to));
}

function marginM(from: Moving, to: Moving): number {
  if (from.source !== 'adsb' || to.source !== 'adsb') return MARGIN_M.other;
  return from.onGround && to.onGround ? MARGIN_M.ground : MARGIN_M.adsb;
}

function fastestMps(from: Moving, to: Moving): number {
  if (from.onGround && to.onGround) return FASTEST_ON_GROUND_MPS;
  if (from.groundSpeedMps === null || to.groundSpeedMps === null) return FASTEST_MPS;
  return Math.min(FASTEST_MPS, Math.max(from.groundSpeedMps, to.groundSpeedMps) * SPEED_FACTOR + SPEED_MARGIN_MPS);
}

/** Whether two points are no further apart than this. */
function isWithin(from: LatLon, to: LatLon, reachM: number): boolean {
  // A degree of latitude is 111 km: most pairs need no trigonometry.
  if (Math.abs(to.lat - from.lat) * 111_000 > reachM * 1.01) return false;
  return distanceM(from, to) <= reachM;
}

/** How far from where its own motion led it an aircraft may be found, so that the two fixes confirm each other. */
const COURSE_MARGIN_M = 500;
const COURSE_MARGIN_MPS = 30;
const COURSE_SPEED_SHARE = 0.4;

/**
 * Whether the second of two fixes is where the motion of the first led: stricter than {@link isReachable}, since it is
 * what a doubted fix is believed for. A wrong position that is repeated while the aircraft is said to fly doesn't pass.
 */
export function isOnCourse(from: Moving & Pick<Position, 'trackDeg'>, to: Moving, timeScale = 1): boolean {
  const { groundSpeedMps, trackDeg } = from;
  if (from.onGround || groundSpeedMps === null || trackDeg === null) return isReachable(from, to, timeScale);
  const seconds = (Math.max(0, to.observedAtMs - from.observedAtMs) * timeScale) / 1000;
  const expected = destination(from, trackDeg, groundSpeedMps * seconds);
  const marginM = COURSE_MARGIN_M + seconds * (COURSE_MARGIN_MPS + COURSE_SPEED_SHARE * groundSpeedMps);
  return isWithin(expected, to, marginM);
}
