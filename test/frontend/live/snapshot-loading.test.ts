import { describe, expect, it } from 'vitest';
import type { DecodedSnapshot } from '#contracts/column-snapshot.ts';
import { createSnapshotLoading } from '../../../frontend/src/live/snapshot-loading.ts';
import { createManualScheduler } from '../../fakes/manual-scheduler.ts';

/** @param answers `asOfMs` of each snapshot in turn, null for one that fails; the last one goes on */
function setUp(answers: readonly (number | null)[]) {
  const scheduler = createManualScheduler();
  const fetchedAtMs: number[] = [];
  const came: (readonly [asOfMs: number, isUpToDate: boolean])[] = [];
  let missed = 0;
  const loading = createSnapshotLoading({
    scheduler,
    random: () => 1,
    fetchSnapshot: async (): Promise<DecodedSnapshot> => {
      const asOfMs = answers[Math.min(fetchedAtMs.length, answers.length - 1)] ?? null;
      fetchedAtMs.push(scheduler.nowMs());
      await Promise.resolve();
      if (asOfMs === null) throw new Error('away');
      return { asOfMs, kinds: ['live'], rows: [], identity: [] };
    },
    came: ({ asOfMs }, isUpToDate) => came.push([asOfMs, isUpToDate]),
    missed: () => (missed += 1),
  });
  return { scheduler, loading, fetchedAtMs, came, missed: () => missed };
}

describe('loading of snapshots', () => {
  it('ends with the first that is as of later than wanted', async () => {
    const { scheduler, loading, fetchedAtMs, came } = setUp([900, 1000, 1001]);
    loading.want(1000);
    await scheduler.advance(60_000);
    expect(fetchedAtMs).toEqual([0, 1000, 2000]);
    expect(came).toEqual([
      [900, false],
      [1000, false],
      [1001, true],
    ]);
    expect(scheduler.pending).toBe(0);
  });

  it('is content with the fifth that lags behind', async () => {
    const { scheduler, loading, came } = setUp([900]);
    loading.want(1000);
    await scheduler.advance(60_000);
    expect(came).toHaveLength(5);
  });

  it('goes on after failures, later each time up to 30 s, for as long as it is open', async () => {
    const { scheduler, loading, fetchedAtMs, missed } = setUp([null]);
    loading.want(1000);
    await scheduler.advance(100_000);
    expect(fetchedAtMs).toEqual([0, 1000, 3000, 7000, 15_000, 31_000, 61_000, 91_000]);
    expect(missed()).toBe(8);
    loading.close();
    loading.want(2000);
    await scheduler.advance(100_000);
    expect(fetchedAtMs).toHaveLength(8);
    expect(scheduler.pending).toBe(0);
  });

  it('takes a later wish along while it is at it, and puts off one that comes within ten seconds', async () => {
    const { scheduler, loading, fetchedAtMs } = setUp([1500, 2500, 5000]);
    loading.want(1000);
    loading.want(2000);
    await scheduler.advance(3000);
    expect(fetchedAtMs).toEqual([0, 1000]);
    loading.want(3000);
    loading.want(4000);
    await scheduler.advance(7999);
    expect(fetchedAtMs).toHaveLength(2);
    await scheduler.advance(60_000);
    expect(fetchedAtMs).toEqual([0, 1000, 11_000]);
  });
});
