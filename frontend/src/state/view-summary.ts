import { normaliseBox, containsPoint, type BoundingBox } from '#domain/geo.ts';
import type { PositionKind } from '#domain/position.ts';
import type { Aircraft } from '../live/aircraft-store.ts';

/** What is on the map, in figures; computed at most once a second. */
export interface ViewSummary {
  /** Aircraft whose last fix lies in the visible part of the map. */
  readonly inView: number;
  /** Aircraft that the page holds; the server sends those in view and a margin around it. */
  readonly held: number;
  readonly heldByKind: Readonly<Record<PositionKind, number>>;
  readonly emergenciesInView: number;
  /** Newest observation held, epoch ms of the server. */
  readonly newestObservedAtMs: number | null;
  /** When the page last took a position, epoch ms of the server. */
  readonly newestHeardAtMs: number | null;
}

export const EMPTY_SUMMARY: ViewSummary = {
  inView: 0,
  held: 0,
  heldByKind: { live: 0, replay: 0, simulated: 0 },
  emergenciesInView: 0,
  newestObservedAtMs: null,
  newestHeardAtMs: null,
};

/** @param box as the map reports it; null while there is no map yet, then everything counts as in view */
export function summariseView(aircraft: Iterable<Aircraft>, box: BoundingBox | null): ViewSummary {
  const visible = box === null ? null : normaliseBox(box);
  const heldByKind = { live: 0, replay: 0, simulated: 0 };
  let held = 0;
  let inView = 0;
  let emergenciesInView = 0;
  let newestObservedAtMs = -Infinity;
  let newestHeardAtMs = -Infinity;
  for (const { fix, kind, emergency, heardAtMs } of aircraft) {
    held += 1;
    heldByKind[kind] += 1;
    newestObservedAtMs = Math.max(newestObservedAtMs, fix.observedAtMs);
    newestHeardAtMs = Math.max(newestHeardAtMs, heardAtMs);
    if (visible !== null && !containsPoint(visible, fix)) continue;
    inView += 1;
    if (emergency) emergenciesInView += 1;
  }
  return {
    inView,
    held,
    heldByKind,
    emergenciesInView,
    newestObservedAtMs: held === 0 ? null : newestObservedAtMs,
    newestHeardAtMs: held === 0 ? null : newestHeardAtMs,
  };
}
