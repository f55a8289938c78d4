import { wrapLongitude, type LatLon } from '#domain/geo.ts';

const RAD = Math.PI / 180;
/** Web Mercator ends here; nearer to the pole everything is drawn at its edge. */
const MAX_LATITUDE = 85.051129;
/** Pixels of the world's edge at zoom 0 (MapLibre's tiles). */
export const WORLD_PX = 512;
/** Length of the equator, in metres, as Web Mercator has it. */
const EQUATOR_M = 2 * Math.PI * 6_378_137;

/** A point of the map; x may lie on another copy of the world. */
export interface MercatorPoint {
  x: number;
  y: number;
}

/** Web Mercator with 0 at 180° W and 1 at 180° E. */
export function mercatorX(lon: number): number {
  return (lon + 180) / 360;
}

/** Web Mercator with 0 at the northern edge and 1 at the southern. */
export function mercatorY(lat: number): number {
  const clamped = Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, lat));
  return 0.5 - Math.log(Math.tan(Math.PI / 4 + (clamped * RAD) / 2)) / (2 * Math.PI);
}

export function fromMercator(x: number, y: number): LatLon {
  const lat = (2 * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - Math.PI / 2) / RAD;
  return { lat, lon: wrapLongitude(x * 360 - 180) };
}

/** A difference of two mercator x, the short way around the world: -0.5 to 0.5. */
export function shortWay(dx: number): number {
  return dx - Math.round(dx);
}

/** CSS pixels per metre on the ground at a latitude. */
export function pixelsPerMetre(zoom: number, lat: number): number {
  return (WORLD_PX * 2 ** zoom) / (EQUATOR_M * Math.cos(lat * RAD));
}
