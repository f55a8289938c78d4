import type { LevelTile } from '#contracts/level-tile.ts';
import { tileName } from '#domain/level-tiles.ts';
import type { BoundingBox } from '#domain/geo.ts';
import type { Level } from '#domain/position.ts';
import { createAnswerBody, type AnswerBody } from '../answers/answer-body.ts';
import { toColumnSnapshot, toSnapshot } from './encode-snapshot.ts';
import { inBox, listPositions, type PositionList } from './list-positions.ts';
import type { Picture } from './read-picture.ts';
import { indexByTile, type TileIndex } from './tile-index.ts';

export type SnapshotForm = 'rows' | 'columns';

export interface SnapshotRequest {
  /** A box, a tile, or neither for the world. */
  readonly bbox?: BoundingBox | undefined;
  readonly tile?: LevelTile | undefined;
  /** Adds simulated aircraft to the real ones. */
  readonly simulated: boolean;
  readonly form: SnapshotForm;
}

/** What one picture was made into so far. */
interface PictureWork {
  readonly lists: Map<string, PositionList>;
  readonly indexes: Map<string, TileIndex>;
  /** Of the world and of tiles with aircraft, so there are never many more than aircraft; tiles without share one. */
  readonly bodies: Map<string, AnswerBody>;
}

/**
 * Makes the bodies of snapshots. All who ask for the world or for a tile of it share one for as long as the picture is
 * the same; a box is made for whoever asks for it.
 */
export function createSnapshotBodies(): (picture: Picture, request: SnapshotRequest) => AnswerBody {
  const worked = new WeakMap<Picture, PictureWork>();

  function workOf(picture: Picture): PictureWork {
    const known = worked.get(picture);
    if (known !== undefined) return known;
    const work = { lists: new Map(), indexes: new Map(), bodies: new Map() };
    worked.set(picture, work);
    return work;
  }

  return (picture, { bbox, tile, simulated, form }) => {
    const { lists, indexes, bodies } = workOf(picture);
    const ofKinds = String(simulated);
    const list = remembered(lists, ofKinds, () => listPositions(picture, simulated));
    if (bbox !== undefined) return bodyOf(inBox(list, bbox), 'world', form);
    if (tile === undefined) return remembered(bodies, `${form} ${ofKinds}`, () => bodyOf(list, 'world', form));
    const { level } = tile;
    const index = remembered(indexes, `${level} ${ofKinds}`, () => indexByTile(list.positions, level, list.readAtMs));
    const positions = index.get(tile.tile) ?? [];
    const name = positions.length === 0 ? level : tileName(level, tile.tile);
    return remembered(bodies, `${form} ${ofKinds} ${name}`, () => bodyOf({ ...list, positions }, level, form));
  };
}

function bodyOf(list: PositionList, level: Level, form: SnapshotForm): AnswerBody {
  return createAnswerBody(JSON.stringify(form === 'columns' ? toColumnSnapshot(list, level) : toSnapshot(list)));
}

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
