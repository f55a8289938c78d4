import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FeedStatus } from '#contracts/feed-status.ts';
import { decodePositionEvent } from '#contracts/position-event.ts';
import type { Position } from '#domain/position.ts';
import type { RecordSender } from '../../../services/position-producer/deliver-records.ts';
import { createFreshestFeeds } from '../../../services/position-producer/freshest-feed.ts';
import type { PositionSource } from '../../../services/position-producer/position-source.ts';
import { createFeedPublisher } from '../../../services/position-producer/publish-positions.ts';
import { createReadsb } from '../../../services/position-producer/sources/readsb.ts';
import { createSbs } from '../../../services/position-producer/sources/sbs.ts';
import {
  json,
  nothing,
  silence,
  startFeedServer,
  tooManyRequests,
  webPage,
  type FeedAnswer,
  type FeedServer,
} from '../../fakes/feed-server.ts';
import { createManualTime } from '../../fakes/manual-time.ts';
import { createRecordingLogger } from '../../fakes/recording-logger.ts';
import { startSbsServer, type SbsServer } from '../../fakes/sbs-server.ts';

const INTERVAL_MS = 5000;
/** What is wrong once need not be asked for again. */
const HOSTILE_INTERVAL_MS = 300_000;
const time = createManualTime();
const startMs = time.clock();
const tools = { clock: time.clock, sleep: time.sleep, random: () => 0, log: createRecordingLogger() };

let servers: (FeedServer | SbsServer)[] = [];
let stop: AbortController;
beforeEach(() => {
  servers = [];
  stop = new AbortController();
});
afterEach(async () => {
  stop.abort();
  await time.settle();
  await Promise.all(servers.map((server) => server.close()));
});

async function serve(feed: string, answer: FeedAnswer, intervalMs = INTERVAL_MS): Promise<PositionSource> {
  const bounds = answer === silence ? { timeoutMs: 1000 } : {};
  const server = await startFeedServer();
  servers.push(server);
  server.answerWith(answer);
  return { ...createReadsb({ location: server.url, intervalMs, ...bounds }, tools), feed };
}

/** The picture of a receiver whose clock is so far off, of one aircraft that nobody can predict. */
function picture({ offsetMs = 0, ageS = 0 } = {}): FeedAnswer {
  return (response, request) => {
    const seconds = (time.clock() - startMs) / 1000;
    const row = { hex: '3c664e', type: 'adsb_icao', lat: 50 + seconds * 1e-3, lon: 8, seen_pos: ageS };
    json({ now: (time.clock() + offsetMs) / 1000, aircraft: [row] })(response, request);
  };
}

async function telnetWithWebPage(): Promise<PositionSource> {
  const server = await startSbsServer();
  servers.push(server);
  const { host, port } = server;
  const page = `<!doctype html>\r\n${'<p>Log in to your router</p>\r\n'.repeat(4000)}`;
  void until(() => server.connections() > 0).then(() => server.send(page));
  return createSbs({ host, port, timeZone: 'UTC', idleMs: 90_000 }, tools);
}

/** Real input and output needs real turns of the event loop. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Runs feeds side by side in one producer, in rounds of the first one once the others said something. */
async function run(sources: readonly PositionSource[], isDone: (statuses: FeedStatus[]) => boolean) {
  const feeds = createFreshestFeeds();
  const records: Position[] = [];
  const sender: RecordSender = {
    send: (batch) => {
      records.push(...batch.map(({ value }) => decodePositionEvent(value, 0)));
      const partitions = [{ partition: 0, offset: records.length - 1, lastIndex: batch.length - 1 }];
      return Promise.resolve({ partitions, refused: [] });
    },
  };
  const publishers = sources.map((source) =>
    createFeedPublisher({
      source,
      sender,
      topic: 'positions',
      tools,
      privacyFilter: true,
      seat: feeds.join(source),
      outboxRecords: 1000,
      acknowledged: [],
      retried: () => 0,
      flushMs: 100,
    }),
  );
  const running = publishers.map((publisher) => publisher.run(stop.signal));
  const statuses = () => publishers.map((publisher) => publisher.status());
  await until(() => statuses().every(({ health, source }) => health !== 'starting' || source === 'sbs'));
  while (!isDone(statuses())) {
    const heard = statuses()[0]?.counts.received ?? 0;
    await time.advance(INTERVAL_MS);
    await until(() => (statuses()[0]?.counts.received ?? 0) > heard);
  }
  const told = new Map(statuses().map((status) => [status._id, status]));
  stop.abort();
  await time.advance(1000);
  await Promise.all(running);
  return { told, records };
}

test('feeds that hang, lie, send web pages, gigabytes or nothing say so, and cost a good one nothing', async () => {
  const gigabytes: FeedAnswer = (response) =>
    void response.writeHead(200, { 'content-length': 4 * 2 ** 30 }).write(' ');
  const half: FeedAnswer = (response) => {
    response.writeHead(200);
    response.write('{"now":', () => response.destroy());
  };
  const hostile: [name: string, answer: FeedAnswer, reason: RegExp][] = [
    ['silent', silence, /^no complete answer within 1 s$/],
    ['web-page', webPage, /^answered with a web page instead of JSON$/],
    ['gigabytes', gigabytes, /^larger than 16 MB$/],
    ['nothing', nothing, /^an empty answer$/],
    ['half', half, /^can't be reached/],
    ['refuses', tooManyRequests(30), /^HTTP 429: asked too often$/],
    ['number', json(7), /^must be a JSON object$/],
    ['no-list', json({ now: 1 }), /^no list 'aircraft' in it$/],
  ];
  const sources = await Promise.all([
    serve('good', picture()),
    ...hostile.map(([name, answer]) => serve(name, answer, HOSTILE_INTERVAL_MS)),
    telnetWithWebPage(),
  ]);
  const { told, records } = await run(
    sources,
    (statuses) => (statuses[0]?.counts.accepted ?? 0) >= 10 && statuses.every(({ health }) => health !== 'starting'),
  );
  for (const [name, , reason] of hostile) {
    expect(told.get(name)).toMatchObject({ health: 'failing', aircraft: 0 });
    expect(told.get(name)?.reason).toMatch(reason);
  }
  expect(told.get('sbs')).toMatchObject({ health: 'failing', reason: 'sends something else than BaseStation lines' });
  expect(told.get('good')).toMatchObject({ health: 'ok', reason: null, aircraft: 1, clockSuspect: false });
  expect(told.get('good')?.counts).toMatchObject({ rejected: {}, held: 0, failed: 0 });
  expect(new Set(records.map((record) => record.feed))).toEqual(new Set(['good']));
});

test('feeds whose clocks lie are told by name, and a right one shows the aircraft that all of them have', async () => {
  const sources = await Promise.all([
    serve('ahead', picture({ offsetMs: 30_000, ageS: 0.4 })),
    serve('behind', picture({ offsetMs: -30_000, ageS: 0.4 })),
    serve('tomorrow', picture({ offsetMs: 86_400_000, ageS: 0.4 })),
    serve('yesterday', picture({ offsetMs: -86_400_000, ageS: 0.4 })),
    serve('good', picture()),
  ]);
  const { told, records } = await run(sources, (statuses) => statuses.every(({ counts }) => counts.received >= 8));
  for (const name of ['ahead', 'behind', 'tomorrow', 'yesterday']) {
    expect(told.get(name)).toMatchObject({ clockSuspect: true });
  }
  expect(told.get('tomorrow')?.counts.rejected).toEqual({ future: told.get('tomorrow')?.counts.received });
  expect(told.get('yesterday')?.counts.rejected).toEqual({ too_old: told.get('yesterday')?.counts.received });
  expect(told.get('good')).toMatchObject({ health: 'ok', clockSuspect: false });
  expect(records.at(-1)?.feed).toBe('good');
  // Whoever was first is displaced by the right one within seconds, and not by others after that.
  const feeds = records.map((record) => record.feed);
  expect(feeds.slice(feeds.indexOf('good')).every((feed) => feed === 'good')).toBe(true);
});
