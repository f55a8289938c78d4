/** A name that could be written beside an aircraft, at the aircraft's place in CSS pixels. */
export interface CalloutCandidate {
  readonly icao24: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** The selected and the hovered one are written in any case. */
  readonly isMarked: boolean;
}

const CHARACTER_PX = 7.4;
const PADDING_PX = 12;
const HEIGHT_PX = 20;
/** No more names than can be read, and moved with every picture. */
export const MOST_CALLOUTS = 60;

/**
 * Chooses the names that are written: the marked ones first, then as many of the others as don't cover one another, in
 * the order of their addresses, so that the choice stays the same while aircraft move.
 */
export function chooseCallouts(candidates: readonly CalloutCandidate[]): CalloutCandidate[] {
  const order = [...candidates].sort(
    (a, b) => Number(b.isMarked) - Number(a.isMarked) || (a.icao24 < b.icao24 ? -1 : 1),
  );
  const chosen: CalloutCandidate[] = [];
  for (const candidate of order) {
    if (chosen.length >= MOST_CALLOUTS) break;
    if (candidate.isMarked || chosen.every((other) => !overlap(candidate, other))) chosen.push(candidate);
  }
  return chosen;
}

/** All names stand at the same distance from their aircraft, so the aircraft's places can be compared. */
function overlap(a: CalloutCandidate, b: CalloutCandidate): boolean {
  if (Math.abs(a.y - b.y) >= HEIGHT_PX) return false;
  const left = a.x <= b.x ? a : b;
  return Math.abs(a.x - b.x) < left.text.length * CHARACTER_PX + PADDING_PX;
}
