import { containsPoint, destination, type BoundingBox, type LatLon } from '#domain/geo.ts';
import { supersedes, type Level, type Position, type PositionState } from '#domain/position.ts';
import { createBoxIndex } from './box-index.ts';
import { newestForLevel } from './read-batch.ts';
import type { RecentAircraft } from './recent-aircraft.ts';

/** Where an aircraft was when this container last had it. */
export interface Place extends LatLon {
  readonly observedAtMs: number;
  readonly state: PositionState;
}

/** What changed in one box. */
export interface BoxChanges {
  /** In the box, and those that have just left it: seen or stale. */
  readonly shown: readonly Position[];
  readonly removed: readonly Position[];
  /** Of those in the box, the ones whose text this viewer may not have. */
  readonly introduced: readonly Position[];
}

export interface PictureOptions {
  readonly positions: readonly Position[];
  readonly level: Level;
  /** Places of this level's aircraft before the batch. */
  readonly places: RecentAircraft<Place>;
  /** Whether the aircraft's text is other than what was last sent. */
  readonly hasNewText: (position: Position) => boolean;
}

/** The picture that a batch gives at one level of detail, to be asked for any number of boxes. */
export interface Picture {
  readonly positions: readonly Position[];
  changesIn(box: BoundingBox): BoxChanges;
}

/**
 * The longest silence of an aircraft that the feeds have: after it a `stale` record comes. A remembered place that is
 * older may have been superseded in another container.
 */
const KEEPALIVE_MS = 20_000;

interface Entry {
  readonly position: Position;
  readonly introduce: boolean;
  /** The remembered place where it's recent enough to say what viewers last saw. */
  readonly before: Place | undefined;
}

export function createPicture({ positions, level, places, hasNewText }: PictureOptions): Picture {
  const current = newestForLevel(positions, level).filter((position) => {
    const place = places.get(position.icao24);
    return place === undefined || !supersedes(place, position);
  });
  const index = createBoxIndex(
    current.map((position) => {
      const place = places.get(position.icao24);
      const isRecent = place !== undefined && position.observedAtMs - place.observedAtMs <= KEEPALIVE_MS;
      const item: Entry = { position, introduce: hasNewText(position), before: isRecent ? place : undefined };
      const earlier = isRecent ? [place] : [...(place === undefined ? [] : [place]), ...reckonedBack(position)];
      return { item, points: [position, ...earlier] };
    }),
  );
  return {
    positions: current,
    changesIn: (box) => {
      const found = index.within(box);
      return {
        shown: found.map(({ position }) => position).filter(({ state }) => state !== 'removed'),
        removed: found.map(({ position }) => position).filter(({ state }) => state === 'removed'),
        introduced: found.filter((entry) => isIntroduction(entry, box)).map(({ position }) => position),
      };
    },
  };
}

function isIntroduction({ position, introduce, before }: Entry, box: BoundingBox): boolean {
  if (position.state === 'removed' || !containsPoint(box, position)) return false;
  return introduce || before === undefined || !containsPoint(box, before);
}

/** Where the aircraft must have been one keepalive interval before, as far as its motion tells. */
function reckonedBack(position: Position): readonly LatLon[] {
  const { groundSpeedMps, trackDeg, onGround } = position;
  if (onGround || groundSpeedMps === null || trackDeg === null) return [];
  return [destination(position, (trackDeg + 180) % 360, (groundSpeedMps * KEEPALIVE_MS) / 1000)];
}
