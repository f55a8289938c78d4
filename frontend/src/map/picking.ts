import type { DrawBuffer } from './draw-buffer.ts';
import { shortWay } from './mercator.ts';
import type { Screen, ScreenPoint } from './screen.ts';

/** Beyond this part of the world, mercator, nothing is near a pointer, however far away the map is. */
const WIDEST_SEARCH = 0.1;

/**
 * The aircraft nearest to a point of the screen, on any copy of the world, among those in the grid's cells around it.
 * @param tolerancePx how far it may be, in CSS pixels: 24 for a finger
 * @returns its slot, or null where none is near enough
 */
export function pick(
  buffer: Pick<DrawBuffer, 'visit' | 'drawnAt'>,
  screen: Screen,
  at: Readonly<ScreenPoint>,
  { tolerancePx, nowMs }: { readonly tolerancePx: number; readonly nowMs: number },
): number | null {
  const middle = { x: 0, y: 0 };
  screen.fromScreen(at, middle);
  const radius = Math.min(WIDEST_SEARCH, tolerancePx / screen.pixelsPerUnit(middle.x, middle.y));
  const { x, y } = middle;
  const point = { x: 0, y: 0 };
  let nearest: number | null = null;
  let leastPx = tolerancePx;
  const box = { west: x - radius, north: y - radius, east: x + radius, south: y + radius };
  buffer.visit(box, (slot) => {
    if (!buffer.drawnAt(slot, nowMs, point)) return;
    if (!screen.toScreen(x + shortWay(point.x - x), point.y, point)) return;
    const distancePx = Math.hypot(point.x - at.x, point.y - at.y);
    if (distancePx > leastPx) return;
    leastPx = distancePx;
    nearest = slot;
  });
  return nearest;
}

/** Visits what is seen, with its place in CSS pixels, each once. */
export function visitInView(
  buffer: Pick<DrawBuffer, 'visit' | 'drawnAt'>,
  screen: Screen,
  { marginPx, nowMs }: { readonly marginPx: number; readonly nowMs: number },
  visit: (slot: number, place: Readonly<ScreenPoint>) => void,
): void {
  const point = { x: 0, y: 0 };
  buffer.visit(screen.box(marginPx), (slot) => {
    if (!buffer.drawnAt(slot, nowMs, point)) return;
    if (!screen.toScreen(screen.nearestX(point.x), point.y, point)) return;
    const isInside =
      point.x >= -marginPx &&
      point.y >= -marginPx &&
      point.x <= screen.widthPx + marginPx &&
      point.y <= screen.heightPx + marginPx;
    if (isInside) visit(slot, point);
  });
}

/** How many aircraft are seen. */
export function countInView(buffer: Pick<DrawBuffer, 'visit' | 'drawnAt'>, screen: Screen, nowMs: number): number {
  let count = 0;
  visitInView(buffer, screen, { marginPx: 0, nowMs }, () => (count += 1));
  return count;
}
