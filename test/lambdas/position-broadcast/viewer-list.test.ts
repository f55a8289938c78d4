import { describe, expect, it } from 'vitest';
import { SUBSCRIPTION_VISIBLE_AFTER_MS, VIEWER_LIST_MAX_AGE_MS } from '#contracts/subscription-visibility.ts';
import { createViewerList, type Viewer } from '../../../lambdas/position-broadcast/viewer-list.ts';

const viewer = (connectionId: string): Viewer => ({
  connectionId,
  bbox: [0, 0, 1, 1],
  level: 'world',
  version: 2,
  everyMs: 0,
});

function setUp() {
  const time = { nowMs: 1_000_000 };
  const database = { viewers: [viewer('a')], reads: 0, answer: async () => undefined as unknown };
  const warnings: string[] = [];
  const list = createViewerList({
    read: async () => {
      database.reads += 1;
      const { viewers } = database;
      await database.answer();
      return viewers;
    },
    clock: () => time.nowMs,
    sleep: () => new Promise((resolve) => setImmediate(resolve)),
    logger: { warn: (message) => warnings.push(message) },
  });
  const ids = async () => (await list.current()).map(({ connectionId }) => connectionId);
  return { list, ids, time, database, warnings };
}

describe('list of viewers', () => {
  it('is read again only when it is older than its greatest age', async () => {
    const { ids, time, database } = setUp();
    await ids();
    time.nowMs += VIEWER_LIST_MAX_AGE_MS - 1;
    await ids();
    expect(database.reads).toBe(1);
    time.nowMs += 1;
    await ids();
    expect(database.reads).toBe(2);
  });

  it('holds every subscription by the time that its viewer is told, whenever the list was last read', async () => {
    for (let readBeforeMs = 0; readBeforeMs <= VIEWER_LIST_MAX_AGE_MS; readBeforeMs += 10) {
      const { ids, time, database } = setUp();
      await ids();
      time.nowMs += readBeforeMs;
      database.viewers = [viewer('a'), viewer('new')];
      time.nowMs += SUBSCRIPTION_VISIBLE_AFTER_MS;
      expect(await ids()).toContain('new');
    }
  });

  it('counts its age from when reading began: what is stored during a slow read is in the next', async () => {
    const { ids, time, database } = setUp();
    database.answer = async () => {
      time.nowMs += 200;
      database.viewers = [viewer('a'), viewer('new')];
    };
    expect(await ids()).toEqual(['a']);
    time.nowMs += VIEWER_LIST_MAX_AGE_MS - 200;
    expect(await ids()).toEqual(['a', 'new']);
  });

  it('is shared by invocations at the same time', async () => {
    const { ids, database } = setUp();
    expect(await Promise.all([ids(), ids(), ids()])).toEqual([['a'], ['a'], ['a']]);
    expect(database.reads).toBe(1);
  });

  it('forgets connections that are gone until the database says otherwise', async () => {
    const { list, ids, time } = setUp();
    await ids();
    list.drop(['a', 'unknown']);
    expect(await ids()).toEqual([]);
    time.nowMs += VIEWER_LIST_MAX_AGE_MS;
    expect(await ids()).toEqual(['a']);
  });

  it('serves the last known while the database is away, and asks it once a second', async () => {
    const { ids, time, database, warnings } = setUp();
    await ids();
    database.answer = () => Promise.reject(new Error('no primary'));
    time.nowMs += VIEWER_LIST_MAX_AGE_MS;
    expect(await ids()).toEqual(['a']);
    time.nowMs += 999;
    expect(await ids()).toEqual(['a']);
    expect([database.reads, warnings.length]).toEqual([2, 1]);
    database.answer = async () => undefined;
    database.viewers = [viewer('b')];
    time.nowMs += 1;
    expect(await ids()).toEqual(['b']);
  });

  it('serves the last known when the database is slow, and the new one when it came', async () => {
    const { ids, time, database } = setUp();
    await ids();
    const answered = Promise.withResolvers<undefined>();
    database.answer = () => answered.promise;
    database.viewers = [viewer('b')];
    time.nowMs += VIEWER_LIST_MAX_AGE_MS;
    expect(await ids()).toEqual(['a']);
    answered.resolve(undefined);
    expect(await ids()).toEqual(['b']);
  });

  it('fails while no list was ever read, and recovers', async () => {
    const { ids, database } = setUp();
    database.answer = () => Promise.reject(new Error('no primary'));
    await expect(ids()).rejects.toThrow('no primary');
    database.answer = async () => undefined;
    expect(await ids()).toEqual(['a']);
  });
});
