import { describe, expect, it } from 'vitest';
import { exchangeHttp, type FetchLike } from '#adapters/lufthansa/http-exchange.ts';
import { createManualTime } from '../../../fakes/manual-time.ts';

const REQUEST = { label: '/thing', url: 'https://lufthansa.test/thing', method: 'GET', headers: {} } as const;

function exchange(fetch: FetchLike, signal = new AbortController().signal) {
  const time = createManualTime();
  const answer = exchangeHttp({ fetch, sleep: time.sleep, maxBytes: 1000 }, REQUEST, { signal, timeoutMs: 20_000 });
  answer.catch(() => undefined);
  return { time, answer };
}

/** A body that says something and then no more. */
const stuck: FetchLike = async (_url, { signal }) =>
  new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{'));
        signal?.addEventListener('abort', () => controller.error(new DOMException('aborted', 'AbortError')));
      },
    }),
  );

describe('http exchange', () => {
  it('gives status, text and what the gateway says in headers, and leaves no timer', async () => {
    const headers = {
      'retry-after': '5',
      'x-mashery-error-code': 'ERR_403_DEVELOPER_OVER_QPS',
      'x-mashery-message-id': 'an-id',
    };
    const { time, answer } = exchange(async () => new Response('Grüezi', { status: 403, headers }));
    expect(await answer).toEqual({
      status: 403,
      body: 'Grüezi',
      retryAfter: '5',
      errorCode: 'ERR_403_DEVELOPER_OVER_QPS',
      messageId: 'an-id',
    });
    expect(time.sleepers()).toBe(0);
  });

  it('gives up a body that stops in its middle', async () => {
    const { time, answer } = exchange(stuck);
    await time.advance(20_000);
    await expect(answer).rejects.toMatchObject({ kind: 'unavailable', message: '/thing: no answer within 20 s' });
  });

  it('is aborted, not unavailable, when it is no longer wanted', async () => {
    const stop = new AbortController();
    const { time, answer } = exchange(stuck, stop.signal);
    await time.settle();
    stop.abort();
    await expect(answer).rejects.toMatchObject({ kind: 'aborted' });
    expect(time.sleepers()).toBe(0);
  });

  it('reads no more of a body than it may', async () => {
    const { answer } = exchange(async () => new Response('x'.repeat(1001)));
    await expect(answer).rejects.toMatchObject({ kind: 'bad-answer', message: '/thing: more than 1000 bytes' });
    expect((await exchange(async () => new Response('x'.repeat(1000))).answer).body).toHaveLength(1000);
  });

  it('names why there is no connection, without what was sent', async () => {
    const cause = Object.assign(new Error('connect 10.0.0.1'), { code: 'ECONNRESET' });
    const { answer } = exchange(() => Promise.reject(new TypeError('fetch failed', { cause })));
    await expect(answer).rejects.toMatchObject({ kind: 'unavailable', message: '/thing: no connection (ECONNRESET)' });
  });
});
