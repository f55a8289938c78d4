declare module 'd3-geo-projection' {
  import type { GeoProjection } from 'd3-geo';
  import type { GeoJSON } from 'geojson';

  /** Projects coordinates to the plane, cutting and clipping as the projection does. */
  export function geoProject<T extends GeoJSON>(object: T, projection: GeoProjection): T | null;
}
