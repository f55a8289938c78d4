import { CALL_PURPOSES, type CallPurpose } from '#adapters/lufthansa/lufthansa-api.ts';
import { quotaLimits, type QuotaLimits } from '#adapters/lufthansa/quota/quota-limits.ts';
import { decideSlot, reportQuota } from '#adapters/lufthansa/quota/quota-rule.ts';
import type { QuotaStore } from '#adapters/lufthansa/quota/quota-store.ts';
import type { AccessToken, TokenStore } from '#adapters/lufthansa/token/token-store.ts';

export interface MemoryQuota extends QuotaStore {
  /** Slots given, in order. */
  readonly given: readonly { readonly purpose: CallPurpose; readonly slotMs: number }[];
}

/** A quota in memory: the same decision as the one on MongoDB. */
export function createMemoryQuota(clock: () => number, limits: QuotaLimits = quotaLimits()): MemoryQuota {
  const given: { purpose: CallPurpose; slotMs: number }[] = [];
  let pausedUntilMs = 0;
  const use = () => {
    const of = (purpose: CallPurpose) => given.filter((one) => one.purpose === purpose).map(({ slotMs }) => slotMs);
    const [status, admin, schedules, references] = CALL_PURPOSES.map(of);
    return {
      slots: { status: status!, admin: admin!, schedules: schedules!, references: references! },
      pausedUntilMs,
    };
  };
  return {
    given,
    spacingMs: limits.spacingMs,
    async reserve(ask) {
      const answer = decideSlot(use(), limits, { ...ask, nowMs: clock() });
      if (answer.kind === 'slot') given.push({ purpose: ask.purpose, slotMs: answer.slotMs });
      return answer;
    },
    async pause(ms) {
      pausedUntilMs = Math.max(pausedUntilMs, clock() + ms);
    },
    read: async () => reportQuota(use(), limits, clock()),
  };
}

/** Tokens in memory, with leases. */
export function createMemoryTokens(clock: () => number): TokenStore {
  let kept: { token: string; untilMs: number } | null = null;
  let lease: { holder: string; untilMs: number } | null = null;
  return {
    async read() {
      const found = kept;
      return found === null || found.untilMs <= clock()
        ? null
        : { token: found.token, remainingMs: found.untilMs - clock() };
    },
    async write({ token, remainingMs }: AccessToken) {
      kept = { token, untilMs: clock() + remainingMs };
    },
    async acquire(holder, ttlMs) {
      if (lease !== null && lease.holder !== holder && lease.untilMs > clock()) return false;
      lease = { holder, untilMs: clock() + ttlMs };
      return true;
    },
    async release(holder) {
      if (lease?.holder === holder) lease = null;
    },
  };
}
