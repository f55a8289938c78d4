import { containsPoint, type BoundingBox } from '#domain/geo.ts';
import { removedAfterMs } from '#domain/lifecycle.ts';
import { FLAG, kindOfFlags } from '#contracts/live-frame.ts';
import { pointAt, type FleetColumns } from './fleet-columns.ts';

/** How often a feed delivers, ms; 0 where that isn't known. */
export type IntervalOf = (feed: string) => number;

/**
 * How long an aircraft is held that no message has removed: one may be lost, or the aircraft may have left what is
 * subscribed. ADS-C reports count for 33 minutes; captured files may be 5 minutes apart, and four of them count.
 */
const LIFETIME_MS = { outside: 2 * 60_000, usual: 3 * 60_000, replay: 25 * 60_000, longLived: 35 * 60_000 } as const;
/** A `removed` record of a feed that delivers seldom is on its way for this long at most. */
const REMOVAL_ARRIVES_MS = 60_000;

/**
 * How long an aircraft is held of which nothing is heard, ms.
 * @param subscribed what the server tells of; null where that isn't known
 * @param intervalMs how often its feed delivers; such a feed declares its aircraft gone after several intervals only
 */
export function silentForMs(
  columns: FleetColumns,
  slot: number,
  { subscribed, intervalMs }: { readonly subscribed: BoundingBox | null; readonly intervalMs: number },
): number {
  const lifetimeMs = lifetimeOf(columns, slot, subscribed);
  return intervalMs === 0 ? lifetimeMs : Math.max(lifetimeMs, removedAfterMs(intervalMs, 'other') + REMOVAL_ARRIVES_MS);
}

function lifetimeOf(columns: FleetColumns, slot: number, subscribed: BoundingBox | null): number {
  const flags = columns.flags[slot] ?? 0;
  if ((flags & FLAG.longLived) !== 0) return LIFETIME_MS.longLived;
  if (subscribed !== null && !containsPoint(subscribed, pointAt(columns, slot))) return LIFETIME_MS.outside;
  return kindOfFlags(flags) === 'replay' ? LIFETIME_MS.replay : LIFETIME_MS.usual;
}
