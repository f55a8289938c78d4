/** Mean earth radius in metres (IUGG R1). On the sphere a distance is within 0.5 % of the ellipsoid's. */
export const EARTH_RADIUS_M = 6_371_008.8;
const RAD = Math.PI / 180;

export interface LatLon {
  readonly lat: number;
  readonly lon: number;
}

/** West, south, east, north in degrees; west > east crosses the antimeridian. */
export type BoundingBox = readonly [west: number, south: number, east: number, north: number];

/** Brings a longitude into -180 (included) to 180 (excluded). */
export function wrapLongitude(lon: number): number {
  if (lon >= -180 && lon < 180) return lon;
  return ((((lon + 180) % 360) + 360) % 360) - 180;
}

/** Great-circle distance in metres (haversine, R. W. Sinnott 1984). */
export function distanceM(a: LatLon, b: LatLon): number {
  const sinLat = Math.sin(((b.lat - a.lat) * RAD) / 2);
  const sinLon = Math.sin(((b.lon - a.lon) * RAD) / 2);
  const h = sinLat * sinLat + Math.cos(a.lat * RAD) * Math.cos(b.lat * RAD) * sinLon * sinLon;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Initial great-circle bearing from `a` to `b`, degrees true, 0 to 360. */
export function bearingDeg(a: LatLon, b: LatLon): number {
  const dLon = (b.lon - a.lon) * RAD;
  const y = Math.sin(dLon) * Math.cos(b.lat * RAD);
  const x =
    Math.cos(a.lat * RAD) * Math.sin(b.lat * RAD) - Math.sin(a.lat * RAD) * Math.cos(b.lat * RAD) * Math.cos(dLon);
  return (Math.atan2(y, x) / RAD + 360) % 360;
}

/** The point `alongM` metres from `start` on the great circle that leaves it at `trackDeg`. */
export function destination(start: LatLon, trackDeg: number, alongM: number): LatLon {
  const angle = alongM / EARTH_RADIUS_M;
  const track = trackDeg * RAD;
  const lat1 = start.lat * RAD;
  const sinLat2 = Math.sin(lat1) * Math.cos(angle) + Math.cos(lat1) * Math.sin(angle) * Math.cos(track);
  const dLon = Math.atan2(
    Math.sin(track) * Math.sin(angle) * Math.cos(lat1),
    Math.cos(angle) - Math.sin(lat1) * sinLat2,
  );
  return { lat: Math.asin(Math.max(-1, Math.min(1, sinLat2))) / RAD, lon: wrapLongitude(start.lon + dLon / RAD) };
}

export function containsPoint(box: BoundingBox, point: LatLon): boolean {
  const [west, south, east, north] = box;
  if (point.lat < south || point.lat > north) return false;
  return west <= east ? point.lon >= west && point.lon <= east : point.lon >= west || point.lon <= east;
}

/** The whole world as a box. */
export const WORLD_BOX: BoundingBox = [-180, -90, 180, 90];

/**
 * A box as used everywhere inside: latitudes clamped, longitudes wrapped, one that is 360° wide or wider is the world.
 * Edges that a map reports beyond ±180° (several world copies in view) come out as a box across the antimeridian.
 */
export function normaliseBox(box: BoundingBox): BoundingBox {
  const [west, south, east, north] = box;
  const clampedSouth = Math.max(-90, Math.min(90, south));
  const clampedNorth = Math.max(-90, Math.min(90, north));
  if (east - west >= 360) return [-180, clampedSouth, 180, clampedNorth];
  const wrappedEast = east === 180 ? 180 : wrapLongitude(east);
  return [wrapLongitude(west), clampedSouth, wrappedEast, clampedNorth];
}
