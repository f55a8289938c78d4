/** Floats of one aircraft on the graphics card, a whole number of its cache lines. */
export const STRIDE = 16;
/** Offset of each attribute, which has four floats, in the order of the shader's locations. */
export const ATTRIBUTES = { place: 0, motion: 4, correction: 8, look: 12 } as const;

/** Where each float of an aircraft lies. Times are seconds since the buffer's epoch. */
export const AT = {
  /** Mercator, where it departs from, and what single precision leaves of it. */
  x: 0,
  y: 1,
  restX: 2,
  restY: 3,
  /** Radians per second along its great circle. */
  rate: 4,
  sinceS: 5,
  untilS: 6,
  /** From here on it is drawn faded. */
  confirmedUntilS: 7,
  /** From its course to where it is drawn, mercator, at `begunS`. */
  correctionX: 8,
  correctionY: 9,
  begunS: 10,
  ease: 11,
  sinTrack: 12,
  cosTrack: 13,
  /** See aircraft-look.ts; {@link NOT_DRAWN} for a slot that is empty or hidden. */
  look: 14,
  /** From its track to the heading it is drawn at, radians, at `begunS`. */
  turn: 15,
} as const;

export const NOT_DRAWN = -1;
