import { containsPoint, type BoundingBox } from '#domain/geo.ts';
import type { Position, PositionKind } from '#domain/position.ts';
import { shownKind, type Picture } from './read-picture.ts';

export interface PositionSelection {
  /** The world without it. */
  readonly bbox: BoundingBox | undefined;
  /** Adds simulated aircraft to the real ones. */
  readonly simulated: boolean;
}

export interface PositionList {
  readonly asOfMs: number;
  readonly readAtMs: number;
  readonly kinds: readonly PositionKind[];
  /** Ascending by address. */
  readonly positions: readonly Position[];
}

/** Chooses from the picture what one viewer asked for. */
export function listPositions(picture: Picture, { bbox, simulated }: PositionSelection): PositionList {
  const shown = shownKind(picture);
  const kinds: PositionKind[] = simulated && shown !== 'simulated' ? [shown, 'simulated'] : [shown];
  const positions = kinds
    .flatMap((kind) => picture.positions[kind])
    .filter((position) => bbox === undefined || containsPoint(bbox, position))
    .sort((a, b) => (a.icao24 < b.icao24 ? -1 : 1));
  return { asOfMs: picture.asOfMs, readAtMs: picture.readAtMs, kinds, positions };
}
