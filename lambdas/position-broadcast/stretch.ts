import type { RoundOutcome } from './round.ts';

/** Lengthens the pauses between frames while more is to be sent than can be. */
export interface Stretch {
  /** By how much pauses are longer than usual, 1 to {@link MOST_STRETCH}. */
  factor(): number;
  /** Notes how a round of posts went. */
  observe(outcome: RoundOutcome): void;
}

const MOST_STRETCH = 4;
/** Viewers that suddenly can't be reached, alone or as a share of all: fewer may each have a slow line of their own. */
const MOST_LOST = 2;
const MOST_LOST_SHARE = 0.1;
/** Rounds without trouble before pauses are shortened again. */
const CALM_ROUNDS = 10;

export function createStretch(): Stretch {
  let factor = 1;
  let calm = 0;
  return {
    factor: () => factor,
    observe({ reached, lost, late }) {
      const isTrouble = late > 0 || lost > Math.max(MOST_LOST, (reached + lost) * MOST_LOST_SHARE);
      if (isTrouble) {
        calm = 0;
        factor = Math.min(MOST_STRETCH, factor * 2);
        return;
      }
      if (reached > 0) calm += 1;
      if (calm < CALM_ROUNDS) return;
      calm = 0;
      factor = Math.max(1, factor / 2);
    },
  };
}
