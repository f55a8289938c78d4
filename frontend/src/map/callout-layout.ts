/** Where a name stands beside its aircraft. */
export const SIDES = ['right', 'left', 'below', 'above'] as const;
export type Side = (typeof SIDES)[number];

/** A name that could be written beside an aircraft, at the aircraft's place in CSS pixels. */
export interface CalloutCandidate {
  readonly icao24: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** How far the name keeps from the aircraft's middle, CSS pixels. */
  readonly gapPx: number;
  /** 0 is written in any case, 1 wherever there is a free side; of the others the lower ones come first. */
  readonly rank: number;
}

/** A name and its side. */
export interface Callout {
  readonly icao24: string;
  readonly text: string;
  readonly side: Side;
  readonly rank: number;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const CHARACTER_PX = 7.4;
const PADDING_PX = 12;
const HEIGHT_PX = 20;
/** No more names than can be read, and moved with every picture. */
export const MOST_CALLOUTS = 60;
/** So many are tried; where it is that crowded, no more find room. */
const MOST_TRIED = 500;

/**
 * Chooses the names that are written and their sides: by rank, then those that were written before, at the side where they
 * were, then in the order of their addresses. So the choice stays the same while aircraft move, and no two names cover
 * one another; only those of rank 0 are written even where there is no room.
 * @param before the sides of the names that are written now
 */
export function chooseCallouts(
  candidates: readonly CalloutCandidate[],
  before: ReadonlyMap<string, Side> = new Map(),
): Callout[] {
  const order = [...candidates].sort(
    (a, b) =>
      Math.min(a.rank, 1) - Math.min(b.rank, 1) ||
      Number(before.has(b.icao24)) - Number(before.has(a.icao24)) ||
      a.rank - b.rank ||
      (a.icao24 < b.icao24 ? -1 : 1),
  );
  const taken: Box[] = [];
  const chosen: Callout[] = [];
  for (const candidate of order.slice(0, MOST_TRIED)) {
    if (chosen.length >= MOST_CALLOUTS) break;
    const { icao24, text, rank } = candidate;
    const last = before.get(icao24);
    const sides = last === undefined ? SIDES : [last, ...SIDES.filter((side) => side !== last)];
    const free = sides.find((side) => isFree(boxAt(candidate, side), taken));
    const side = free ?? (rank === 0 ? sides[0] : undefined);
    if (side === undefined) continue;
    taken.push(boxAt(candidate, side));
    chosen.push({ icao24, text, side, rank });
  }
  return chosen;
}

function boxAt({ text, x, y, gapPx }: CalloutCandidate, side: Side): Box {
  const width = text.length * CHARACTER_PX + PADDING_PX;
  const isBeside = side === 'right' || side === 'left';
  const left = side === 'right' ? x + gapPx : side === 'left' ? x - gapPx - width : x - width / 2;
  const top = isBeside ? y - HEIGHT_PX / 2 : side === 'below' ? y + gapPx : y - gapPx - HEIGHT_PX;
  return { left, top, right: left + width, bottom: top + HEIGHT_PX };
}

function isFree(box: Box, taken: readonly Box[]): boolean {
  return taken.every(
    (other) => box.left >= other.right || box.right <= other.left || box.top >= other.bottom || box.bottom <= other.top,
  );
}
