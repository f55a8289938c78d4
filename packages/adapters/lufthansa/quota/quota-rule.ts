import { CALL_PURPOSES, type CallPurpose } from '../lufthansa-api.ts';
import type { QuotaLimits } from './quota-limits.ts';

/** Slots granted of late, of each purpose in order, epoch ms; some may still be to come. */
export interface QuotaUse {
  readonly slots: Readonly<Record<CallPurpose, readonly number[]>>;
  /** Nobody may call until then: Lufthansa said that the hour is spent. 0 where it didn't. */
  readonly pausedUntilMs: number;
}

export interface SlotAsk {
  readonly purpose: CallPurpose;
  /** A slot that is later than this isn't taken. */
  readonly maxWaitMs: number;
}

/**
 * A slot: the call may leave `waitMs` from now. Or why there is none, and when to ask again: `hour`: the hour has no call left
 * for this purpose; `queue`: the next free slot is too far ahead; `paused`: Lufthansa said so.
 */
export type SlotAnswer =
  | { readonly kind: 'slot'; readonly waitMs: number; readonly slotMs: number }
  | { readonly kind: 'refused'; readonly reason: 'hour' | 'queue' | 'paused'; readonly retryAfterMs: number };

/** Slots are given at most this far ahead, so that whoever asks later isn't behind a long queue. */
export const FURTHEST_SLOT_MS = 10_000;
/** A call leaves its process this late after its slot at most, else it takes another. */
export const LATEST_USE_MS = 10_000;
const HOUR_MS = 3_600_000;
/** Slots in every such window are held to the hour's limit: the calls in every hour are then within it, late ones included. */
export const WINDOW_MS = HOUR_MS + LATEST_USE_MS;
/** Of its share a purpose that makes no calls keeps this part for itself and lends the rest. */
const KEPT_PART = 0.1;

/**
 * When a call may leave.
 *
 * Slots lie a spacing apart, so that no second has more than its limit. Every window of an hour has at most the hour's limit
 * of them, and of these:
 * - the tenth of its share that a purpose hasn't used is nobody else's: it gets that much whatever the others do;
 * - within its share a purpose needs to leave the others only those tenths;
 * - beyond its share it has to leave them what they still may claim: all that is unused of the share of a purpose that made a
 *   call within the hour, the tenth of an idle one. So idle purposes lend nine tenths, and those at work nothing.
 */
export function decideSlot(use: QuotaUse, limits: QuotaLimits, ask: SlotAsk & { readonly nowMs: number }): SlotAnswer {
  const { nowMs, purpose, maxWaitMs } = ask;
  if (use.pausedUntilMs > nowMs) return refused('paused', use.pausedUntilMs - nowMs);
  const lastMs = Math.max(...CALL_PURPOSES.map((one) => use.slots[one].at(-1) ?? -Infinity));
  const slotMs = Math.max(nowMs, lastMs + limits.spacingMs);
  const allowedMs = firstAllowed(use, limits, { purpose, slotMs });
  if (allowedMs > slotMs) return refused('hour', allowedMs - nowMs);
  const waitMs = slotMs - nowMs;
  if (waitMs > FURTHEST_SLOT_MS) return refused('queue', waitMs - FURTHEST_SLOT_MS / 2);
  return waitMs > maxWaitMs ? refused('queue', waitMs) : { kind: 'slot', waitMs, slotMs };
}

/** The earliest time from `slotMs` on at which the hour has a call for that purpose, if nobody else takes one. */
function firstAllowed(
  use: QuotaUse,
  limits: QuotaLimits,
  { purpose, slotMs }: { readonly purpose: CallPurpose; readonly slotMs: number },
): number {
  const counts = countsSince(use, slotMs - WINDOW_MS);
  let atMs = slotMs;
  while (!isWithinHour(counts, limits, purpose)) {
    const next = oldestOf(use, counts);
    if (next === null) return slotMs + WINDOW_MS;
    counts[next.purpose] -= 1;
    atMs = next.slotMs + WINDOW_MS;
  }
  return atMs;
}

type Counts = Record<CallPurpose, number>;

/** How many slots of each purpose are later than that. */
export function countsSince({ slots }: QuotaUse, sinceMs: number): Counts {
  const count = (purpose: CallPurpose): number => {
    const first = slots[purpose].findIndex((slotMs) => slotMs > sinceMs);
    return first < 0 ? 0 : slots[purpose].length - first;
  };
  return {
    status: count('status'),
    admin: count('admin'),
    schedules: count('schedules'),
    references: count('references'),
  };
}

function isWithinHour(counts: Counts, { callsPerHour, shares }: QuotaLimits, purpose: CallPurpose): boolean {
  const isInShare = counts[purpose] < shares[purpose];
  const reserved = CALL_PURPOSES.filter((other) => other !== purpose).map((other) => {
    const [share, used] = [shares[other], counts[other]];
    const claim = used > 0 && !isInShare ? share : Math.ceil(share * KEPT_PART);
    return Math.max(0, claim - used);
  });
  return sum(Object.values(counts)) + 1 + sum(reserved) <= callsPerHour;
}

/** The oldest of the slots counted. */
function oldestOf(
  { slots }: QuotaUse,
  counts: Counts,
): { readonly purpose: CallPurpose; readonly slotMs: number } | null {
  const heads = CALL_PURPOSES.filter((purpose) => counts[purpose] > 0).map((purpose) => ({
    purpose,
    slotMs: slots[purpose].at(-counts[purpose]) ?? 0,
  }));
  return heads.toSorted((a, b) => a.slotMs - b.slotMs)[0] ?? null;
}

const refused = (reason: 'hour' | 'queue' | 'paused', retryAfterMs: number): SlotAnswer => ({
  kind: 'refused',
  reason,
  retryAfterMs,
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** What of the hour is used, for showing. */
export interface QuotaReport {
  readonly used: number;
  readonly limit: number;
  readonly purposes: Readonly<Record<CallPurpose, { readonly used: number; readonly share: number }>>;
  /** Until when Lufthansa takes no calls, epoch ms; null while it does. */
  readonly pausedUntilMs: number | null;
}

export function reportQuota(use: QuotaUse, { callsPerHour, shares }: QuotaLimits, nowMs: number): QuotaReport {
  const counts = countsSince(use, nowMs - HOUR_MS);
  const of = (purpose: CallPurpose) => ({ used: counts[purpose], share: shares[purpose] });
  return {
    used: sum(Object.values(counts)),
    limit: callsPerHour,
    purposes: {
      status: of('status'),
      admin: of('admin'),
      schedules: of('schedules'),
      references: of('references'),
    },
    pausedUntilMs: use.pausedUntilMs > nowMs ? use.pausedUntilMs : null,
  };
}
