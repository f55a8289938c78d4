import { describe, expect, it } from 'vitest';
import { enforceBudget, type BudgetPorts } from '../../../lambdas/position-compaction/enforce-budget.ts';

/** A history of documents of 10 bytes and 2 positions each, oldest dropped first. */
function historyOf(documents: number): BudgetPorts & { left(): number } {
  let left = documents;
  return {
    left: () => left,
    measureBytes: () => Promise.resolve(left * 10),
    dropOldest: (bytes) => {
      const dropped = Math.min(left, 7, Math.ceil(bytes / 10));
      left -= dropped;
      return Promise.resolve({ freedBytes: dropped * 10, positions: dropped * 2 });
    },
  };
}
const hasTime = (): boolean => true;

describe('the budget of the history', () => {
  it('drops nothing while it is kept', async () => {
    const history = historyOf(100);
    expect(await enforceBudget(history, { maxBytes: 1000, isFull: false, hasTime })).toEqual({
      usedBytes: 1000,
      droppedPositions: 0,
    });
    expect(history.left()).toBe(100);
  });

  it('exceeded drops to 95 % of it and counts what went', async () => {
    const history = historyOf(150);
    const outcome = await enforceBudget(history, { maxBytes: 1000, isFull: false, hasTime });
    expect(outcome).toEqual({ usedBytes: 950, droppedPositions: 110 });
    expect(history.left()).toBe(95);
  });

  it('makes room below the limit too when the database is full', async () => {
    const history = historyOf(100);
    const outcome = await enforceBudget(history, { maxBytes: 100_000, isFull: true, hasTime });
    expect(outcome).toEqual({ usedBytes: 950, droppedPositions: 10 });
  });

  it('ends when nothing is left to drop, and when time is up', async () => {
    const history = historyOf(5);
    const stuck: BudgetPorts = { ...history, measureBytes: () => Promise.resolve(1_000_000) };
    expect(await enforceBudget(stuck, { maxBytes: 10, isFull: false, hasTime })).toMatchObject({
      droppedPositions: 10,
    });
    const late = historyOf(150);
    expect(await enforceBudget(late, { maxBytes: 10, isFull: false, hasTime: () => false })).toMatchObject({
      droppedPositions: 0,
    });
  });
});
