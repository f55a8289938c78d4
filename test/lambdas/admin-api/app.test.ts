import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { MongoNetworkError } from 'mongodb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { LufthansaError } from '#adapters/lufthansa/lufthansa-error.ts';
import { DataSourceError } from '#adapters/mongo/etl/data-source-claim.ts';
import { problemSchema } from '#contracts/http-api.ts';
import type { ScheduleImport } from '#contracts/http-admin.ts';
import { createApp, type AppOptions } from '../../../lambdas/admin-api/app.ts';
import { answerFailures } from '../../../lambdas/admin-api/refuse.ts';
import { createRecordingLogger } from '../../fakes/recording-logger.ts';
import { anHttpEvent } from '../../fixtures/http-event.ts';

const TOKEN = 'correct-horse';
const NOW_MS = 1_764_000_000_000;
const DAY = { origin: 'FRA', destination: 'JFK', date: '2026-12-01' };
const OUTCOME: ScheduleImport = {
  ...{ ...DAY, sample: true, received: 0, stored: 0, merged: 0, changed: 0, rejected: {}, itineraries: [] },
};

type Query = Readonly<Record<string, string>>;

function post(path: string, query: Query = {}, headers: Query = { authorization: `Bearer ${TOKEN}` }) {
  const rawQueryString = new URLSearchParams(query).toString();
  return { ...anHttpEvent(path, { method: 'POST', headers, query: rawQueryString }), queryStringParameters: query };
}

function anApp(options: Partial<AppOptions> = {}) {
  const logger = createRecordingLogger();
  const app = createApp({
    importDay: () => Promise.resolve(OUTCOME),
    startReferences: () => Promise.resolve('run-1'),
    adminToken: TOKEN,
    clock: () => NOW_MS,
    logger,
    ...options,
  });
  const routes = answerFailures(app, logger);
  const ask = async (event: APIGatewayProxyEventV2) => {
    const { statusCode, headers = {}, body = '' } = await routes(event);
    return { status: statusCode, headers, body: JSON.parse(body) as unknown };
  };
  return { ask, logger };
}

const failingWith = (error: Error) => anApp({ importDay: () => Promise.reject(error) });

afterEach(() => void vi.useRealTimers());

describe('who may use the admin routes', () => {
  test.each([
    ['nothing', {}],
    ['another token', { authorization: 'Bearer wrong' }],
    ['the token cut short', { authorization: `Bearer ${TOKEN.slice(0, -1)}` }],
    ['the token with more', { authorization: `Bearer ${TOKEN}x` }],
    ['an empty token', { authorization: 'Bearer ' }],
    ['another scheme', { authorization: `Basic ${TOKEN}` }],
  ])('not who sends %s: 401 that says what is wanted, on every path', async (_, headers) => {
    for (const path of ['/api/schedule', '/api/references', '/api/else']) {
      const { status, headers: answered, body } = await anApp().ask(post(path, DAY, headers));
      expect([path, status, answered['WWW-Authenticate']]).toEqual([path, 401, 'Bearer realm="airlines"']);
      expect(problemSchema.parse(body)).toMatchObject({ type: '/problems/unauthorized', instance: path });
    }
  });

  test('who sends the token; the scheme may be written in any case', async () => {
    for (const scheme of ['Bearer', 'bearer', 'BEARER ']) {
      const event = post('/api/schedule', DAY, { authorization: `${scheme} ${TOKEN}` });
      expect((await anApp().ask(event)).status).toBe(200);
    }
  });

  test('nobody where no token is set, whatever is sent', async () => {
    for (const sent of ['', 'null', 'undefined', TOKEN]) {
      const event = post('/api/schedule', DAY, { authorization: `Bearer ${sent}` });
      expect((await anApp({ adminToken: null }).ask(event)).status).toBe(401);
    }
  });

  test('whose signature API Gateway has checked, and nobody whom it only names otherwise', async () => {
    const signed = (authorizer: unknown): APIGatewayProxyEventV2 => {
      const event = post('/api/schedule', DAY, {});
      return { ...event, requestContext: { ...event.requestContext, authorizer } as typeof event.requestContext };
    };
    const app = anApp({ adminToken: null });
    const operator = 'arn:aws:iam::123456789012:user/operator';
    expect((await app.ask(signed({ iam: { userArn: operator } }))).status).toBe(200);
    expect(app.logger.lines).toContainEqual(expect.objectContaining({ message: 'admin request', operator }));
    for (const authorizer of [
      undefined,
      {},
      { jwt: { claims: {} } },
      { iam: null },
      { iam: {} },
      { iam: { userArn: '' } },
    ]) {
      expect((await app.ask(signed(authorizer))).status).toBe(401);
    }
  });

  test('the token is in no log line and no answer', async () => {
    const app = failingWith(new Error('no'));
    const { body } = await app.ask(post('/api/schedule', DAY));
    expect(JSON.stringify([app.logger.lines, body])).not.toContain(TOKEN);
  });
});

describe('POST /api/schedule', () => {
  test('imports the day, with codes in capitals and twenty seconds at most, and answers what was stored', async () => {
    const asked: unknown[] = [];
    const { ask } = anApp({
      importDay: (query, { untilMs, signal }) => {
        asked.push(query, untilMs - NOW_MS < 20_000, signal.aborted);
        return Promise.resolve(OUTCOME);
      },
    });
    const { status, headers, body } = await ask(post('/api/schedule', { ...DAY, origin: 'fra' }));
    expect([status, headers['Content-Type'], body]).toEqual([200, 'application/json', OUTCOME]);
    expect(asked).toEqual([DAY, true, false]);
  });

  test.each([
    ['origin', { destination: 'JFK', date: '2026-12-01' }, 'origin is missing'],
    ['destination', { origin: 'FRA', date: '2026-12-01' }, 'destination is missing'],
    ['date', { origin: 'FRA', destination: 'JFK' }, 'date is missing'],
    ['origin', { ...DAY, origin: 'FRANKFURT' }, 'origin must be an IATA code'],
    ['origin', { ...DAY, origin: 'FRA,MUC' }, 'origin must be an IATA code'],
    ['destination', { ...DAY, destination: 'fra' }, 'destination must be another place than origin'],
    ['date', { ...DAY, date: '2026-02-30' }, 'date must be a day of the calendar'],
    ['date', { ...DAY, date: '' }, 'date must be a date'],
  ])('answers 400 naming %s where it is %j', async (parameter, query, wrong) => {
    const { status, headers, body } = await anApp().ask(post('/api/schedule', query));
    expect([status, headers['Content-Type']]).toEqual([400, 'application/problem+json']);
    expect(problemSchema.parse(body)).toMatchObject({ parameter, detail: expect.stringContaining(wrong) as unknown });
  });

  test.each([
    [new LufthansaError('unavailable', 'Gateway Timeout', { status: 504 }), ['504', 'Gateway Timeout']],
    [new LufthansaError('unauthorized', 'Account Inactive', { status: 403 }), ['403', 'Account Inactive']],
    [new LufthansaError('unavailable', 'connection refused'), ['gave no answer', 'connection refused']],
    [new LufthansaError('aborted', 'no longer wanted'), ['no longer wanted']],
  ])('answers 500 with the status and message of Lufthansa where it failed: %s', async (error, parts) => {
    const { status, body } = await failingWith(error).ask(post('/api/schedule', DAY));
    const { type, detail } = problemSchema.parse(body);
    expect([status, type]).toEqual([500, '/problems/lufthansa']);
    for (const part of parts) expect(detail).toContain(part);
  });

  test.each([
    [new LufthansaError('quota', 'the hour is spent', { retryAfterMs: 61_001 }), '62', '/problems/quota'],
    [new LufthansaError('quota', 'the hour is spent', { retryAfterMs: 0 }), '1', '/problems/quota'],
    [new LufthansaError('throttled', 'too often'), '60', '/problems/quota'],
    [new MongoNetworkError('connection closed'), '10', '/problems/unavailable'],
  ])('answers 503 with Retry-After where calls or the database are not there: %s', async (error, seconds, type) => {
    const { status, headers, body } = await failingWith(error).ask(post('/api/schedule', DAY));
    expect([status, headers['Retry-After'], problemSchema.parse(body).type]).toEqual([503, seconds, type]);
  });

  test('answers 503 after 19 s whatever it is that takes so long', async () => {
    vi.useFakeTimers();
    const answer = anApp({ importDay: () => new Promise(() => undefined) }).ask(post('/api/schedule', DAY));
    await vi.advanceTimersByTimeAsync(19_000);
    const { status, headers, body } = await answer;
    expect([status, headers['Retry-After'], problemSchema.parse(body).type]).toEqual([
      ...[503, '10', '/problems/unavailable'],
    ]);
  });

  test('answers 409 with the remedy where the database holds data of another source', async () => {
    const { status, body } = await failingWith(new DataSourceError('take another database')).ask(
      post('/api/schedule', DAY),
    );
    expect([status, problemSchema.parse(body).detail]).toEqual([409, 'take another database.']);
  });

  test('answers 500 without the words of an error of ours, which the log has', async () => {
    const app = failingWith(new Error('internals'));
    const { status, body } = await app.ask(post('/api/schedule', DAY));
    expect([status, problemSchema.parse(body).type]).toEqual([500, '/problems/internal']);
    expect(JSON.stringify(body)).not.toContain('internals');
    expect(JSON.stringify(app.logger.lines)).toContain('internals');
  });
});

describe('POST /api/references', () => {
  test('answers 202 with the id of the run, and where to look', async () => {
    const { status, headers, body } = await anApp().ask(post('/api/references'));
    expect([status, headers['Location'], body]).toEqual([202, '/api/status', { runId: 'run-1' }]);
  });

  test('answers 409 while one runs', async () => {
    const { status, body } = await anApp({ startReferences: () => Promise.resolve(null) }).ask(post('/api/references'));
    expect([status, problemSchema.parse(body).type]).toEqual([409, '/problems/conflict']);
  });
});

test('anything else is no admin route', async () => {
  const event = anHttpEvent('/api/schedule', { method: 'GET', headers: { authorization: `Bearer ${TOKEN}` } });
  expect((await anApp().ask(event)).status).toBe(404);
  expect((await anApp().ask(post('/api/references/'))).status).toBe(404);
});
