import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PositionSource } from '../../../../services/position-producer/position-source.ts';
import { createOpenSky, opensky, type OpenSkyOptions } from '../../../../services/position-producer/sources/opensky.ts';
import { parseCredentials } from '../../../../services/position-producer/sources/opensky-token.ts';
import { listenTo, type FeedListener } from '../../../fakes/feed-events.ts';
import { endless, nothing, silence, webPage, type FeedAnswer } from '../../../fakes/feed-server.ts';
import { createManualTime, type ManualTime } from '../../../fakes/manual-time.ts';
import { startOpenSkyServer, type OpenSkyServer } from '../../../fakes/opensky-server.ts';
import { createRecordingLogger } from '../../../fakes/recording-logger.ts';

const MIDNIGHT = Date.UTC(2026, 10, 24);
const DAY_MS = 86_400_000;
const account = () => Promise.resolve({ clientId: 'me', clientSecret: 's3cret' });

let server: OpenSkyServer;
let time: ManualTime;
let listener: FeedListener | null;

beforeEach(async () => {
  server = await startOpenSkyServer();
  time = createManualTime(MIDNIGHT);
  server.show(MIDNIGHT / 1000, []);
  listener = null;
});
afterEach(async () => {
  await listener?.stop();
  await server.close();
});

const tools = () => ({ clock: time.clock, sleep: time.sleep, random: () => 1, log: createRecordingLogger() });
const nowS = (): number => time.clock() / 1000;
const row = (heardAtS: number) => [
  ...['7c7a36', 'VOZ1117 ', 'Australia', heardAtS, heardAtS, 153.0017, -27.4903, 2057.4, false, 136.16, 279.57, 16.91],
  ...[null, 2217.42, '4434', false, 0, 4],
];

const sourceOf = (changes: Partial<OpenSkyOptions> = {}): PositionSource =>
  createOpenSky(
    {
      baseUrl: server.baseUrl,
      tokenUrl: server.tokenUrl,
      boxes: [],
      creditsPerDay: 400,
      shortestGapMs: 10_000,
      credentials: null,
      ...changes,
    },
    tools(),
  );

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}

/** Lets time pass, 10 s after the other, until there are so many events. */
async function eventsOf(source: PositionSource, count: number): Promise<FeedListener['events']> {
  const heard = (listener ??= listenTo(source));
  while (heard.events.length < count) {
    await until(() => time.sleepers() > 0 || heard.events.length >= count);
    if (heard.events.length < count) await time.advance(10_000);
  }
  return heard.events;
}
const reasonOf = (event: FeedListener['events'][number]): string =>
  event.type === 'delivery' ? 'delivery' : event.reason;

describe('without an account', () => {
  test('the whole world is read, a hundred times a day, at equal distances', async () => {
    server.show(nowS() - 3, [row(nowS() - 5), ['damaged']]);
    const source = sourceOf();
    expect(source).toMatchObject({ kind: 'live', intervalMs: 864_000 });
    const [first] = await eventsOf(source, 1);
    expect(first).toMatchObject({
      ...{ readAtMs: MIDNIGHT, unreadable: 1, clockOffsetMs: 0, intervalMs: 864_000 },
      observations: [{ icao24: '7c7a36', callsign: 'VOZ1117', observedAtMs: MIDNIGHT - 5000, category: 'A3' }],
    });
    expect(server.asked).toEqual([{ query: 'extended=1', token: null }]);
    await eventsOf(source, 2);
    expect(Math.abs(time.clock() - MIDNIGHT - 864_000)).toBeLessThanOrEqual(10_000);
  });

  test('boxes take turns, each in the time of what it costs', async () => {
    const boxes = [
      [5, 45, 10, 50],
      [0, 40, 20, 60],
    ] as const;
    const source = sourceOf({ boxes });
    expect(source.intervalMs).toBe(864_000);
    await eventsOf(source, 2);
    expect(Math.abs(time.clock() - MIDNIGHT - 216_000)).toBeLessThanOrEqual(10_000);
    await eventsOf(source, 3);
    expect(Math.abs(time.clock() - MIDNIGHT - 864_000)).toBeLessThanOrEqual(10_000);
    expect(server.asked.map(({ query }) => query.slice(0, 8))).toEqual(['lamin=45', 'lamin=40', 'lamin=45']);
  });
});

describe('the budget', () => {
  test('is what was spent, or what the service says where that is more', async () => {
    const source = sourceOf();
    expect(source.budget?.()).toMatchObject({ unit: 'credits', limit: 400, used: 0, remaining: 400 });
    await eventsOf(source, 1);
    expect(source.budget?.()).toMatchObject({ used: 4, remaining: 396, resetsAtMs: MIDNIGHT + DAY_MS });
    server.leave(100);
    await eventsOf(source, 2);
    expect(source.budget?.()).toMatchObject({ used: 300, remaining: 100 });
  });

  test('that is spent is told, and waited out until midnight', async () => {
    server.leave(2);
    const source = sourceOf();
    const events = await eventsOf(source, 3);
    expect(events.slice(1).map(reasonOf)).toEqual([
      'the credits are used up until 2026-11-25T00:00:00.000Z',
      'the credits are used up until 2026-11-25T00:00:00.000Z',
    ]);
    server.leave(null);
    await until(() => time.sleepers() > 0);
    await time.advance(MIDNIGHT + DAY_MS - time.clock());
    await until(() => listener!.deliveries().length === 2);
    expect(server.asked).toHaveLength(2);
    expect(time.clock()).toBe(MIDNIGHT + DAY_MS);
  });

  test.each(['retry-after', 'X-Rate-Limit-Retry-After-Seconds'])(
    'of a 429 with %s is nothing until then',
    async (header) => {
      server.failOnce((response) => void response.writeHead(429, { [header]: '1800' }).end());
      const source = sourceOf();
      const events = await eventsOf(source, 1);
      expect(events[0]).toMatchObject({ reason: 'HTTP 429: asked too often', retryInMs: 1_980_000 });
      expect(source.budget?.()).toMatchObject({ remaining: 0, resetsAtMs: MIDNIGHT + 1_800_000 });
      await eventsOf(source, 2);
      expect(time.clock() - MIDNIGHT).toBeGreaterThanOrEqual(1_800_000);
      expect(source.budget?.()).toMatchObject({ remaining: 392 });
    },
  );
});

describe('with an account', () => {
  const fast = { credentials: account, creditsPerDay: 100_000, shortestGapMs: 5000 };

  test('a token is fetched, kept, and renewed half a minute before its end', async () => {
    const source = sourceOf(fast);
    await eventsOf(source, 2);
    expect(server.asked.slice(0, 2).map(({ token }) => token)).toEqual(['token-1', 'token-1']);
    expect(server.logins).toEqual(['grant_type=client_credentials&client_id=me&client_secret=s3cret']);
    await until(() => time.sleepers() > 0);
    const count = listener!.events.length;
    await time.advance(MIDNIGHT + 1_770_000 - time.clock());
    await eventsOf(source, count + 2);
    expect(server.logins).toHaveLength(2);
  });

  test('a token that is refused is replaced once, and the answer is lost to nobody', async () => {
    const source = sourceOf(fast);
    await eventsOf(source, 1);
    server.revoke();
    const events = await eventsOf(source, 2);
    expect(events.map(reasonOf)).toEqual(['delivery', 'delivery']);
    expect(server.asked.map(({ token }) => token)).toEqual(['token-1', 'token-1', 'token-2']);
    const refuse: FeedAnswer = (response) => void response.writeHead(401).end();
    server.failOnce(refuse);
    server.failOnce(refuse);
    expect(reasonOf((await eventsOf(source, 3))[2]!)).toBe('HTTP 401');
    expect(server.logins).toHaveLength(3);
  });

  test('credentials that are refused cost nothing, and are named without being told', async () => {
    const wrong = () => Promise.resolve({ clientId: 'me', clientSecret: 'hush' });
    const source = sourceOf({ ...fast, credentials: wrong });
    const [event] = await eventsOf(source, 1);
    expect(reasonOf(event!)).toBe('no token: HTTP 401 (are OPENSKY_CLIENT_ID and OPENSKY_CLIENT_SECRET right?)');
    expect(server.asked).toEqual([]);
    expect(source.budget?.()).toMatchObject({ used: 0 });
  });

  test.each<[string, FeedAnswer, string]>([
    ['a web page', webPage, 'no token: answered with a web page instead of JSON'],
    ['nothing', nothing, 'no token: an empty answer'],
    ['no token', (response) => void response.writeHead(200).end('{"error":"x"}'), 'no token: the answer holds none'],
    [
      'a forged header',
      (response) => void response.writeHead(200).end('{"access_token":"a\\r\\nb"}'),
      'no token: the answer holds none',
    ],
    ['gigabytes', endless, 'no token: larger than 0 MB'],
  ])('%s instead of a token is a failure', async (_, answer, reason) => {
    server.failLoginOnce(answer);
    const events = await eventsOf(sourceOf(fast), 2);
    expect(events.map(reasonOf)).toEqual([reason, 'delivery']);
  });
});

describe("the service's clock", () => {
  test('is believed where it lags by what its answers are late', async () => {
    server.show(nowS() - 12, [row(nowS() - 14)]);
    const [event] = await eventsOf(sourceOf(), 1);
    expect(event).toMatchObject({ clockOffsetMs: 0, observations: [{ observedAtMs: MIDNIGHT - 14_000 }] });
  });

  test.each([7, -40])('that is off by %i s is taken out of the times', async (offsetS) => {
    server.show(nowS() + offsetS, [row(nowS() + offsetS - 2)]);
    const [event] = await eventsOf(sourceOf(), 1);
    expect(event).toMatchObject({
      clockOffsetMs: offsetS * 1000,
      observations: [{ observedAtMs: MIDNIGHT - 2000 }],
    });
  });
});

test('a picture of another time is believed and told, so that its rows are refused', async () => {
  server.show(nowS() - 3600, [row(nowS() - 3602)]);
  const [event] = await eventsOf(sourceOf(), 1);
  expect(event).toMatchObject({
    clockOffsetMs: -3_600_000,
    observations: [{ observedAtMs: MIDNIGHT - 3_602_000 }],
  });
});

describe('a service that fails', () => {
  test.each<[string, FeedAnswer, string]>([
    ['sends a web page', webPage, 'answered with a web page instead of JSON'],
    ['sends nothing', nothing, 'an empty answer'],
    ['hangs', silence, 'no complete answer within 0.2 s'],
    ['sends gigabytes', endless, 'larger than 8 MB'],
    ['is down', (response) => void response.writeHead(503).end('<html>'), 'HTTP 503'],
  ])('because it %s is asked again when its turn comes', async (_, answer, reason) => {
    server.failOnce(answer);
    const events = await eventsOf(sourceOf(answer === silence ? { timeoutMs: 200 } : {}), 2);
    expect(events.map(reasonOf)).toEqual([reason, 'delivery']);
    expect(time.clock() - MIDNIGHT).toBeGreaterThanOrEqual(850_000);
  });
});

describe('settings', () => {
  test('without any it is anonymous and reads the world, and names its terms', () => {
    const source = opensky.create({}, tools());
    expect(source.budget?.()).toMatchObject({ limit: 400 });
    expect(source.attribution).toMatch(/OpenSky Network/);
    expect(source.licence?.name).toMatch(/research and non-commercial/);
  });

  test('an account has more credits, told or in a secret', () => {
    const told = { 'opensky-client-id': 'me', 'opensky-client-secret': 's3cret' };
    expect(opensky.create(told, tools()).budget?.()).toMatchObject({ limit: 4000 });
    const kept = { 'opensky-secret-arn': 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:x' };
    expect(opensky.create(kept, tools()).budget?.()).toMatchObject({ limit: 4000 });
    expect(opensky.create({ ...told, 'opensky-credits': '8000' }, tools()).budget?.()).toMatchObject({ limit: 8000 });
  });

  test.each([
    [{ 'opensky-client-id': 'me' }, /--opensky-client-id and --opensky-client-secret go together/],
    [{ 'opensky-credits': '0' }, /--opensky-credits must be a whole number from 1 to/],
    [{ 'opensky-credits': '3' }, /--opensky-credits must be 4 at least/],
    [{ boxes: '1,2,3' }, /--boxes takes west,south,east,north/],
    [{ boxes: Array.from({ length: 51 }, () => '1,2,3,4').join(',') }, /--boxes takes 50 boxes at most/],
    [{ 'opensky-url': 'x' }, /--opensky-url must be an address/],
    [{ 'opensky-token-url': 'x' }, /--opensky-token-url must be an address/],
  ])('%j is refused with what would be right', (settings, message) => {
    expect(() => opensky.create(settings, tools())).toThrow(message);
  });

  test('a secret holds both parts as JSON; a message about another one does not show it', () => {
    expect(parseCredentials('{"client_id":"me","client_secret":"s3cret"}')).toEqual({
      clientId: 'me',
      clientSecret: 's3cret',
    });
    for (const text of ['hush', '{"client_id":"hush"}', '{"client_id":"","client_secret":"hush"}', '["hush"]']) {
      expect(() => parseCredentials(text)).toThrow(/^(?!.*hush).*OPENSKY_SECRET_ARN.*must be JSON/);
    }
  });
});
