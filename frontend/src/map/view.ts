import type { LatLon } from '#domain/geo.ts';

/** What the map shows: its centre and zoom (MapLibre's, 512 px tiles). */
export interface View extends LatLon {
  readonly zoom: number;
}

/** Flat as on a wall, or the earth as a ball, which becomes flat close up. */
export type Projection = 'mercator' | 'globe';
