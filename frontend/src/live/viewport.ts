import { containsPoint, normaliseBox, type BoundingBox } from '#domain/geo.ts';
import { levelForZoom } from '#domain/level.ts';
import type { Scheduler } from './scheduler.ts';

/** What is asked of the server. */
export interface ViewRequest {
  readonly box: BoundingBox;
  readonly zoom: number;
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

/**
 * Turns the movements of the map into requests: with a margin, at most one in 600 ms, and none while the view stays
 * inside what was last asked for at the same level of detail, unless that is more than four times as wide.
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
    asked = { box: withMargin(shown.box), zoom: shown.zoom };
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
      asked = null;
      if (shown !== null) askSoon();
    },
    close: () => cancel?.(),
  };
}

function suffices(asked: ViewRequest, box: BoundingBox, zoom: number): boolean {
  const inner = normaliseBox(box);
  const [west, south, east, north] = inner;
  if (levelForZoom(asked.zoom) !== levelForZoom(zoom)) return false;
  if (widthDeg(asked.box) > 4 * widthDeg(inner) * (1 + 2 * MARGIN)) return false;
  if (widthDeg(asked.box) < widthDeg(inner)) return false;
  return containsPoint(asked.box, { lat: south, lon: west }) && containsPoint(asked.box, { lat: north, lon: east });
}

function widthDeg([west, , east]: BoundingBox): number {
  return east >= west ? east - west : east - west + 360;
}

/** The box with the margin around it, in the form that is subscribed to. */
export function withMargin([west, south, east, north]: BoundingBox): BoundingBox {
  const lon = (east >= west ? east - west : east - west + 360) * MARGIN;
  const lat = (north - south) * MARGIN;
  const eastmost = east >= west ? east : east + 360;
  return normaliseBox([west - lon, south - lat, eastmost + lon, north + lat]);
}
