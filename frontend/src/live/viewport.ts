import { normaliseBox, type BoundingBox, type LatLon } from '#domain/geo.ts';
import { levelForZoom } from '#domain/level.ts';
import { areaHolds, tileArea, tilesOf, type TileArea } from '#domain/level-tiles.ts';
import type { Level } from '#domain/position.ts';
import type { Scheduler } from './scheduler.ts';

/** What is asked of the server. */
export interface ViewRequest {
  readonly box: BoundingBox;
  readonly zoom: number;
  /** The level that suits the zoom, held until the zoom is clearly beyond. */
  readonly level: Level;
  /** The tiles of the box; at a coarser level where there would be too many. */
  readonly area: TileArea;
  /** Middle of what is shown. */
  readonly middle: LatLon;
}

export interface Viewport {
  show(box: BoundingBox, zoom: number): void;
  /** Asks again for what is shown: a new connection knows nothing. */
  reset(): void;
  close(): void;
}

/** The server refuses what comes within 500 ms of the request before. */
const ASK_EVERY_MS = 600;
/** Share of the view's width and height that is asked for beyond each of its edges. */
const MARGIN = 0.25;
/** More tiles than this many times those of a new request are too many. */
const MOST_EXCESS = 4;

/**
 * Turns the movements of the map into requests: with a margin, at most one in 600 ms, and none while the view stays inside
 * the tiles that were last asked for at the same level of detail, unless they are more than four times as many as needed.
 */
export function createViewport(scheduler: Scheduler, ask: (request: ViewRequest) => void): Viewport {
  let shown: { readonly box: BoundingBox; readonly zoom: number } | null = null;
  let asked: ViewRequest | null = null;
  let askedAtMs = -Infinity;
  let cancel: (() => void) | null = null;

  function askNow(): void {
    cancel = null;
    if (shown === null) return;
    askedAtMs = scheduler.nowMs();
    asked = requestFor(shown.box, shown.zoom, asked?.level);
    ask(asked);
  }

  function askSoon(): void {
    cancel ??= scheduler.after(Math.max(0, askedAtMs + ASK_EVERY_MS - scheduler.nowMs()), askNow);
  }

  return {
    show(box, zoom) {
      shown = { box, zoom };
      if (asked === null || !suffices(asked, box, zoom)) askSoon();
    },
    reset() {
      if (asked !== null) asked = { ...asked, area: NOTHING };
      if (shown !== null) askSoon();
    },
    close: () => cancel?.(),
  };
}

const NOTHING: TileArea = { level: 'world', firstColumn: 0, columns: 0, firstRow: 0, rows: 0 };

/** @param held the level of the request before */
export function requestFor(box: BoundingBox, zoom: number, held: Level | undefined): ViewRequest {
  const level = levelForZoom(zoom, held);
  const view = normaliseBox(box);
  const wide = withMargin(box);
  const needed = tileArea(view, level);
  const withAround = tileArea(wide, level);
  // A margin isn't worth a coarser level.
  const request = withAround.level === needed.level ? { box: wide, area: withAround } : { box: view, area: needed };
  const [west, south, east, north] = box;
  const middle = { lat: (south + north) / 2, lon: (west + (east >= west ? east : east + 360)) / 2 };
  return { ...request, zoom, level, middle };
}

function suffices(asked: ViewRequest, box: BoundingBox, zoom: number): boolean {
  const now = requestFor(box, zoom, asked.level);
  const needed = tileArea(normaliseBox(box), now.level);
  if (now.level !== asked.level || needed.level !== asked.area.level) return false;
  if (tileCount(asked.area) > MOST_EXCESS * tileCount(now.area)) return false;
  return tilesOf(needed).every((tile) => areaHolds(asked.area, tile));
}

function tileCount({ columns, rows }: TileArea): number {
  return columns * rows;
}

/** The box with the margin around it, in the form that is subscribed to. */
export function withMargin([west, south, east, north]: BoundingBox): BoundingBox {
  const lon = (east >= west ? east - west : east - west + 360) * MARGIN;
  const lat = (north - south) * MARGIN;
  const eastmost = east >= west ? east : east + 360;
  return normaliseBox([west - lon, south - lat, eastmost + lon, north + lat]);
}
