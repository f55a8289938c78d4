import type { LatLon } from '#domain/geo.ts';

/** West, south, east, north; east may lie beyond 180°. */
export type Bounds = [west: number, south: number, east: number, north: number];

/**
 * The smallest box around all aircraft, across the antimeridian where that is shorter.
 * @returns null where there are none
 */
export function boundsOf(fleet: Iterable<{ readonly fix: LatLon }>): Bounds | null {
  const fixes = [...fleet].map(({ fix }) => fix);
  if (fixes.length === 0) return null;
  const lons = fixes.map(({ lon }) => lon).sort((a, b) => a - b);
  const lats = fixes.map(({ lat }) => lat).sort((a, b) => a - b);
  const west = lons[widestGapAfter(lons)] ?? 0;
  const east = lons.at(widestGapAfter(lons) - 1) ?? 0;
  return [west, lats[0] ?? 0, east < west ? east + 360 : east, lats.at(-1) ?? 0];
}

/** Index of the longitude east of the widest empty stretch, in ascending longitudes around the world. */
function widestGapAfter(lons: readonly number[]): number {
  let widest = -1;
  let index = 0;
  lons.forEach((lon, at) => {
    const before = at === 0 ? (lons.at(-1) ?? lon) - 360 : (lons[at - 1] ?? lon);
    if (lon - before > widest) {
      widest = lon - before;
      index = at;
    }
  });
  return index;
}
