import { beforeEach, describe, expect, it } from 'vitest';
import type { CallOptions } from '#adapters/lufthansa/lufthansa-api.ts';
import { createLufthansaClient, type LufthansaClient } from '#adapters/lufthansa/lufthansa-client.ts';
import type { EndpointKind } from '#adapters/lufthansa/judge-answer.ts';
import { LufthansaError } from '#adapters/lufthansa/lufthansa-error.ts';
import type { TokenStore } from '#adapters/lufthansa/token/token-store.ts';
import {
  createFakeLufthansa,
  type FakeBehaviour,
  type FakeLufthansa,
  type FakeReply,
  type FakeTokenReply,
} from '../../../fakes/fake-lufthansa.ts';
import { createMemoryQuota, createMemoryTokens, type MemoryQuota } from '../../../fakes/lufthansa-access.ts';
import { createManualTime, type ManualTime } from '../../../fakes/manual-time.ts';
import { createRecordingLogger, type RecordingLogger } from '../../../fakes/recording-logger.ts';

const SECRET = 's3cret-of-a-client';
const MINUTE_MS = 60_000;

let time: ManualTime;
let quota: MemoryQuota;
let tokens: TokenStore;
let log: RecordingLogger;
let lufthansa: FakeLufthansa;
let client: LufthansaClient;
let stop: AbortController;

beforeEach(() => {
  time = createManualTime();
  quota = createMemoryQuota(time.clock);
  tokens = createMemoryTokens(time.clock);
  log = createRecordingLogger();
  stop = new AbortController();
});

function start(
  answer: (path: string, nth: number) => FakeBehaviour,
  answerToken?: (nth: number) => FakeTokenReply,
): void {
  lufthansa = createFakeLufthansa(answer, answerToken);
  client = aClient('one');
}

const aClient = (holder: string): LufthansaClient =>
  createLufthansaClient({
    baseUrl: `${lufthansa.baseUrl}/`,
    clientId: 'client',
    clientSecret: SECRET,
    quota,
    tokens,
    fetch: lufthansa.fetch,
    clock: time.clock,
    random: () => 0.5,
    sleep: time.sleep,
    log,
    holder,
  });

const call = (more: Partial<CallOptions> = {}): CallOptions => ({
  purpose: 'references',
  signal: stop.signal,
  untilMs: time.clock() + 10 * MINUTE_MS,
  ...more,
});

type Outcome = Awaited<ReturnType<LufthansaClient['get']>> | LufthansaError;

/** Lets up to a quarter of an hour pass. */
async function outcome(asked: ReturnType<LufthansaClient['get']>): Promise<Outcome> {
  const settled: Outcome[] = [];
  void asked.then(
    (answer) => settled.push(answer),
    (error: unknown) => {
      if (error instanceof LufthansaError) settled.push(error);
    },
  );
  for (let passedMs = 0; settled.length === 0 && passedMs < 15 * MINUTE_MS; passedMs += 100) await time.advance(100);
  expect(settled).toHaveLength(1);
  return settled[0]!;
}

const get = (kind: Exclude<EndpointKind, 'token'> = 'operation', options = call()): Promise<Outcome> =>
  outcome(client.get('/thing?limit=1', kind, options));

const gateway = (status: number, Error: string): FakeReply => ({ status, body: { Error } });
const problem = (status: number): FakeReply => ({
  status,
  body: {
    ProcessingErrors: {
      ProcessingError: { '@RetryIndicator': false, Type: 'T', Code: '2021', Description: 'Requested thing is bad.' },
    },
  },
});

describe('lufthansa client', () => {
  it('asks with the token, a capital Bearer and JSON accepted, and gives the answer as read and as sent', async () => {
    start(() => ({ body: { a: 1 } }));
    expect(await get()).toEqual({
      kind: 'ok',
      json: { a: 1 },
      raw: { path: '/thing?limit=1', status: 200, body: '{"a":1}' },
    });
    const [token, thing] = lufthansa.requests;
    expect(token).toEqual({
      method: 'POST',
      path: '/oauth/token',
      authorization: null,
      accept: 'application/json',
      body: `client_id=client&client_secret=${SECRET}&grant_type=client_credentials`,
      redirect: 'manual',
    });
    expect(thing).toMatchObject({ method: 'GET', authorization: 'Bearer token1', accept: 'application/json' });
    expect(client.calls()).toBe(2);
    expect(quota.given).toHaveLength(2);
  });
});

const HTML = '<html><body><h1>Service Unavailable</h1></body></html>';
const OVER_SECOND = 'Account Over Queries Per Second Limit';

describe('table of statuses: what is tried again', () => {
  const retried: readonly (readonly [string, FakeBehaviour])[] = [
    ['401 Unauthorized', gateway(401, 'Unauthorized')],
    ['401 as HTML', { status: 401, body: HTML }],
    ['403 Not Authorized', gateway(403, 'Not Authorized')],
    ['403 over the second', gateway(403, OVER_SECOND)],
    ['403 over the second as HTML', { status: 403, body: '<h1>Developer Over Qps</h1>' }],
    [
      '403 over the second in a header',
      { status: 403, body: '', headers: { 'x-mashery-error-code': 'ERR_403_DEVELOPER_OVER_QPS' } },
    ],
    ['403 over capacity', gateway(403, 'Rate Limit Exceeded')],
    ['429', { status: 429, body: 'slow down' }],
    ['500', problem(500)],
    ['502', { status: 502, body: HTML }],
    ['503', { status: 503, body: HTML }],
    ['504', gateway(504, 'Gateway Timeout')],
    ['408', { status: 408, body: '' }],
    ['200 with HTML', { body: HTML }],
    ['200 without a body', { body: '' }],
    ['no connection', 'refuse'],
    ['no answer', 'hang'],
  ];
  it.each(retried)('%s: the next answer counts', async (_name, failure) => {
    start((_path, nth) => (nth === 1 ? failure : { body: { fine: true } }));
    expect(await get()).toMatchObject({ kind: 'ok', json: { fine: true } });
    expect(lufthansa.paths()).toHaveLength(2);
    expect(client.calls()).toBe(lufthansa.requests.length);
    expect(quota.given).toHaveLength(lufthansa.requests.length);
  });

  const exhausted: readonly (readonly [string, FakeBehaviour, string, number | null])[] = [
    ['403 over the second', gateway(403, OVER_SECOND), 'throttled', 403],
    ['403 over capacity', gateway(403, 'Rate Limit Exceeded'), 'throttled', 403],
    ['429', { status: 429, body: {} }, 'throttled', 429],
    ['500', problem(500), 'unavailable', 500],
    ['504', gateway(504, 'Gateway Timeout'), 'unavailable', 504],
    ['200 with HTML', { body: HTML }, 'bad-answer', 200],
    ['no connection', 'refuse', 'unavailable', null],
  ];
  it.each(exhausted)('%s: five times at most', async (_name, failure, kind, status) => {
    start(() => failure);
    expect(await get()).toMatchObject({ kind, status });
    expect(lufthansa.paths()).toHaveLength(5);
  });

  it('500 of a single record: twice', async () => {
    start(() => problem(500));
    expect(await get('record')).toMatchObject({ kind: 'unavailable', status: 500 });
    expect(lufthansa.paths()).toHaveLength(2);
  });

  it.each([
    ['401', gateway(401, 'Unauthorized'), 'unauthorized'],
    ['403 Not Authorized', gateway(403, 'Not Authorized'), 'forbidden'],
  ] as const)('%s: once with a new token, then it is final', async (_name, failure, kind) => {
    start(() => failure);
    expect(await get()).toMatchObject({ kind });
    expect(lufthansa.paths()).toHaveLength(2);
    expect(lufthansa.tokenRequests()).toBe(2);
  });
});

describe('table of statuses: what is final', () => {
  const final: readonly (readonly [string, FakeBehaviour, string])[] = [
    ['403 Forbidden', gateway(403, 'Forbidden'), 'forbidden'],
    ['403 Account Inactive', gateway(403, 'Account Inactive'), 'unauthorized'],
    ['403 for an unknown reason', { status: 403, body: HTML }, 'forbidden'],
    ['400', problem(400), 'bad-request'],
    ['405', gateway(405, 'Method Not Allowed'), 'bad-request'],
    ['302', { status: 302, headers: { location: 'https://elsewhere.test/' } }, 'bad-answer'],
    ['206', { status: 206, body: {} }, 'bad-answer'],
    ['200 of more than 8 MB', { body: `"${'x'.repeat(8 * 1024 * 1024)}"` }, 'bad-answer'],
  ];
  it.each(final)('%s', async (_name, failure, kind) => {
    start(() => failure);
    expect(await get()).toMatchObject({ kind });
    expect(lufthansa.paths()).toHaveLength(1);
  });

  it.each([
    ['404', 'list', problem(404), 'bad-range'],
    ['500', 'list', problem(500), 'bad-range'],
    ['500 as HTML', 'list', { status: 500, body: HTML }, 'bad-range'],
    ['404', 'record', problem(404), 'not-found'],
    ['404', 'operation', problem(404), 'not-found'],
    ['404 as HTML', 'operation', { status: 404, body: HTML }, 'not-found'],
  ] as const)('%s of a %s', async (_name, kind, failure, expected) => {
    start(() => failure);
    expect(await get(kind)).toMatchObject({ kind: expected });
    expect(lufthansa.paths()).toHaveLength(1);
  });

  it('tells path, status, what Lufthansa said and its id of the message', async () => {
    start(() => ({ ...problem(400), headers: { 'x-mashery-message-id': 'abc-123' } }));
    const error = await get();
    expect(error).toMatchObject({ status: 400, messageId: 'abc-123' });
    expect(error).toHaveProperty('message', '/thing?limit=1: status 400, Requested thing is bad. (message abc-123)');
  });
});

describe('waiting', () => {
  it('over the second: about a second, then again', async () => {
    const at: number[] = [];
    start((_path, nth) => (at.push(time.clock()), nth === 1 ? gateway(403, OVER_SECOND) : {}));
    await get();
    expect(at[1]! - at[0]!).toBeGreaterThanOrEqual(1000);
    expect(at[1]! - at[0]!).toBeLessThan(2000);
  });

  it.each([
    ['seconds', '7'],
    ['a date', new Date(1_700_000_000_000 + 8000).toUTCString()],
  ])('Retry-After in %s is obeyed', async (_name, retryAfter) => {
    const at: number[] = [];
    const failure = { status: 503, body: '', headers: { 'retry-after': retryAfter } };
    start((_path, nth) => (at.push(time.clock()), nth === 1 ? failure : {}));
    await get();
    expect(at[1]! - at[0]!).toBeGreaterThanOrEqual(7000);
    expect(at[1]! - at[0]!).toBeLessThan(9000);
  });

  it('delays grow from try to try', async () => {
    const at: number[] = [];
    start(() => (at.push(time.clock()), problem(500)));
    await get();
    const gaps = at.slice(1).map((one, index) => one - at[index]!);
    expect(gaps).toEqual(gaps.toSorted((a, b) => a - b));
    expect(gaps.at(-1)).toBeGreaterThan(3 * gaps[0]!);
  });

  it('never waits beyond the time given: it says when it may work', async () => {
    start(() => ({ status: 503, body: '', headers: { 'retry-after': '30' } }));
    const error = await get('operation', call({ untilMs: time.clock() + 20_000 }));
    expect(error).toMatchObject({ kind: 'unavailable', status: 503 });
    expect((error as LufthansaError).retryAfterMs).toBeGreaterThanOrEqual(30_000);
    expect(lufthansa.paths()).toHaveLength(1);
  });

  it('an answer that does not come is given up after 20 s, or when the time is up', async () => {
    start(() => 'hang');
    const startMs = time.clock();
    expect(await get('operation', call({ untilMs: startMs + 5000 }))).toMatchObject({ kind: 'aborted' });
    expect(time.clock() - startMs).toBeLessThanOrEqual(5100);
    expect(await get('operation', call({ untilMs: startMs + 30_000 }))).toMatchObject({ kind: 'aborted' });
    expect(lufthansa.paths()).toHaveLength(3);
  });

  it.each(['hang', problem(500), gateway(403, OVER_SECOND)] as const)(
    'ends at once when it is no longer wanted',
    async (behaviour) => {
      start(() => behaviour);
      const asked = get();
      await time.advance(400);
      expect(lufthansa.paths()).not.toEqual([]);
      stop.abort();
      expect(await asked).toMatchObject({ kind: 'aborted' });
      expect(time.sleepers()).toBe(0);
    },
  );

  it('is not begun when it is no longer wanted', async () => {
    start(() => ({}));
    stop.abort();
    expect(await get()).toMatchObject({ kind: 'aborted' });
    expect(lufthansa.requests).toEqual([]);
  });
});

describe('spent hour', () => {
  it('pauses everybody for a quarter of an hour and says so', async () => {
    start(() => gateway(403, 'Account Over Rate Limit'));
    expect(await get()).toMatchObject({ kind: 'quota', status: 403, retryAfterMs: 15 * MINUTE_MS });
    const other = aClient('other');
    const error = await outcome(other.get('/other', 'operation', call()));
    expect(error).toMatchObject({ kind: 'quota' });
    expect(lufthansa.paths()).toHaveLength(1);
    expect(other.calls()).toBe(0);
    expect((await quota.read()).pausedUntilMs).not.toBeNull();
  });

  it('pauses as long as Lufthansa says', async () => {
    start(() => ({ status: 429, body: '', headers: { 'retry-after': '1800' } }));
    expect(await get()).toMatchObject({ kind: 'quota', retryAfterMs: 30 * MINUTE_MS });
  });

  it('waits for the pause to end where there is time', async () => {
    start((_path, nth) => (nth === 1 ? gateway(403, 'Account Over Rate Limit') : { body: 1 }));
    await get();
    await time.advance(10 * MINUTE_MS);
    expect(await get('operation', call({ untilMs: time.clock() + 6 * MINUTE_MS }))).toMatchObject({ kind: 'ok' });
  });
});

describe('token', () => {
  it('is asked for once by many calls of many processes at once', async () => {
    start(() => ({}));
    const clients = [client, aClient('two'), aClient('three')];
    await Promise.all(clients.flatMap((one) => [1, 2, 3].map((n) => outcome(one.get(`/${n}`, 'operation', call())))));
    expect(lufthansa.tokenRequests()).toBe(1);
    expect(lufthansa.paths()).toHaveLength(9);
  });

  it('is renewed a minute before its end, not earlier', async () => {
    start(
      () => ({}),
      () => ({ token: { expires_in: 600 } }),
    );
    await get();
    await time.advance(8.5 * MINUTE_MS);
    await get();
    expect(lufthansa.tokenRequests()).toBe(1);
    await time.advance(0.6 * MINUTE_MS);
    await get();
    expect(lufthansa.tokenRequests()).toBe(2);
  });

  it('of another process is taken over when ours is refused', async () => {
    start(() => ({}));
    const other = aClient('other');
    await get();
    await outcome(other.get('/other', 'operation', call()));
    lufthansa.revoke();
    await get();
    await outcome(other.get('/other', 'operation', call()));
    expect(lufthansa.tokenRequests()).toBe(2);
  });

  it.each([
    [400, { error: 'invalid_client' }],
    [401, { error: 'invalid_client' }],
    [403, { Error: 'Not Authorized' }],
  ])('refused with %i: the credentials are wrong, and none of what was sent is shown', async (status, body) => {
    start(
      () => ({}),
      () => ({ status, body: { ...body, error_description: `no client with ${SECRET}` } }),
    );
    const error = await get();
    expect(error).toMatchObject({ kind: 'unauthorized', status, message: `/oauth/token: status ${status}` });
    expect(lufthansa.requests).toHaveLength(1);
  });

  it('is asked for again when the gateway fails, and each time is counted', async () => {
    start(
      () => ({}),
      (nth) => (nth < 3 ? gateway(504, 'Gateway Timeout') : { token: {} }),
    );
    expect(await get()).toMatchObject({ kind: 'ok' });
    expect(client.calls()).toBe(4);
    expect(quota.given).toHaveLength(4);
  });

  it.each([{ access_token: 5 }, { access_token: 'two\nlines' }, { expires_in: 0 }, { expires_in: 'soon' }])(
    'that makes no sense is a bad answer: %j',
    async (body) => {
      start(
        () => ({}),
        () => ({ token: body }),
      );
      expect(await get()).toMatchObject({ kind: 'bad-answer' });
    },
  );

  it('of one that failed for lack of time is asked for again by those who have more', async () => {
    start(
      () => ({}),
      (nth) => (nth === 1 ? 'hang' : { token: {} }),
    );
    const [short, long] = [get('operation', call({ untilMs: time.clock() + 1000 })), get()];
    expect(await short).toBeInstanceOf(LufthansaError);
    expect(await long).toMatchObject({ kind: 'ok' });
  });

  it('and secret are in no line of the log', async () => {
    start((_path, nth) =>
      nth === 1 ? gateway(401, 'Unauthorized') : nth < 4 ? problem(500) : gateway(403, 'Account Over Rate Limit'),
    );
    await get();
    const text = JSON.stringify(log.lines);
    expect(log.lines.length).toBeGreaterThan(5);
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain('token1');
    expect(text).not.toContain('token2');
  });
});

describe('pace', () => {
  it('keeps the spacing between calls that are wanted at once, and loses no time by it', async () => {
    const at: number[] = [];
    start(() => (at.push(time.clock()), {}));
    await get();
    at.length = 0;
    const startMs = time.clock();
    await Promise.all(Array.from({ length: 40 }, (_, n) => outcome(client.get(`/${n}`, 'list', call()))));
    const gaps = at.slice(1).map((one, index) => one - at[index]!);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(quota.spacingMs);
    expect(at.at(-1)! - startMs).toBeLessThanOrEqual(40 * quota.spacingMs);
  });

  it('refuses at once what would have to wait for the quota beyond its time', async () => {
    start(() => ({}));
    await get();
    await Promise.all(Array.from({ length: 20 }, () => quota.reserve({ purpose: 'status', maxWaitMs: 60_000 })));
    const [startMs, calls] = [time.clock(), client.calls()];
    const error = await get('operation', call({ untilMs: time.clock() + 1000 }));
    expect(error).toMatchObject({ kind: 'quota', status: null });
    expect((error as LufthansaError).retryAfterMs).toBeGreaterThan(1000);
    expect(time.clock() - startMs).toBeLessThanOrEqual(100);
    expect(client.calls()).toBe(calls);
  });

  it('takes another slot when the process slept through its own', async () => {
    start(() => ({}));
    await get();
    const slow = createLufthansaClient({
      baseUrl: lufthansa.baseUrl,
      clientId: 'client',
      clientSecret: SECRET,
      quota,
      tokens,
      fetch: lufthansa.fetch,
      clock: time.clock,
      random: () => 0.5,
      // Wakes a minute late, once.
      sleep: (ms, signal) => time.sleep(quota.given.length === 4 ? ms + MINUTE_MS : ms, signal),
      log,
      holder: 'slow',
    });
    await quota.reserve({ purpose: 'status', maxWaitMs: 60_000 });
    expect(await outcome(slow.get('/slow', 'operation', call()))).toMatchObject({ kind: 'ok' });
    expect(quota.given.length).toBe(5);
  });
});
