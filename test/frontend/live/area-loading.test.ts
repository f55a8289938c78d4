import { describe, expect, it } from 'vitest';
import type { DecodedSnapshot } from '#contracts/column-snapshot.ts';
import { createAreaLoading } from '../../../frontend/src/live/area-loading.ts';
import type { SnapshotPart } from '../../../frontend/src/live/snapshot-part.ts';
import { createManualScheduler } from '../../fakes/manual-scheduler.ts';

type Answer = number | null | 'hanging';

function part(name: string, distance = 0): SnapshotPart {
  return { key: name, target: { tile: name }, inside: [0, 0, 1, 1], distance };
}

/** @param answersOf by name `asOfMs` of each snapshot in turn, null for one that fails; the last one goes on */
function setUp(answersOf: (name: string) => readonly Answer[]) {
  const scheduler = createManualScheduler();
  const fetched: (readonly [name: string, atMs: number])[] = [];
  const came: (readonly [name: string, asOfMs: number, isUpToDate: boolean])[] = [];
  const aborted: string[] = [];
  let open = 0;
  let mostOpen = 0;
  let missed = 0;
  const loading = createAreaLoading({
    scheduler,
    random: () => 1,
    fetchSnapshot: async (target, signal): Promise<DecodedSnapshot> => {
      const name = 'tile' in target ? target.tile : 'box';
      const answers = answersOf(name);
      const asOfMs = answers[Math.min(fetched.filter(([of]) => of === name).length, answers.length - 1)] ?? null;
      fetched.push([name, scheduler.nowMs()]);
      open += 1;
      mostOpen = Math.max(mostOpen, open);
      if (asOfMs === 'hanging') {
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        aborted.push(name);
      } else await new Promise<void>((resolve) => scheduler.after(10, resolve));
      open -= 1;
      if (typeof asOfMs !== 'number') throw new Error('away');
      return { asOfMs, kinds: ['live'], rows: [], identity: [] };
    },
    came: ({ key }, { asOfMs }, isUpToDate) => came.push([key, asOfMs, isUpToDate]),
    missed: () => (missed += 1),
  });
  const timesOf = (name: string): number[] => fetched.filter(([of]) => of === name).map(([, atMs]) => atMs);
  return { scheduler, loading, fetched, timesOf, came, aborted, mostOpen: () => mostOpen, missed: () => missed };
}

describe('loading of an area', () => {
  it('fetches six at a time at most, the nearest first, and shows each as it comes', async () => {
    const { scheduler, loading, fetched, came, mostOpen } = setUp(() => [2000]);
    const parts = Array.from({ length: 20 }, (_, index) => part(`t${index}`, (index * 7) % 20));
    loading.show(parts, 1000);
    await scheduler.advance(15);
    expect(came).toHaveLength(6);
    await scheduler.advance(1000);
    const byDistance = parts.toSorted((a, b) => a.distance - b.distance).map(({ key }) => key);
    expect(fetched.map(([name]) => name)).toEqual(byDistance);
    expect(mostOpen()).toBe(6);
    expect(loading.isDone).toBe(true);
  });

  it('fetches each again after a second until it is as of later than wanted, five times at most', async () => {
    const { scheduler, loading, timesOf, came } = setUp((name) => (name === 'late' ? [900, 1000, 1001] : [900]));
    loading.show([part('late'), part('still')], 1000);
    await scheduler.advance(60_000);
    expect(timesOf('late')).toEqual([0, 1010, 2020]);
    expect(came.filter(([name]) => name === 'late').map(([, , isUpToDate]) => isUpToDate)).toEqual([
      false,
      false,
      true,
    ]);
    expect(timesOf('still')).toHaveLength(5);
    expect(loading.isDone).toBe(true);
    expect(scheduler.pending).toBe(0);
  });

  it('tries one that fails again, later each time, without holding up the others', async () => {
    const { scheduler, loading, timesOf, came, missed } = setUp((name) =>
      name.startsWith('away') ? [null, null, null, 2000] : [2000],
    );
    const away = Array.from({ length: 6 }, (_, index) => part(`away${index}`));
    loading.show([...away, part('well', 9)], 1000);
    await scheduler.advance(30);
    expect(came.map(([name]) => name)).toEqual(['well']);
    expect(loading.isFailing).toBe(true);
    await scheduler.advance(60_000);
    expect(timesOf('away0')).toEqual([0, 1010, 3020, 7030]);
    expect(missed()).toBe(18);
    expect(loading.isFailing).toBe(false);
  });

  it('leaves alone what stays in the area, whether it is here or on its way, and drops what leaves it', async () => {
    const { scheduler, loading, timesOf, aborted } = setUp((name) => (name.startsWith('slow') ? ['hanging'] : [1500]));
    loading.show([part('here'), part('slow-stays'), part('slow-leaves')], 1000);
    await scheduler.advance(100);
    loading.show([part('here'), part('slow-stays'), part('new')], 2000);
    await scheduler.advance(500);
    expect(aborted).toEqual(['slow-leaves']);
    expect(timesOf('here')).toEqual([0]);
    expect(timesOf('slow-stays')).toEqual([0]);
    // What is new in the area must be as of later than this subscription.
    await scheduler.advance(60_000);
    expect(timesOf('new')).toHaveLength(5);
    loading.show([part('here'), part('slow-stays'), part('slow-leaves')], 3000);
    await scheduler.advance(100);
    expect(timesOf('slow-leaves')).toHaveLength(2);
  });

  it('renews all when asked, each at most every ten seconds', async () => {
    const { scheduler, loading, timesOf } = setUp(() => [5000]);
    loading.show([part('a'), part('b')], 1000);
    await scheduler.advance(1000);
    for (let second = 0; second < 15; second++) {
      loading.renew(2000);
      await scheduler.advance(1000);
    }
    expect(timesOf('a')).toEqual([0, 10_010]);
    expect(timesOf('b')).toEqual([0, 10_010]);
  });

  it('ends everything when closed', async () => {
    const { scheduler, loading, fetched } = setUp((name) => (name === 'away' ? [null] : ['hanging']));
    loading.show([part('away'), part('hanging')], 1000);
    await scheduler.advance(100);
    loading.close();
    await scheduler.advance(60_000);
    expect(fetched).toHaveLength(2);
    expect(scheduler.pending).toBe(0);
  });
});
