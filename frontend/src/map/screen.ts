import { mercatorX, mercatorY, shortWay, WORLD_PX, type MercatorPoint } from './mercator.ts';
import type { View } from './view.ts';

/** The visible part of the map, north up. */
export interface Frame extends View {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A point in CSS pixels from the map's top left. */
export interface ScreenPoint {
  x: number;
  y: number;
}

/** Where points of the map are seen. */
export interface Screen {
  readonly widthPx: number;
  readonly heightPx: number;
  /** The x of a point on the copy of the world whose picture is nearest to the middle. */
  nearestX(x: number): number;
  /** Where a mercator point is seen; false for one behind the globe, whose place is written all the same. */
  toScreen(x: number, y: number, out: ScreenPoint): boolean;
  /** The mercator point that is seen there; beside the globe one on its edge. */
  fromScreen(at: Readonly<ScreenPoint>, out: MercatorPoint): void;
  /** CSS pixels that a mercator unit has at a point, the lesser way. */
  pixelsPerUnit(x: number, y: number): number;
  /** The part of the map in view, with a margin in CSS pixels; on the globe it may be more. */
  box(marginPx: number): {
    readonly west: number;
    readonly north: number;
    readonly east: number;
    readonly south: number;
  };
}

/** The flat map: copies of the world stand side by side, and nothing lies beyond its northern and southern edges. */
export function flatScreen({ lat, lon, zoom, widthPx, heightPx }: Frame): Screen {
  const worldPx = WORLD_PX * 2 ** zoom;
  const centreX = mercatorX(lon);
  const centreY = mercatorY(lat);
  return {
    widthPx,
    heightPx,
    nearestX: (x) => centreX + shortWay(x - centreX),
    toScreen(x, y, out) {
      out.x = (x - centreX) * worldPx + widthPx / 2;
      out.y = (Math.max(0, Math.min(1, y)) - centreY) * worldPx + heightPx / 2;
      return true;
    },
    fromScreen(at, out) {
      out.x = centreX + (at.x - widthPx / 2) / worldPx;
      out.y = centreY + (at.y - heightPx / 2) / worldPx;
    },
    pixelsPerUnit: () => worldPx,
    box(marginPx) {
      const halfWidth = (widthPx / 2 + marginPx) / worldPx;
      const halfHeight = (heightPx / 2 + marginPx) / worldPx;
      return {
        west: centreX - halfWidth,
        north: centreY - halfHeight,
        east: centreX + halfWidth,
        south: centreY + halfHeight,
      };
    },
  };
}

/** How the map library projects onto its globe: its own matrices, as it hands them to a layer. */
export interface GlobeProjection {
  /** From the unit ball to clip space, and from the flat map, column by column. */
  readonly ball: ArrayLike<number>;
  readonly flat: ArrayLike<number>;
  /** 1 is the ball, 0 the flat map that it becomes close up. */
  readonly roundness: number;
  /** What lies behind this plane is hidden. */
  readonly horizon: readonly [number, number, number, number];
}

/** The globe. Up to this roundness its far side isn't hidden fully (the map library's own shader says so). */
const HIDES_FROM = 0.2;
const STEP = 1e-4;
const LEAST_PX_PER_UNIT = 10;

/** @param unproject the map's own way back from the screen, degrees */
export function globeScreen(
  { ball, flat, roundness, horizon }: GlobeProjection,
  { lon, widthPx, heightPx }: Frame,
  unproject: (at: Readonly<ScreenPoint>) => { readonly lng: number; readonly lat: number },
): Screen {
  const centreX = mercatorX(lon);

  /** The point on the unit ball; x goes through its meridians eastwards, y to the north pole, as the map library has it. */
  function toScreen(x: number, y: number, out: ScreenPoint): boolean {
    const angle = 2 * Math.PI * x + Math.PI;
    const grown = Math.exp(Math.PI - 2 * Math.PI * y);
    const cosLat = (2 * grown) / (grown * grown + 1);
    const east = Math.sin(angle) * cosLat;
    const north = (grown * grown - 1) / (grown * grown + 1);
    const ahead = Math.cos(angle) * cosLat;
    const clip = (row: number): number => {
      const round = at(ball, row) * east + at(ball, row + 4) * north + at(ball, row + 8) * ahead + at(ball, row + 12);
      if (roundness > 0.999) return round;
      const plain = at(flat, row) * x + at(flat, row + 4) * y + at(flat, row + 12);
      return plain + (round - plain) * roundness;
    };
    const w = clip(3);
    out.x = ((clip(0) / w) * 0.5 + 0.5) * widthPx;
    out.y = (0.5 - (clip(1) / w) * 0.5) * heightPx;
    const above = horizon[0] * east + horizon[1] * north + horizon[2] * ahead + horizon[3];
    const hiding = Math.max(0, Math.min(1, (roundness - HIDES_FROM) / (1 - HIDES_FROM)));
    return w > 0 && (1 - above) * hiding <= 1;
  }

  const here = { x: 0, y: 0 };
  const beside = { x: 0, y: 0 };
  function stepPx(x: number, y: number): number {
    toScreen(x, y, beside);
    return Math.hypot(beside.x - here.x, beside.y - here.y);
  }

  return {
    widthPx,
    heightPx,
    nearestX: (x) => centreX + shortWay(x - centreX),
    toScreen,
    fromScreen(point, out) {
      const { lng, lat } = unproject(point);
      out.x = mercatorX(lng);
      out.y = mercatorY(lat);
    },
    pixelsPerUnit(x, y) {
      toScreen(x, y, here);
      return Math.max(LEAST_PX_PER_UNIT, Math.min(stepPx(x + STEP, y), stepPx(x, y + STEP)) / STEP);
    },
    box: () => ({ west: centreX - 0.5, north: -1, east: centreX + 0.5, south: 2 }),
  };
}

function at(matrix: ArrayLike<number>, index: number): number {
  return matrix[index] ?? 0;
}
