import { containsPoint, type BoundingBox } from '#domain/geo.ts';
import type { Position, PositionKind } from '#domain/position.ts';
import { shownKind, type Picture } from './read-picture.ts';

export interface PositionList {
  readonly asOfMs: number;
  readonly readAtMs: number;
  readonly kinds: readonly PositionKind[];
  /** Ascending by address. */
  readonly positions: readonly Position[];
}

/**
 * The aircraft of the picture that are shown.
 * @param simulated adds simulated aircraft to the real ones
 */
export function listPositions(picture: Picture, simulated: boolean): PositionList {
  const shown = shownKind(picture);
  const kinds: PositionKind[] = simulated && shown !== 'simulated' ? [shown, 'simulated'] : [shown];
  const positions = kinds.flatMap((kind) => picture.positions[kind]).sort((a, b) => (a.icao24 < b.icao24 ? -1 : 1));
  return { asOfMs: picture.asOfMs, readAtMs: picture.readAtMs, kinds, positions };
}

/** Those of a list in a box. */
export function inBox(list: PositionList, box: BoundingBox): PositionList {
  return { ...list, positions: list.positions.filter((position) => containsPoint(box, position)) };
}
