import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCreditPlan } from '../../../../services/position-producer/sources/credit-plan.ts';

const DAY_MS = 86_400_000;
const MIDNIGHT = Date.UTC(2026, 10, 24);
const GAP_MS = 10_000;
const planOf = (limit = 400) => createCreditPlan({ limit, shortestGapMs: GAP_MS });

/** Spends whenever the plan allows it, until an instant. */
function spendUntil(plan: ReturnType<typeof planOf>, fromMs: number, untilMs: number, costs: readonly number[]) {
  const times: number[] = [];
  let nowMs = fromMs;
  for (let turn = 0; ; turn++) {
    const credits = costs[turn % costs.length]!;
    nowMs = Math.max(nowMs, Math.ceil(plan.nextAtMs(nowMs, credits)));
    if (nowMs >= untilMs) return times;
    plan.spend(nowMs, credits);
    times.push(nowMs);
  }
}

test('the first request may go out at once, the others at equal distances until midnight', () => {
  const times = spendUntil(planOf(), MIDNIGHT, MIDNIGHT + DAY_MS, [4]);
  expect(times).toHaveLength(100);
  expect(times[0]).toBe(MIDNIGHT);
  const gaps = times.slice(1).map((time, index) => time - times[index]!);
  expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(2);
  expect(gaps[0]).toBeCloseTo(DAY_MS / 100, -1);
});

test('a day that began long ago has all its credits still, but no two requests closer than the shortest gap', () => {
  const times = spendUntil(planOf(), MIDNIGHT + DAY_MS - 600_000, MIDNIGHT + DAY_MS, [4]);
  expect(times.length).toBe(60);
  expect(times[1]! - times[0]!).toBe(GAP_MS);
});

test('never more than a day has are spent within it, and no two requests are closer than allowed, whatever is told', () => {
  const told = fc.array(fc.option(fc.nat(500), { nil: null }), { minLength: 1, maxLength: 20 });
  const costs = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 500 }), costs, told, fc.nat(DAY_MS - 1), (limit, prices, tells, startMs) => {
      const plan = createCreditPlan({ limit, shortestGapMs: GAP_MS });
      const spent = new Map<number, number>();
      let nowMs = MIDNIGHT + startMs;
      let lastMs = -Infinity;
      for (let turn = 0; turn < 1500; turn++) {
        const credits = prices[turn % prices.length]!;
        nowMs = Math.max(nowMs, Math.ceil(plan.nextAtMs(nowMs, credits)));
        expect(nowMs - lastMs).toBeGreaterThanOrEqual(GAP_MS);
        plan.spend(nowMs, credits);
        lastMs = nowMs;
        const day = Math.floor(nowMs / DAY_MS);
        spent.set(day, (spent.get(day) ?? 0) + credits);
        const tell = tells[turn % tells.length];
        if (tell != null) plan.correct(tell);
        const { used, remaining, resetsAtMs } = plan.budget(nowMs);
        expect(used + remaining).toBe(limit);
        expect(remaining).toBeGreaterThanOrEqual(0);
        expect(resetsAtMs).toBeGreaterThan(nowMs);
      }
      expect(Math.max(...spent.values())).toBeLessThanOrEqual(limit);
    }),
    { numRuns: 25 },
  );
});

test('what the service says is left counts where it is less, and slows the rest of the day down', () => {
  const plan = planOf();
  plan.spend(MIDNIGHT, 4);
  const before = plan.nextAtMs(MIDNIGHT, 4);
  plan.correct(100);
  expect(plan.budget(MIDNIGHT)).toEqual({
    unit: 'credits',
    limit: 400,
    used: 300,
    remaining: 100,
    resetsAtMs: MIDNIGHT + DAY_MS,
  });
  expect(plan.nextAtMs(MIDNIGHT, 4)).toBeGreaterThan(before + DAY_MS / 100);
  plan.correct(4000);
  expect(plan.budget(MIDNIGHT)).toMatchObject({ used: 4, remaining: 396 });
});

test('with nothing left it waits for midnight, and has all again then', () => {
  const plan = planOf();
  plan.spend(MIDNIGHT + 1000, 4);
  plan.correct(3);
  expect(plan.isSpent(MIDNIGHT + 2000, 4)).toBe(true);
  expect(plan.isSpent(MIDNIGHT + 2000, 3)).toBe(false);
  expect(plan.nextAtMs(MIDNIGHT + 2000, 4)).toBe(MIDNIGHT + DAY_MS);
  expect(plan.isSpent(MIDNIGHT + DAY_MS, 4)).toBe(false);
  expect(plan.budget(MIDNIGHT + DAY_MS)).toMatchObject({ used: 0, remaining: 400 });
});

test('a refusal is waited for, beyond midnight too, and what was left before it is not believed after it', () => {
  const plan = planOf();
  const untilMs = MIDNIGHT + DAY_MS + 3_600_000;
  plan.spend(MIDNIGHT, 4);
  plan.correct(0);
  plan.refuse(untilMs);
  expect(plan.nextAtMs(MIDNIGHT + 1000, 1)).toBe(untilMs);
  expect(plan.isSpent(MIDNIGHT + 1000, 1)).toBe(true);
  expect(plan.budget(MIDNIGHT + 1000)).toMatchObject({ remaining: 0, used: 400, resetsAtMs: untilMs });
  expect(plan.isSpent(untilMs, 4)).toBe(false);
});

test('a clock that is set back does not give a day anew', () => {
  const plan = planOf(4);
  plan.spend(MIDNIGHT + 1000, 4);
  expect(plan.isSpent(MIDNIGHT - 1000, 4)).toBe(true);
});

test('a round takes as long as its credits, and at least a gap for each request', () => {
  expect(planOf().durationMs(MIDNIGHT, [4])).toBe((4 * DAY_MS) / 400);
  expect(planOf().durationMs(MIDNIGHT, [1, 3])).toBe((4 * DAY_MS) / 400);
  expect(planOf(1_000_000).durationMs(MIDNIGHT, [1, 3])).toBe(2 * GAP_MS);
});
