import type { BoundingBox, LatLon } from '#domain/geo.ts';
import { tileBox, tileName, tilesOf, type TileArea } from '#domain/level-tiles.ts';

/** What a snapshot is asked of: a tile by its name, or a box where the server knows no tiles. */
export type SnapshotTarget = { readonly tile: string } | { readonly box: BoundingBox };

/** A part of what is subscribed, with a snapshot of its own. */
export interface SnapshotPart {
  /** The same for the same part of the sky at the same level. */
  readonly key: string;
  readonly target: SnapshotTarget;
  /** Where an aircraft that its snapshot doesn't tell of has gone. */
  readonly inside: BoundingBox;
  /** How far it is from the middle of the view; the nearest is fetched first. */
  readonly distance: number;
}

/**
 * The wire rounds places to 0.0001°, so an aircraft at the edge of a tile may be held on the other side of it: about so
 * far from the edge, in degrees, neither of the two snapshots says that it is gone.
 */
const EDGE_DEG = 0.001;

/** The tiles of an area. */
export function tileParts(area: TileArea, middle: LatLon): SnapshotPart[] {
  return tilesOf(area).map((tile) => {
    const [west, south, east, north] = tileBox(area.level, tile);
    const centre = { lat: (south + north) / 2, lon: (west + east) / 2 };
    const key = tileName(area.level, tile);
    return {
      key,
      target: { tile: key },
      inside: [west + EDGE_DEG, south + EDGE_DEG, east - EDGE_DEG, north - EDGE_DEG],
      distance: flatDistance(centre, middle),
    };
  });
}

/** A box as the only part. */
export function boxPart(box: BoundingBox): SnapshotPart {
  return { key: box.join(), target: { box }, inside: box, distance: 0 };
}

/** Degrees on a flat map, the short way round; good enough to put tiles in order. */
function flatDistance(a: LatLon, b: LatLon): number {
  const lon = Math.abs(a.lon - b.lon) % 360;
  return Math.hypot(a.lat - b.lat, Math.min(lon, 360 - lon) * Math.cos((b.lat * Math.PI) / 180));
}
