import { expect, test } from 'vitest';
import { runExclusively, type HeldLock, type LockOptions } from '#adapters/etl/run-exclusively.ts';
import { createManualTime } from '../../../fakes/manual-time.ts';
import { createRecordingLogger } from '../../../fakes/recording-logger.ts';

function setUp(acquire: LockOptions['leases']['acquire']) {
  const time = createManualTime();
  const logger = createRecordingLogger();
  const released: string[] = [];
  const leases = { acquire, release: async (name: string, holder: string) => void released.push(`${name} ${holder}`) };
  const signal = new AbortController().signal;
  const options: LockOptions = { leases, name: 'references', holder: 'sample/a', signal, logger, sleep: time.sleep };
  return { time, logger, released, options };
}

/** Work that ends when the test says so. */
function openWork() {
  const { promise, resolve } = Promise.withResolvers<string>();
  let held: HeldLock | null = null;
  return {
    end: resolve,
    isAborted: () => held?.signal.aborted,
    isLost: () => held?.isLost(),
    work: (given: HeldLock) => {
      held = given;
      return promise;
    },
  };
}

test('the lock is renewed in time while the work lasts, and given back', async () => {
  const renewed: number[] = [];
  let longestMs = 0;
  const { time, released, options } = setUp(async (_name, _holder, ttlMs) => {
    renewed.push(time.clock());
    longestMs = ttlMs;
    return true;
  });
  const { work, end } = openWork();
  const running = runExclusively(options, work);
  await time.advance(100_000);
  expect(renewed.length).toBeGreaterThan(3);
  const pausesMs = renewed.slice(1).map((atMs, index) => atMs - (renewed[index] ?? 0));
  expect(Math.max(...pausesMs) * 2).toBeLessThan(longestMs);
  expect(longestMs).toBeLessThanOrEqual(60_000);
  end('done');
  expect(await running).toEqual({ result: 'done' });
  expect(released).toEqual(['etl/references sample/a']);
  expect(time.sleepers()).toBe(0);
});

test('where another holds the lock nothing is done', async () => {
  const { released, options } = setUp(async () => false);
  const { work, isAborted } = openWork();
  expect(await runExclusively(options, work)).toBeNull();
  expect(isAborted()).toBeUndefined();
  expect(released).toEqual([]);
});

test('a lock that was lost to another stops the work; a database that is away for a moment does not', async () => {
  const answers = [true, new Error('away'), true, false];
  const { time, logger, options } = setUp(async () => {
    const answer = answers.shift() ?? false;
    if (answer instanceof Error) throw answer;
    return answer;
  });
  const { work, end, isAborted, isLost } = openWork();
  const running = runExclusively(options, work);
  await time.advance(25_000);
  expect([isAborted(), isLost()]).toEqual([false, false]);
  await time.advance(12_000);
  expect([isAborted(), isLost()]).toEqual([true, true]);
  end('stopped');
  await running;
  expect(logger.lines.map(({ message }) => message)).toEqual(['lock not renewed', 'lock lost to another run']);
});

test('work that was told to stop still holds its lock', async () => {
  const stop = new AbortController();
  const { options } = setUp(async () => true);
  const { work, end, isAborted, isLost } = openWork();
  const running = runExclusively({ ...options, signal: stop.signal }, work);
  await Promise.resolve();
  stop.abort();
  await Promise.resolve();
  expect([isAborted(), isLost()]).toEqual([true, false]);
  end('stopped');
  await running;
});

test('the lock is given back where the work fails, and its error is what counts', async () => {
  const { released, options } = setUp(async () => true);
  await expect(runExclusively(options, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(released).toHaveLength(1);
});
