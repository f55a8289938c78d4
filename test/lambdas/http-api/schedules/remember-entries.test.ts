import { beforeEach, expect, test } from 'vitest';
import { rememberEntries } from '../../../../lambdas/http-api/schedules/remember-entries.ts';

const clock = { nowMs: 1000 };
let reads: string[][];
let failure: Error | null;
beforeEach(() => {
  clock.nowMs = 1000;
  reads = [];
  failure = null;
});

/** Knows every key of capitals by its length. */
const create = (most = 10) =>
  rememberEntries({
    read: (keys) => {
      reads.push([...keys]);
      if (failure !== null) return Promise.reject(failure);
      return Promise.resolve(new Map(keys.filter((key) => /^[A-Z]+$/.test(key)).map((key) => [key, key.length])));
    },
    forMs: 500,
    most,
    clock: () => clock.nowMs,
  });

test('rememberEntries() reads each key once while it is remembered, only those that are missing', async () => {
  const get = create();
  expect(await get(['A', 'BB', 'A'])).toEqual(
    new Map([
      ['A', 1],
      ['BB', 2],
    ]),
  );
  expect(await get(['BB', 'CCC'])).toEqual(
    new Map([
      ['BB', 2],
      ['CCC', 3],
    ]),
  );
  expect((await get(['A', 'BB', 'CCC'])).size).toBe(3);
  expect(reads).toEqual([['A', 'BB'], ['CCC']]);
});

test('rememberEntries() remembers too what is not there', async () => {
  const get = create();
  expect(await get(['none'])).toEqual(new Map());
  expect(await get(['none'])).toEqual(new Map());
  expect(reads).toHaveLength(1);
});

test('rememberEntries() reads again when the time is over, also where the clock was set back', async () => {
  const get = create();
  await get(['A']);
  clock.nowMs += 499;
  await get(['A']);
  expect(reads).toHaveLength(1);
  clock.nowMs += 1;
  await get(['A']);
  expect(reads).toHaveLength(2);
  clock.nowMs -= 3600;
  await get(['A']);
  expect(reads).toHaveLength(3);
});

test('rememberEntries() keeps no more than it may, the newest', async () => {
  const get = create(2);
  await get(['A', 'B', 'C']);
  await get(['B', 'C']);
  expect(reads).toHaveLength(1);
  await get(['A']);
  expect(reads).toEqual([['A', 'B', 'C'], ['A']]);
});

test('rememberEntries() tells of a failure and reads again after it', async () => {
  const get = create();
  failure = new Error('away');
  await expect(get(['A'])).rejects.toThrow('away');
  failure = null;
  expect(await get(['A'])).toEqual(new Map([['A', 1]]));
});
