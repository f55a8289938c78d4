import type { DeliveryCounts } from './broadcast-positions.ts';

/** Lengthens the pauses between frames while more is to be sent than can be. */
export interface Stretch {
  /** By how much pauses are longer than usual, 1 to {@link MOST_STRETCH}. */
  factor(): number;
  /** Notes how a round of posts went. */
  observe(counts: Pick<DeliveryCounts, 'sent' | 'throttled' | 'late'>): void;
}

const MOST_STRETCH = 4;
/** A little throttling is met by trying again. */
const THROTTLED_SHARE = 0.1;
/** Rounds without trouble before pauses are shortened again. */
const CALM_ROUNDS = 10;

export function createStretch(): Stretch {
  let factor = 1;
  let calm = 0;
  return {
    factor: () => factor,
    observe({ sent, throttled, late }) {
      const isTrouble = late > 0 || throttled > (sent + throttled) * THROTTLED_SHARE;
      if (isTrouble) {
        calm = 0;
        factor = Math.min(MOST_STRETCH, factor * 2);
        return;
      }
      if (sent > 0) calm += 1;
      if (calm < CALM_ROUNDS) return;
      calm = 0;
      factor = Math.max(1, factor / 2);
    },
  };
}
