import type { BoundingBox } from '#domain/geo.ts';
import { LEVEL_RULES } from '#domain/level.ts';
import type { Level } from '#domain/position.ts';

/** What one client asks for. */
export interface PlannedViewer {
  readonly level: Level;
  readonly bbox: BoundingBox;
  readonly zoom: number;
}

/** Of ten viewers, seven look at the world, two at a region and one at a city. */
const IN_TEN: readonly Level[] = [...Array<Level>(7).fill('world'), 'regional', 'regional', 'fine'];
/** A screen's width at each level, degrees of longitude; it is 0.6 times as high. */
const WIDTHS: Readonly<Record<Level, number>> = { world: 120, regional: 14, fine: 2.5 };
/** Where the real sky is dense: western Europe and the eastern United States. */
const CENTRES = [
  { lon: 8, lat: 48 },
  { lon: -78, lat: 39 },
] as const;

/** No two viewers look at the same box; those near each other share tiles. */
export function planViewer(number: number): PlannedViewer {
  const level = IN_TEN[number % IN_TEN.length] ?? 'world';
  const width = WIDTHS[level];
  const { lon, lat } = CENTRES[number % CENTRES.length] ?? CENTRES[0];
  const east = ((number * 7919) % 1000) / 100 - 5;
  const north = ((number * 104_729) % 1000) / 125 - 4;
  const [west, south] = [lon + east - width / 2, lat + north - width * 0.3];
  return {
    level,
    bbox: [west, south, west + width, south + width * 0.6],
    zoom: LEVEL_RULES[level].fromZoom + 0.5,
  };
}
