import { expect, test } from 'vitest';
import { ContractError } from '#contracts/contract-error.ts';
import { FeedError } from '../../../services/position-producer/feed-error.ts';
import { pollFeed } from '../../../services/position-producer/poll-feed.ts';
import type { FeedEvent, FeedPause } from '../../../services/position-producer/position-source.ts';
import { createManualTime } from '../../fakes/manual-time.ts';

const nothing: FeedPause = { type: 'unchanged', reason: 'test' };

/** Polls with the given answers, one after the other; the last one repeats. */
function poll(answers: (FeedPause | Error)[], { intervalMs = 5000, jitter = 1 } = {}) {
  const time = createManualTime(0);
  const stop = new AbortController();
  const readAt: number[] = [];
  const events: FeedEvent[] = [];
  const read = (): Promise<FeedPause> => {
    const answer = answers[Math.min(readAt.length, answers.length - 1)]!;
    readAt.push(time.clock());
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const done = (async () => {
    const tools = { clock: time.clock, sleep: time.sleep, random: () => jitter };
    for await (const event of pollFeed({ intervalMs, read, tools }, stop.signal)) events.push(event);
  })();
  return { time, stop, readAt, events, done };
}

test('a feed is read at its interval until the signal aborts', async () => {
  const { time, stop, readAt, events, done } = poll([nothing]);
  await time.advance(10_000);
  expect(readAt).toEqual([0, 5000, 10_000]);
  stop.abort();
  await done;
  await time.advance(10_000);
  expect([readAt.length, events.length]).toEqual([3, 3]);
});

test('failures are told, and the distance grows to a minute', async () => {
  const { time, stop, readAt, events, done } = poll([new FeedError('HTTP 503')]);
  await time.advance(200_000);
  expect(readAt).toEqual([0, 5000, 15_000, 35_000, 75_000, 135_000, 195_000]);
  expect(events[0]).toEqual({ type: 'failure', reason: 'HTTP 503', retryInMs: 5000 });
  stop.abort();
  await done;
});

test('distances are jittered down to a half', async () => {
  const { time, stop, readAt, done } = poll([new FeedError('x')], { jitter: 0 });
  await time.advance(10_000);
  expect(readAt).toEqual([0, 2500, 7500]);
  stop.abort();
  await done;
});

test('after a success the distance is the interval again', async () => {
  const { time, stop, readAt, done } = poll([
    new FeedError('x'),
    new FeedError('x'),
    nothing,
    new FeedError('x'),
    nothing,
  ]);
  await time.advance(25_000);
  expect(readAt).toEqual([0, 5000, 15_000, 20_000, 25_000]);
  stop.abort();
  await done;
});

test('a feed that asks to be left alone is, with jitter on top, and for an hour at most', async () => {
  const asked = poll([new FeedError('HTTP 429', { retryAfterMs: 100_000 })]);
  await asked.time.advance(120_000);
  expect(asked.readAt).toEqual([0, 110_000]);
  asked.stop.abort();
  const forever = poll([new FeedError('HTTP 429', { retryAfterMs: 1e12 })], { jitter: 0 });
  await forever.time.advance(3_600_000);
  expect(forever.readAt).toEqual([0, 3_600_000]);
  forever.stop.abort();
});

test('what breaks its contract is a failure of the feed; a bug of ours ends the poll', async () => {
  const broken = poll([new ContractError('json', '', 'JSON that is cut off')]);
  await broken.time.settle();
  expect(broken.events).toMatchObject([{ type: 'failure', reason: 'JSON that is cut off' }]);
  broken.stop.abort();
  await expect(poll([new TypeError('bug')]).done).rejects.toThrow('bug');
});
