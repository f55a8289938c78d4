import { expect, test } from 'vitest';
import type { Observation } from '#domain/observation.ts';
import type { RecordSender } from '../../../services/position-producer/deliver-records.ts';
import type { FeedEvent, PositionSource } from '../../../services/position-producer/position-source.ts';
import { createFeedPublisher } from '../../../services/position-producer/publish-positions.ts';
import { createManualTime } from '../../fakes/manual-time.ts';
import { createRecordingLogger } from '../../fakes/recording-logger.ts';
import { observation } from '../../fixtures/observation.ts';

const LICENCE = { name: 'ODbL 1.0', url: 'https://example.org/odbl' };

/** A feed that says what the test hands it. */
function createFakeSource() {
  const waiting: FeedEvent[] = [];
  let wake: () => void = () => undefined;
  let isOver = false;
  const source: PositionSource = {
    feed: 'fake',
    source: 'fake',
    kind: 'live',
    attribution: 'Somebody',
    licence: LICENCE,
    intervalMs: 5000,
    timeScale: 1,
    async *events(signal) {
      signal.addEventListener('abort', () => wake());
      for (;;) {
        while (waiting.length > 0) yield waiting.shift()!;
        if (signal.aborted || isOver) return;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
  return {
    source,
    say: (event: FeedEvent) => {
      waiting.push(event);
      wake();
    },
    end: () => {
      isOver = true;
      wake();
    },
  };
}

type SetUp = Partial<Pick<RecordSender, 'send'> & Pick<PositionSource, 'kind' | 'budget'>>;

function setUp({ send, kind = 'live', budget }: SetUp = {}) {
  const time = createManualTime();
  const feed = createFakeSource();
  const log = createRecordingLogger();
  const sent: string[] = [];
  const sender: RecordSender = {
    send:
      send ??
      ((records) => {
        sent.push(...records.map((r) => r.key));
        return Promise.resolve({
          partitions: [{ partition: 0, offset: sent.length - 1, lastIndex: records.length - 1 }],
          refused: [],
        });
      }),
  };
  const publisher = createFeedPublisher({
    source: { ...feed.source, kind, ...(budget === undefined ? {} : { budget }) },
    sender,
    topic: 'positions',
    tools: { clock: time.clock, sleep: time.sleep, random: () => 1, log },
    privacyFilter: true,
    outboxRecords: 1000,
    acknowledged: [],
    retried: () => 7,
    flushMs: 3000,
  });
  const deliver = (
    rows: readonly Partial<Observation>[],
    clockOffsetMs: number | null = null,
    capturedAtMs: number | null = null,
  ): void =>
    feed.say({
      type: 'delivery',
      readAtMs: time.clock(),
      observations: rows.map((row) => observation({ observedAtMs: time.clock(), ...row })),
      unreadable: 0,
      clockOffsetMs,
      capturedAtMs,
      intervalMs: 5000,
      isRestart: false,
    });
  const stop = new AbortController();
  return { time, feed, log, sent, publisher, deliver, stop };
}

test('what a feed may be asked for is in its status, as it is then', () => {
  let used = 0;
  const budget = () => ({ unit: 'credits', limit: 400, used, remaining: 400 - used, resetsAtMs: null });
  const { publisher } = setUp({ budget });
  expect(publisher.status().budget).toMatchObject({ used: 0, remaining: 400 });
  used = 4;
  expect(publisher.status().budget).toMatchObject({ used: 4, remaining: 396 });
});

test('what a feed delivers is judged, sent and reported', async () => {
  const { time, publisher, deliver, stop, sent } = setUp();
  const startMs = time.clock();
  expect(publisher.status()).toMatchObject({ health: 'starting', reportedAtMs: startMs, aircraft: 0 });
  const running = publisher.run(stop.signal);
  deliver([{}, { icao24: 'zz' }], 9000);
  await time.advance(200);
  expect(sent).toEqual(['3c664e']);
  expect(publisher.status()).toEqual({
    _id: 'fake',
    v: 1,
    source: 'fake',
    kind: 'live',
    health: 'ok',
    reason: null,
    reportedAtMs: startMs + 200,
    writtenAtMs: startMs + 200,
    startedAtMs: startMs,
    lastGoodAtMs: startMs,
    newestObservedAtMs: startMs,
    clockOffsetMs: 9000,
    clockSuspect: true,
    capturedAtMs: null,
    intervalMs: 5000,
    aircraft: 1,
    counts: {
      received: 2,
      accepted: 1,
      rejected: { address_invalid: 1 },
      held: 0,
      thinned: 0,
      declared: 0,
      acknowledged: 1,
      failed: 0,
      retried: 7,
      superseded: 0,
    },
    acknowledged: [{ topic: 'positions', partition: 0, offset: 0, receivedAtMs: startMs }],
    attribution: 'Somebody',
    licence: LICENCE,
    budget: null,
  });
  stop.abort();
  await running;
});

test('silence is declared while nothing comes', async () => {
  const { time, publisher, deliver, stop, sent } = setUp();
  const running = publisher.run(stop.signal);
  deliver([{}]);
  await time.advance(62_000);
  expect(sent).toEqual(['3c664e', '3c664e', '3c664e']);
  expect(publisher.status()).toMatchObject({ health: 'silent', aircraft: 0, counts: { declared: 2, acknowledged: 3 } });
  stop.abort();
  await running;
});

test.each([
  [5000, false],
  [5001, true],
  [-5000, false],
  [-5001, true],
])("a feed's clock that is %i ms off is suspect: %s", async (offsetMs, clockSuspect) => {
  const { time, publisher, deliver, stop, log } = setUp();
  const running = publisher.run(stop.signal);
  deliver([{}], offsetMs);
  deliver([{}], offsetMs);
  await time.advance(100);
  expect(publisher.status()).toMatchObject({ clockOffsetMs: offsetMs, clockSuspect });
  expect(log.lines.filter((l) => l['message'] === "the feed's clock is off")).toHaveLength(clockSuspect ? 1 : 0);
  stop.abort();
  await running;
});

test('a replay tells when what it shows was recorded, and its clock is never suspect', async () => {
  const { time, publisher, deliver, stop, log } = setUp({ kind: 'replay' });
  const running = publisher.run(stop.signal);
  deliver([{}], -86_400_000, 1_732_400_000_400);
  await time.advance(100);
  expect(publisher.status()).toMatchObject({ kind: 'replay', capturedAtMs: 1_732_400_000_400, clockSuspect: false });
  expect(log.lines.filter((l) => l['message'] === "the feed's clock is off")).toEqual([]);
  stop.abort();
  await running;
});

test('a failing feed is logged once per reason, and once when it is back', async () => {
  const { time, feed, publisher, deliver, stop, log } = setUp();
  const running = publisher.run(stop.signal);
  for (const reason of ['HTTP 503', 'HTTP 503', 'HTTP 502']) feed.say({ type: 'failure', reason, retryInMs: 1 });
  await time.settle();
  expect(publisher.status()).toMatchObject({ health: 'failing', reason: 'HTTP 502' });
  deliver([{}]);
  await time.settle();
  expect(log.lines.map((l) => [l['message'], l['reason'] ?? l['failure']])).toEqual([
    ['feed failed', 'HTTP 503'],
    ['feed failed', 'HTTP 502'],
    ['feed is back', 'HTTP 502'],
  ]);
  stop.abort();
  await running;
});

test('when the source ends, what was taken in is sent, and the run is over', async () => {
  const { time, feed, publisher, deliver, stop, sent } = setUp();
  const running = publisher.run(stop.signal);
  deliver([{}]);
  feed.end();
  await time.settle();
  await running;
  expect(sent).toEqual(['3c664e']);
});

test('a stop waits for Kafka as long as it may, and counts what did not arrive', async () => {
  const away: RecordSender['send'] = (_records, signal) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
  const { time, publisher, deliver, stop } = setUp({ send: away });
  let isOver = false;
  const running = publisher.run(stop.signal).then(() => (isOver = true));
  deliver([{}]);
  await time.advance(1000);
  stop.abort();
  await time.advance(2999);
  expect(isOver).toBe(false);
  await time.advance(1);
  await running;
  expect(publisher.status().counts).toMatchObject({ accepted: 1, acknowledged: 0, failed: 1 });
});

test('an error of ours ends the run with that error', async () => {
  const { publisher, deliver, stop, time } = setUp({ send: () => Promise.reject(new TypeError('bug')) });
  const running = publisher.run(stop.signal);
  running.catch(() => undefined);
  deliver([{}]);
  await time.advance(100);
  await expect(running).rejects.toThrow('bug');
});
