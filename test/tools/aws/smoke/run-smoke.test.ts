import { beforeEach, describe, expect, test } from 'vitest';
import { encodeError, encodeSubscribed } from '#contracts/live-messages.ts';
import { checkPositions } from '../../../../tools/aws/smoke/api-checks.ts';
import { checkFrame } from '../../../../tools/aws/smoke/frame-check.ts';
import { reportLine, reportSummary } from '../../../../tools/aws/smoke/report.ts';
import { runSmoke } from '../../../../tools/aws/smoke/run-smoke.ts';
import { createSite } from '../../../../tools/aws/smoke/site.ts';
import { siteOrigin } from '../../../../tools/aws/smoke/site-origin.ts';
import { aStatus } from '../../../fixtures/page-status.ts';
import { aDirection, FIRST_DAY } from '../../../fixtures/search-timetable.ts';
import { startSmokeSite, type SmokeAnswer, type SmokeSite } from '../../../fakes/smoke-site.ts';

let site: SmokeSite;
beforeEach(async () => {
  site = await startSmokeSite();
  return () => site.close();
});

/** What failed, by name. */
async function failures(): Promise<Readonly<Record<string, string>>> {
  const outcomes = await runSmoke(site.origin, { timeoutMs: 10_000 });
  return Object.fromEntries(outcomes.filter(({ ok }) => !ok).map(({ name, text }) => [name, text]));
}

test('a site where all is right passes each check, told as they come, as a viewer with the origin of the site', async () => {
  const told: string[] = [];
  const outcomes = await runSmoke(site.origin, { timeoutMs: 10_000, onOutcome: ({ name }) => told.push(name) });
  expect(outcomes.filter(({ ok }) => !ok)).toEqual([]);
  expect(told).toEqual([
    ...['page', 'config.json', 'security headers', 'API errors'],
    ...['status', 'positions', 'WebSocket frame', 'search'],
  ]);
  expect(site.origins).toEqual([site.origin]);
});

const html: SmokeAnswer = { type: 'text/html', body: '<!doctype html><script src="/assets/a.js"></script>' };
const problem = (status: number, detail: string): SmokeAnswer => ({
  status,
  type: 'application/problem+json',
  body: { detail },
});

test.each<[what: string, path: string, answer: SmokeAnswer, check: string, text: RegExp]>([
  [
    'a bucket without a page',
    '/',
    { status: 403, type: 'application/xml', body: '<Error/>' },
    'page',
    /GET \/ answered 403/,
  ],
  ['a route that is no page', '/flights', problem(404, 'no'), 'page', /GET \/flights answered 404/],
  ['errors of the API as the page', '/api/no-such-route', html, 'API errors', /answered 200, expected 404/],
  [
    'errors of the API as a page',
    '/api/no-such-route',
    { ...html, status: 404 },
    'API errors',
    /text\/html, expected JSON/,
  ],
  [
    'an API without its headers',
    '/api/openapi.json',
    { body: {}, headers: { 'x-frame-options': 'SAMEORIGIN' } },
    'security headers',
    /openapi.json x-frame-options: SAMEORIGIN, expected DENY/,
  ],
  [
    'another policy',
    '/',
    { ...html, headers: { 'content-security-policy': 'none' } },
    'security headers',
    /\/ content-security-policy: none, expected default-src/,
  ],
  [
    'positions that are old',
    '/api/status',
    {
      status: 503,
      body: aStatus({ status: 'stale', newest: { kind: 'live', observedAtMs: 1, ageMs: 90_000, limitMs: 60_000 } }),
    },
    'status',
    /90 s old, expected at most 60 s/,
  ],
  [
    'no position ever',
    '/api/status',
    { status: 503, body: aStatus({ status: 'empty' }) },
    'status',
    /no position was ever stored/,
  ],
  ['a status of another version', '/api/status', { body: { status: 'ok' } }, 'status', /not what this version expects/],
  [
    'a database that is away',
    '/api/positions',
    problem(503, 'The database is away'),
    'positions',
    /503, expected 200. The database is away/,
  ],
  [
    'no aircraft',
    '/api/positions',
    { body: { asOfMs: 0, kinds: ['live'], positions: [] } },
    'positions',
    /holds no aircraft/,
  ],
  [
    'no schedules',
    '/api/routes',
    { body: { from: null, to: null, sample: false, places: [], dates: [] } },
    'search',
    /npm run admin -- references/,
  ],
  [
    'an empty database',
    '/api/routes',
    problem(503, 'No flights are stored yet.'),
    'search',
    /^No flights are stored yet\. On AWS: npm run admin -- references/,
  ],
  [
    'no flight on the days',
    '/api/flights',
    { body: { sample: false, inbound: null, outbound: { ...aDirection('FRA', 'JFK', FIRST_DAY), itineraries: [] } } },
    'search',
    /no flight from FRA/,
  ],
])('%s fails one check, with what was expected', async (_what, path, answer, check, text) => {
  site.answers.set(path, answer);
  expect(await failures()).toEqual({ [check]: expect.stringMatching(text) as string });
});

test('an answer that never comes is given up', async () => {
  site.answers.set('/api/positions', 'never');
  await expect(checkPositions(createSite(site.origin, 50))).rejects.toThrow('no answer within 0.05 s');
});

test('a site that is not there fails everything with the reason', async () => {
  const { origin } = site;
  await site.close();
  const failed = await runSmoke(origin, { timeoutMs: 5000 });
  expect(failed.every(({ ok, text }) => !ok && text.includes('ECONNREFUSED'))).toBe(true);
});

test('a refused connection is said to be refused, not to have taken the time', async () => {
  const { origin } = site;
  await site.close();
  const asked = createSite(origin, 20_000).get('/');
  await expect(asked).rejects.toThrow(/^GET \/: the connection was refused \(ECONNREFUSED\)/);
});

test('what a site says reaches the terminal without control characters', async () => {
  site.answers.set('/api/positions', problem(500, 'a\u001b[2Jb'));
  expect((await failures())['positions']).not.toContain('\u001b');
});

describe('the WebSocket', () => {
  test.each([
    [403, 'is not allowed'],
    [429, 'API Gateway throttles'],
    [503, 'no site yet (deploy the Site stack), or there are as many viewers as maxConnections allows'],
  ])('that answers %d fails with the reason', async (status, text) => {
    site.handshake = status;
    expect(await failures()).toEqual({ 'WebSocket frame': expect.stringContaining(text) as string });
  });

  test.each([
    ['an error', [encodeError('bbox_invalid', 'no')], /refused the subscription: bbox_invalid/],
    ['something broken', ['{"type":"positions","at":-1}'], /breaks its contract/],
  ])('that sends %s fails with it', async (_what, frames, text) => {
    site.frames = frames;
    expect(await failures()).toEqual({ 'WebSocket frame': expect.stringMatching(text) as string });
  });

  test('that sends no frame in time fails where it ended', async () => {
    site.frames = [encodeSubscribed(1, 0, 'world', 1000)];
    const looked = checkFrame(createSite(site.origin, 10_000), 1000);
    await expect(looked).rejects.toThrow(/subscribed, but no frame with aircraft within 1 s: is sending on/);
  });
});

describe('the address of a site', () => {
  test('is its origin', () => {
    expect(siteOrigin('https://d1.cloudfront.net/')).toBe('https://d1.cloudfront.net');
    expect(siteOrigin('http://127.0.0.1:8080')).toBe('http://127.0.0.1:8080');
  });

  test.each([
    'd1.cloudfront.net',
    'ftp://d1.cloudfront.net',
    'https://d1.cloudfront.net/flights',
    'https://a:b@d1.net',
  ])('is not %s', (text) => {
    expect(() => siteOrigin(text)).toThrow(expect.objectContaining({ name: 'UsageError' }));
  });
});

test('the report says of each thing whether it is right, and what failed', () => {
  const good = { name: 'page', ok: true, text: 'the page', tookMs: 41.4 };
  const bad = { name: 'status', ok: false, text: 'it is old', tookMs: 2 };
  expect(reportLine(good)).toMatch(/^ok {6}page +the page {2}\(41 ms\)$/);
  expect(reportLine(bad)).toMatch(/^FAILED {2}status +it is old/);
  expect(reportSummary([good, bad])).toBe('1 of 2 failed: status');
  expect(reportSummary([good])).toBe('All 1 as they must be.');
});
