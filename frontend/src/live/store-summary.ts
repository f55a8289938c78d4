import type { PositionKind } from '#domain/position.ts';
import { FLAG, kindOfFlags } from '#contracts/live-frame.ts';
import type { FleetColumns } from './fleet-columns.ts';

/** The aircraft store as a whole, for counters and notices. */
export interface StoreSummary {
  readonly count: number;
  readonly byKind: Readonly<Record<PositionKind, number>>;
  readonly emergencies: number;
  /** Newest observation of any aircraft held, epoch ms of the server; null while none is. */
  readonly newestObservedAtMs: number | null;
}

export function summarise(columns: FleetColumns): StoreSummary {
  const byKind = { live: 0, replay: 0, simulated: 0 };
  let count = 0;
  let emergencies = 0;
  let newestObservedAtMs = -Infinity;
  for (let slot = 0; slot < columns.slots; slot++) {
    if (!columns.isHeld(slot)) continue;
    const flags = columns.flags[slot] ?? 0;
    count += 1;
    byKind[kindOfFlags(flags)] += 1;
    if ((flags & FLAG.emergency) !== 0) emergencies += 1;
    newestObservedAtMs = Math.max(newestObservedAtMs, columns.observedAtMs[slot] ?? -Infinity);
  }
  return { count, byKind, emergencies, newestObservedAtMs: count === 0 ? null : newestObservedAtMs };
}
