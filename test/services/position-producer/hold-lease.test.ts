import { expect, test } from 'vitest';
import { holdLease, LEASE_MS, type Leases } from '../../../services/position-producer/hold-lease.ts';
import { createManualTime, type ManualTime } from '../../fakes/manual-time.ts';
import { createRecordingLogger } from '../../fakes/recording-logger.ts';

/** Leases in memory, by the rule of the real store; may be away. */
function createLeases(time: ManualTime) {
  const held = new Map<string, { holder: string; expiresAtMs: number }>();
  const state = { isAway: false };
  const reach = () => (state.isAway ? Promise.reject(new Error('away')) : Promise.resolve());
  const leases: Leases = {
    async acquire(name, holder, ttlMs) {
      await reach();
      const current = held.get(name);
      if (current && current.holder !== holder && current.expiresAtMs > time.clock()) return false;
      held.set(name, { holder, expiresAtMs: time.clock() + ttlMs });
      return true;
    },
    async release(name, holder) {
      await reach();
      if (held.get(name)?.holder === holder) held.delete(name);
    },
  };
  return { leases, held, state };
}

function setUp() {
  const time = createManualTime();
  const store = createLeases(time);
  const log = createRecordingLogger();
  const start = (holder: string) => {
    const stop = new AbortController();
    const work = { running: 0, starts: 0 };
    const options = { leases: store.leases, name: 'feed/x', holder, clock: time.clock, sleep: time.sleep, log };
    const done = holdLease(options, stop.signal, async (signal) => {
      work.running += 1;
      work.starts += 1;
      await time.sleep(1e9, signal);
      work.running -= 1;
    });
    return { stop, work, done };
  };
  return { time, store, log, start };
}

test('the second waits while the first renews, and follows at once when the first gives back', async () => {
  const { time, start } = setUp();
  const first = start('a');
  await time.settle();
  const second = start('b');
  await time.advance(60_000);
  expect([first.work.running, second.work.running]).toEqual([1, 0]);
  first.stop.abort();
  await first.done;
  await time.advance(2000);
  expect([first.work.running, second.work.running]).toEqual([0, 1]);
});

test('the second follows a first that was killed when its lease has run out', async () => {
  const { time, store, start } = setUp();
  store.held.set('feed/x', { holder: 'killed', expiresAtMs: time.clock() + LEASE_MS });
  const second = start('b');
  await time.advance(LEASE_MS - 1);
  expect(second.work.running).toBe(0);
  await time.advance(2000);
  expect(second.work.running).toBe(1);
});

test('a restart under the same name takes its lease over at once', async () => {
  const { time, store, start } = setUp();
  store.held.set('feed/x', { holder: 'a', expiresAtMs: time.clock() + LEASE_MS });
  const again = start('a');
  await time.settle();
  expect(again.work.running).toBe(1);
});

test('with the database away the holder goes on for as long as that lasts, and renews afterwards', async () => {
  const { time, store, start } = setUp();
  const first = start('a');
  await time.settle();
  store.state.isAway = true;
  await time.advance(3_600_000);
  expect(first.work).toEqual({ running: 1, starts: 1 });
  store.state.isAway = false;
  await time.advance(2000);
  expect(first.work).toEqual({ running: 1, starts: 1 });
  expect(store.held.get('feed/x')?.holder).toBe('a');
});

test('a holder whose lease was taken by another stops, waits, and works again later', async () => {
  const { time, store, start } = setUp();
  const first = start('a');
  await time.settle();
  store.held.set('feed/x', { holder: 'other', expiresAtMs: time.clock() + 10_000 });
  await time.advance(2000);
  expect(first.work).toEqual({ running: 0, starts: 1 });
  await time.advance(12_000);
  expect(first.work).toEqual({ running: 1, starts: 2 });
});

test('a start with the database away begins without a lease after 15 s', async () => {
  const { time, store, start } = setUp();
  store.state.isAway = true;
  const first = start('a');
  await time.advance(14_000);
  expect(first.work.running).toBe(0);
  await time.advance(4000);
  expect(first.work.running).toBe(1);
});

test('work that ends gives the lease back; work that fails passes its error on', async () => {
  const { time, store, log } = setUp();
  const options = { leases: store.leases, name: 'feed/x', holder: 'a', clock: time.clock, sleep: time.sleep, log };
  const signal = new AbortController().signal;
  const ended = holdLease(options, signal, () => Promise.resolve());
  await time.settle();
  await ended;
  expect(store.held.size).toBe(0);
  await expect(holdLease(options, signal, () => Promise.reject(new Error('bug')))).rejects.toThrow('bug');
});

test('a process that is told to stop while it waits ends without working', async () => {
  const { time, store, start } = setUp();
  store.held.set('feed/x', { holder: 'other', expiresAtMs: Infinity });
  const second = start('b');
  await time.advance(10_000);
  second.stop.abort();
  await second.done;
  expect(second.work.starts).toBe(0);
});
