/** Metres in a foot, exactly (international foot). */
export const METRES_PER_FOOT = 0.3048;
/** Metres in a nautical mile, exactly. */
export const METRES_PER_NAUTICAL_MILE = 1852;
/** Metres per second in a knot. */
export const MPS_PER_KNOT = METRES_PER_NAUTICAL_MILE / 3600;
/** Metres per second in a foot per minute. */
export const MPS_PER_FOOT_PER_MINUTE = METRES_PER_FOOT / 60;

export const feetToMetres = (feet: number): number => feet * METRES_PER_FOOT;
export const metresToFeet = (metres: number): number => metres / METRES_PER_FOOT;
export const knotsToMps = (knots: number): number => knots * MPS_PER_KNOT;
export const mpsToKnots = (mps: number): number => mps / MPS_PER_KNOT;
export const feetPerMinuteToMps = (feetPerMinute: number): number => feetPerMinute * MPS_PER_FOOT_PER_MINUTE;
export const mpsToFeetPerMinute = (mps: number): number => mps / MPS_PER_FOOT_PER_MINUTE;
