import { normaliseBox, containsPoint, type BoundingBox } from '#domain/geo.ts';
import type { PositionKind } from '#domain/position.ts';
import { SHOW_AIRCRAFT, type ShownRule, type Verdict } from './shown-rule.ts';
import type { Aircraft } from '../live/aircraft-store.ts';

/** What is on the map, in figures; computed at most once a second. */
export interface ViewSummary {
  /** Aircraft shown whose last fix lies in the visible part of the map. */
  readonly inView: number;
  /** Those there that the reader's filter leaves out. */
  readonly filteredInView: number;
  /** Those there that are hidden by default: on the ground, seen from afar; vehicles and obstacles. */
  readonly groundInView: number;
  readonly vehiclesInView: number;
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
  filteredInView: 0,
  groundInView: 0,
  vehiclesInView: 0,
  held: 0,
  heldByKind: { live: 0, replay: 0, simulated: 0 },
  emergenciesInView: 0,
  newestObservedAtMs: null,
  newestHeardAtMs: null,
};

/** @param box as the map reports it; null while there is no map yet, then everything counts as in view */
export function summariseView(
  aircraft: Iterable<Aircraft>,
  box: BoundingBox | null,
  { judge }: ShownRule = SHOW_AIRCRAFT,
): ViewSummary {
  const visible = box === null ? null : normaliseBox(box);
  const heldByKind = { live: 0, replay: 0, simulated: 0 };
  let held = 0;
  const verdicts: Record<Verdict, number> = { shown: 0, filtered: 0, ground: 0, vehicle: 0 };
  let emergenciesInView = 0;
  let newestObservedAtMs = -Infinity;
  let newestHeardAtMs = -Infinity;
  for (const each of aircraft) {
    const { fix, kind, emergency, heardAtMs } = each;
    held += 1;
    heldByKind[kind] += 1;
    newestObservedAtMs = Math.max(newestObservedAtMs, fix.observedAtMs);
    newestHeardAtMs = Math.max(newestHeardAtMs, heardAtMs);
    if (visible !== null && !containsPoint(visible, fix)) continue;
    const verdict = judge(each);
    verdicts[verdict] += 1;
    if (emergency && verdict === 'shown') emergenciesInView += 1;
  }
  return {
    inView: verdicts.shown,
    filteredInView: verdicts.filtered,
    groundInView: verdicts.ground,
    vehiclesInView: verdicts.vehicle,
    held,
    heldByKind,
    emergenciesInView,
    newestObservedAtMs: held === 0 ? null : newestObservedAtMs,
    newestHeardAtMs: held === 0 ? null : newestHeardAtMs,
  };
}

/** Aircraft in view that are held and not shown. */
export function hiddenInView({ filteredInView, groundInView, vehiclesInView }: ViewSummary): number {
  return filteredInView + groundInView + vehiclesInView;
}
