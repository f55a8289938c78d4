import { describe, expect, it } from 'vitest';
import { ConnectionPostError, type ConnectionPostErrorCode } from '#adapters/websocket/connection-post-error.ts';
import { createFanOut, type FanOutOptions } from '#adapters/websocket/fan-out.ts';

/** Connections that answer as told; every post and pause is noted, and each pause moves the clock. */
function setUp(answers: Record<string, readonly (ConnectionPostErrorCode | 'ok')[]>, options?: Partial<FanOutOptions>) {
  const posts: string[] = [];
  const pauses: number[] = [];
  const left = new Map(Object.entries(answers).map(([id, list]) => [id, [...list]]));
  const time = { nowMs: 0 };
  const fanOut = createFanOut({
    post: async (connectionId, text) => {
      posts.push(`${connectionId}:${text}`);
      await Promise.resolve();
      const answer = left.get(connectionId)?.shift() ?? 'ok';
      if (answer !== 'ok') throw new ConnectionPostError(answer, connectionId);
    },
    clock: () => time.nowMs,
    random: () => 1,
    sleep: async (ms) => {
      pauses.push(ms);
      time.nowMs += ms;
    },
    ...options,
  });
  return { fanOut, posts, pauses, time };
}

describe('fan-out', () => {
  it('posts the messages of each connection in order', async () => {
    const { fanOut, posts } = setUp({}, { parallel: 2 });
    const result = await fanOut.send([{ connectionIds: ['a', 'b'], messages: ['1', '2'] }], 1000);
    expect(posts.filter((post) => post.startsWith('a'))).toEqual(['a:1', 'a:2']);
    expect(posts.filter((post) => post.startsWith('b'))).toEqual(['b:1', 'b:2']);
    expect(result).toEqual({
      sent: 4,
      outcomes: new Map([
        ['a', 'delivered'],
        ['b', 'delivered'],
      ]),
      throttled: 0,
      failed: 0,
      late: 0,
    });
  });

  it('reports a connection that is gone once, sends it nothing more and serves the others', async () => {
    const { fanOut, posts } = setUp({ dead: ['gone'] });
    const result = await fanOut.send([{ connectionIds: ['dead', 'b', 'c'], messages: ['1', '2'] }], 1000);
    expect(result).toMatchObject({ sent: 4, failed: 0 });
    expect(Object.fromEntries(result.outcomes)).toEqual({ dead: 'gone', b: 'delivered', c: 'delivered' });
    expect(posts.filter((post) => post.startsWith('dead'))).toEqual(['dead:1']);
  });

  it('retries a throttled post after pauses that double at most', async () => {
    const { fanOut, pauses } = setUp({ a: ['throttled', 'throttled', 'throttled', 'ok'] }, { retryBaseMs: 50 });
    expect(await fanOut.send([{ connectionIds: ['a'], messages: ['1'] }], 1000)).toMatchObject({
      sent: 1,
      throttled: 3,
      failed: 0,
    });
    expect(pauses).toEqual([50, 100, 200]);
  });

  it('spreads retries by the random share of the pause', async () => {
    const { fanOut, pauses } = setUp({ a: ['throttled', 'ok'] }, { retryBaseMs: 50, random: () => 0.1 });
    await fanOut.send([{ connectionIds: ['a'], messages: ['1'] }], 1000);
    expect(pauses).toEqual([5]);
  });

  it('gives up a connection that stays throttled', async () => {
    const { fanOut, posts } = setUp({ a: Array.from({ length: 9 }, () => 'throttled' as const) }, { maxAttempts: 3 });
    const result = await fanOut.send([{ connectionIds: ['a'], messages: ['1', '2'] }], 10_000);
    expect(result).toMatchObject({ sent: 0, throttled: 3, failed: 1, outcomes: new Map([['a', 'missed']]) });
    expect(posts).toHaveLength(3);
  });

  it('sends nothing more to a connection that hangs', async () => {
    const { fanOut, posts } = setUp({ slow: ['timeout'] });
    const result = await fanOut.send([{ connectionIds: ['slow', 'b'], messages: ['1', '2'] }], 1000);
    expect(result).toMatchObject({ sent: 2, failed: 1 });
    expect(posts.filter((post) => post.startsWith('slow'))).toHaveLength(1);
  });

  it('goes on with the next message when one is too large', async () => {
    const { fanOut } = setUp({ a: ['too_large', 'ok'] });
    const result = await fanOut.send([{ connectionIds: ['a'], messages: ['1', '2'] }], 1000);
    expect(result).toMatchObject({ sent: 1, failed: 1 });
  });

  it('never has more posts in flight than allowed', async () => {
    let inFlight = 0;
    let most = 0;
    const post = async () => {
      most = Math.max(most, (inFlight += 1));
      await new Promise((resolve) => setImmediate(resolve));
      inFlight -= 1;
    };
    const { fanOut } = setUp({}, { post, parallel: 3 });
    const connectionIds = Array.from({ length: 20 }, (_, n) => `c${n}`);
    expect(await fanOut.send([{ connectionIds, messages: ['1'] }], 1000)).toMatchObject({ sent: 20 });
    expect(most).toBe(3);
  });

  it('ends at the deadline and counts what was left', async () => {
    const { fanOut, time } = setUp({}, { parallel: 1, post: async () => void (time.nowMs += 40) });
    const result = await fanOut.send([{ connectionIds: ['a', 'b'], messages: ['1', '2'] }], 100);
    expect(result).toMatchObject({ sent: 3, late: 1 });
    expect(Object.fromEntries(result.outcomes)).toEqual({ a: 'delivered', b: 'missed' });
  });

  it('ends at the greatest number of posts', async () => {
    const { fanOut } = setUp({}, { maxPosts: 5, parallel: 1 });
    const connectionIds = Array.from({ length: 8 }, (_, n) => `c${n}`);
    expect(await fanOut.send([{ connectionIds, messages: ['1'] }], 1000)).toMatchObject({
      sent: 5,
      outcomes: { size: 5 },
    });
  });

  it('takes no more deliveries once the time is over', async () => {
    const taken: number[] = [];
    function* deliveries() {
      for (const n of [1, 2, 3]) {
        taken.push(n);
        yield { connectionIds: [`c${n}`], messages: ['1'] };
      }
    }
    const { fanOut, time } = setUp({}, { parallel: 1, post: async () => void (time.nowMs += 60) });
    expect(await fanOut.send(deliveries(), 100)).toMatchObject({ sent: 2, outcomes: { size: 2 } });
    expect(taken).toEqual([1, 2]);
  });

  it('takes deliveries one at a time as posts get to them', async () => {
    const taken: number[] = [];
    const { fanOut, posts } = setUp({}, { parallel: 1 });
    function* deliveries() {
      for (const n of [1, 2, 3]) {
        taken.push(posts.length);
        yield { connectionIds: ['a'], messages: [String(n)] };
      }
    }
    await fanOut.send(deliveries(), 1000);
    expect(taken).toEqual([0, 1, 2]);
  });
});
