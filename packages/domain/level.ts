import type { Level } from './position.ts';

/** What a viewer at one level of detail gets. */
export interface LevelRule {
  readonly level: Level;
  /** The lowest zoom of the map that shows this level. */
  readonly fromZoom: number;
  /** Decimal digits of longitude and latitude on the wire. */
  readonly digits: number;
}

export const LEVEL_RULES: Readonly<Record<Level, LevelRule>> = {
  world: { level: 'world', fromZoom: 0, digits: 4 },
  regional: { level: 'regional', fromZoom: 6, digits: 4 },
  fine: { level: 'fine', fromZoom: 9, digits: 5 },
};

export function levelForZoom(zoom: number): Level {
  if (zoom >= LEVEL_RULES.fine.fromZoom) return 'fine';
  return zoom >= LEVEL_RULES.regional.fromZoom ? 'regional' : 'world';
}
