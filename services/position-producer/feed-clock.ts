/** Beyond this a feed's time is not a clock that is off but a picture of another time, and is believed. */
export const LARGEST_CORRECTION_MS = 60_000;
/** The estimate may wander by so much before the correction follows: else one fix would get two times. */
const HOLD_MS = 2000;
const WINDOW_MS = 60_000;

/** Estimates a feed's clock less ours from the times that its pictures state. */
export interface FeedClock {
  /** Notes a picture: the time it states, and when it was read. */
  note(feedNowMs: number, readAtMs: number): void;
  /** The feed's clock less ours; null before the first picture. */
  offsetMs(): number | null;
  /** What to take off the feed's times to have them on our clock. */
  correctionMs(): number;
}

interface Sample {
  readonly readAtMs: number;
  readonly offsetMs: number;
}

/**
 * A picture is read some time after it was made, never before: so of the last minute's differences the greatest is
 * nearest to the true offset.
 */
export function createFeedClock(): FeedClock {
  let samples: Sample[] = [];
  let correctionMs: number | null = null;

  const estimate = (): number | null =>
    samples.length === 0 ? null : samples.reduce((most, { offsetMs }) => Math.max(most, offsetMs), -Infinity);

  return {
    note(feedNowMs, readAtMs) {
      samples = samples.filter((sample) => sample.readAtMs > readAtMs - WINDOW_MS);
      samples.push({ readAtMs, offsetMs: feedNowMs - readAtMs });
      const offsetMs = estimate() ?? 0;
      if (correctionMs === null || Math.abs(offsetMs - correctionMs) > HOLD_MS) correctionMs = offsetMs;
    },
    offsetMs: estimate,
    correctionMs: () => (correctionMs !== null && Math.abs(correctionMs) <= LARGEST_CORRECTION_MS ? correctionMs : 0),
  };
}
