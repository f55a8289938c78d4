import type { Punctuality } from './flight-status.ts';

const MINUTE_MS = 60_000;
/** Up to here a flight is on time: in Lufthansa's answers of 2018 all departures up to 15 minutes late are, none later. */
const ON_TIME_MS = 15 * MINUTE_MS;

/** Whether a flight that happens at `atMs` is early, on time or delayed. */
export function punctualityAt(scheduledMs: number, atMs: number): Punctuality {
  if (atMs < scheduledMs) return 'early';
  return atMs - scheduledMs <= ON_TIME_MS ? 'on-time' : 'delayed';
}
