import type { DrawBuffer } from './draw-buffer.ts';
import { mercatorX, mercatorY, shortWay, WORLD_PX } from './mercator.ts';

/** The visible part of the map, north up and flat. */
export interface Frame {
  readonly lat: number;
  readonly lon: number;
  readonly zoom: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** CSS pixels from the frame's top left of a mercator point, on the copy of the world nearest to the centre. */
export function toScreen(frame: Frame, x: number, y: number): { readonly x: number; readonly y: number } {
  const worldPx = WORLD_PX * 2 ** frame.zoom;
  return {
    x: shortWay(x - mercatorX(frame.lon)) * worldPx + frame.widthPx / 2,
    y: (y - mercatorY(frame.lat)) * worldPx + frame.heightPx / 2,
  };
}

/**
 * The aircraft nearest to a point of the screen, on any copy of the world.
 * @param tolerancePx how far it may be, in CSS pixels: 24 for a finger
 * @returns its slot, or null where none is near enough
 */
export function pick(
  buffer: Pick<DrawBuffer, 'slots' | 'drawnAt'>,
  frame: Frame,
  at: { readonly x: number; readonly y: number },
  { tolerancePx, nowMs }: { readonly tolerancePx: number; readonly nowMs: number },
): number | null {
  const worldPx = WORLD_PX * 2 ** frame.zoom;
  const x = mercatorX(frame.lon) + (at.x - frame.widthPx / 2) / worldPx;
  const y = mercatorY(frame.lat) + (at.y - frame.heightPx / 2) / worldPx;
  const point = { x: 0, y: 0 };
  let nearest: number | null = null;
  let leastPx = tolerancePx;
  for (let slot = 0; slot < buffer.slots; slot++) {
    if (!buffer.drawnAt(slot, nowMs, point)) continue;
    const dyPx = Math.abs(point.y - y) * worldPx;
    if (dyPx > leastPx) continue;
    const distancePx = Math.hypot(shortWay(point.x - x) * worldPx, dyPx);
    if (distancePx > leastPx) continue;
    leastPx = distancePx;
    nearest = slot;
  }
  return nearest;
}

/** How many aircraft are drawn within the frame. */
export function countInFrame(buffer: Pick<DrawBuffer, 'slots' | 'drawnAt'>, frame: Frame, nowMs: number): number {
  const worldPx = WORLD_PX * 2 ** frame.zoom;
  const halfWidth = Math.min(0.5, frame.widthPx / 2 / worldPx);
  const halfHeight = frame.heightPx / 2 / worldPx;
  const x = mercatorX(frame.lon);
  const y = mercatorY(frame.lat);
  const point = { x: 0, y: 0 };
  let count = 0;
  for (let slot = 0; slot < buffer.slots; slot++) {
    if (!buffer.drawnAt(slot, nowMs, point)) continue;
    if (Math.abs(shortWay(point.x - x)) <= halfWidth && Math.abs(point.y - y) <= halfHeight) count += 1;
  }
  return count;
}
