import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FeedError } from '../../../services/position-producer/feed-error.ts';
import { fetchFeedText, parseRetryAfter, readFeedFile } from '../../../services/position-producer/fetch-feed.ts';
import { json, startFeedServer, type FeedServer } from '../../fakes/feed-server.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
let server: FeedServer;
let folder: string;

beforeEach(async () => {
  server = await startFeedServer();
  folder = await mkdtemp(join(tmpdir(), 'airlines-feed-'));
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const fetchText = (options: { url?: string; timeoutMs?: number; maxBytes?: number; signal?: AbortSignal } = {}) => {
  const { url = server.url, signal = new AbortController().signal, ...rest } = options;
  return fetchFeedText(new URL(url), { signal, clock: () => NOW, ...rest });
};

const failureOf = (work: Promise<unknown>): Promise<FeedError> =>
  work.then(
    () => Promise.reject(new Error('expected a failure')),
    (error: unknown) => (error instanceof FeedError ? error : Promise.reject(error as Error)),
  );

test('the text of an answer is returned, also of one that is a gzip file', async () => {
  server.answerWith(json({ now: 1 }));
  expect(await fetchText()).toBe('{"now":1}');
  server.answerWith((response) => void response.writeHead(200).end(gzipSync('{"now":2}')));
  expect(await fetchText()).toBe('{"now":2}');
});

test.each([401, 404, 500, 503])('HTTP %i is a failure that names the status', async (status) => {
  server.answerWith((response) => void response.writeHead(status, { 'content-type': 'text/html' }).end('<p>no</p>'));
  expect((await failureOf(fetchText())).message).toBe(`HTTP ${status}`);
});

test.each([
  ['120', 120_000],
  [new Date(NOW + 90_000).toUTCString(), 90_000],
])('429 with Retry-After %s says for how long', async (header, expected) => {
  server.answerWith((response) => void response.writeHead(429, { 'retry-after': header }).end());
  const failure = await failureOf(fetchText());
  expect(failure).toMatchObject({ message: 'HTTP 429: asked too often', retryAfterMs: expected });
});

test('a web page instead of JSON is a failure', async () => {
  server.answerWith(
    (response) =>
      void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>login</html>'),
  );
  expect((await failureOf(fetchText())).message).toBe('answered with a web page instead of JSON');
});

test('an answer that is larger than allowed is not read to its end', async () => {
  server.answerWith((response) => {
    response.writeHead(200);
    const more = (): void => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  });
  expect((await failureOf(fetchText({ maxBytes: 2 ** 20 }))).message).toBe('larger than 1 MB');
});

test('an answer that says that it is larger than allowed is not read at all', async () => {
  server.answerWith((response) => void response.writeHead(200, { 'content-length': 2 ** 32 }).write('{'));
  expect((await failureOf(fetchText())).message).toBe('larger than 16 MB');
});

test('a gzip file that unpacks to more than allowed is refused', async () => {
  server.answerWith((response) => void response.writeHead(200).end(gzipSync(Buffer.alloc(3 * 2 ** 20))));
  expect((await failureOf(fetchText({ maxBytes: 2 ** 20 }))).message).toMatch(/^gzip can't be unpacked/);
});

test('an answer that does not end in time is a failure', async () => {
  server.answerWith((response) => void response.writeHead(200).write('{"now":'));
  expect((await failureOf(fetchText({ timeoutMs: 200 }))).message).toBe('no complete answer within 0.2 s');
});

test('a connection that breaks in the middle is a failure', async () => {
  server.answerWith((response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('{"now":', () => response.destroy());
  });
  expect((await failureOf(fetchText())).message).toMatch(/^can't be reached: /);
});

test('a server that is away is a failure with its code', async () => {
  const { url } = server;
  await server.close();
  expect((await failureOf(fetchText({ url }))).message).toBe("can't be reached: ECONNREFUSED");
  server = await startFeedServer();
});

test('user and password of the address go into the header, and no failure shows them', async () => {
  let authorization: string | undefined;
  server.answerWith((response, request) => {
    authorization = request.headers.authorization;
    response.writeHead(403).end();
  });
  const failure = await failureOf(fetchText({ url: server.url.replace('http://', 'http://me:s%3Acret@') }));
  expect(authorization).toBe(`Basic ${Buffer.from('me:s:cret').toString('base64')}`);
  expect(`${failure.message}${String(failure.stack)}`).not.toContain('cret');
});

test('a form is sent with POST, a token as a bearer, and the head of every answer is shown', async () => {
  const seen: unknown[] = [];
  server.answerWith((response, request) => {
    seen.push([request.method, request.headers.authorization, request.headers['content-type']]);
    request.resume();
    response.writeHead(403, { 'x-left': '7' }).end();
  });
  const signal = new AbortController().signal;
  const onHeaders = (headers: Headers) => void seen.push(headers.get('x-left'));
  const options = { signal, clock: () => NOW, form: new URLSearchParams({ a: '1' }), token: 't0ken', onHeaders };
  const failure = await failureOf(fetchFeedText(new URL(server.url), options));
  expect(failure).toMatchObject({ message: 'HTTP 403', status: 403 });
  expect(seen).toEqual([['POST', 'Bearer t0ken', expect.stringContaining('x-www-form-urlencoded')], '7']);
});

test('Retry-After is read as seconds or date; anything else is no answer', () => {
  expect(parseRetryAfter(null, NOW)).toBeNull();
  expect(parseRetryAfter('soon', NOW)).toBeNull();
  expect(parseRetryAfter(new Date(NOW - 5000).toUTCString(), NOW)).toBe(0);
});

test('a file is read, unpacked where it is gzip, and refused where it is too large or missing', async () => {
  const file = join(folder, 'aircraft.json');
  await writeFile(file, '{"now":3}');
  expect(await readFeedFile(file)).toBe('{"now":3}');
  await writeFile(`${file}.gz`, gzipSync('{"now":4}'));
  expect(await readFeedFile(`${file}.gz`)).toBe('{"now":4}');
  expect((await failureOf(readFeedFile(file, 4))).message).toBe('larger than 0 MB');
  expect((await failureOf(readFeedFile(join(folder, 'none')))).message).toBe("file can't be read: ENOENT");
});
