import type { FeedBudget } from '#contracts/feed-status.ts';

export interface CreditPlanOptions {
  /** Credits of a day (UTC). */
  readonly limit: number;
  /** No two requests are closer than this, whatever the credits. */
  readonly shortestGapMs: number;
}

/** Spreads a day's credits over what is left of the day. Times are epoch ms. */
export interface CreditPlan {
  /** When a request of so many credits may go out: now or earlier where it may at once. */
  nextAtMs(nowMs: number, credits: number): number;
  /** Whether it has to wait because nothing is left, rather than for its turn. */
  isSpent(nowMs: number, credits: number): boolean;
  /** A request goes out: what it costs is spent, whatever becomes of it. */
  spend(nowMs: number, credits: number): void;
  /** What the service says is left, after the last request. */
  correct(remaining: number): void;
  /** The service has refused for so long. */
  refuse(untilMs: number): void;
  /** How long requests that cost so many credits together take in turn, as things are. */
  durationMs(nowMs: number, credits: readonly number[]): number;
  budget(nowMs: number): FeedBudget;
}

const DAY_MS = 86_400_000;

/**
 * Two accounts are kept, and the lower one counts: what was spent since midnight UTC, and what the service says is left,
 * which others may use too and which a restart doesn't forget. The service doesn't say when its day begins; where it is
 * another one, it refuses for a while, and says for how long.
 */
export function createCreditPlan({ limit, shortestGapMs }: CreditPlanOptions): CreditPlan {
  let day = -Infinity;
  let spent = 0;
  let stated: number | null = null;
  let last = { atMs: -Infinity, credits: 0 };
  let refusedUntilMs = -Infinity;

  /** A clock that is set back doesn't give a day anew. */
  function enterDay(nowMs: number): void {
    const today = Math.floor(nowMs / DAY_MS);
    if (today <= day) return;
    day = today;
    spent = 0;
    stated = null;
  }

  const resetsAtMs = (): number => (day + 1) * DAY_MS;
  const remaining = (): number => Math.max(0, Math.min(limit - spent, stated ?? limit));

  /** Time for a request of so many credits where so many are left for the rest of the day. */
  function gapMs(fromMs: number, credits: number, left: number): number {
    return Math.max(shortestGapMs, (credits * (resetsAtMs() - fromMs)) / Math.max(1, left));
  }

  function turnAtMs(): number {
    if (last.credits === 0) return -Infinity;
    const spacedMs = last.atMs + gapMs(last.atMs, last.credits, remaining() + last.credits);
    // What is left at midnight is lost, so nothing is spared beyond it.
    return Math.min(spacedMs, Math.max(resetsAtMs(), last.atMs + shortestGapMs));
  }

  const lacks = (credits: number): boolean => remaining() < credits;

  return {
    nextAtMs(nowMs, credits) {
      enterDay(nowMs);
      return Math.max(turnAtMs(), refusedUntilMs, lacks(credits) ? resetsAtMs() : -Infinity);
    },
    isSpent(nowMs, credits) {
      enterDay(nowMs);
      return lacks(credits) || refusedUntilMs > nowMs;
    },
    spend(nowMs, credits) {
      enterDay(nowMs);
      spent += credits;
      if (stated !== null) stated = Math.max(0, stated - credits);
      last = { atMs: nowMs, credits };
    },
    correct: (left) => void (stated = Math.max(0, Math.floor(left))),
    refuse(untilMs) {
      refusedUntilMs = untilMs;
      // It counts anew from then on.
      stated = null;
    },
    durationMs(nowMs, credits) {
      enterDay(nowMs);
      // From the last request on, as its successor's turn is reckoned.
      const isToday = last.atMs >= day * DAY_MS;
      const fromMs = isToday ? last.atMs : nowMs;
      const left = remaining() + (isToday ? last.credits : 0);
      return credits.reduce((sum, one) => sum + gapMs(fromMs, one, left), 0);
    },
    budget(nowMs) {
      enterDay(nowMs);
      const isRefused = refusedUntilMs > nowMs;
      const left = isRefused ? 0 : remaining();
      return {
        unit: 'credits',
        limit,
        used: limit - left,
        remaining: left,
        resetsAtMs: isRefused ? refusedUntilMs : resetsAtMs(),
      };
    },
  };
}
