import { expect, test } from 'vitest';
import { decodePositionEvent } from '#contracts/position-event.ts';
import type { Position } from '#domain/position.ts';
import { createDelivery, type RecordSender } from '../../../services/position-producer/deliver-records.ts';
import { createOutbox } from '../../../services/position-producer/outbox.ts';
import { createManualTime } from '../../fakes/manual-time.ts';
import { aPosition } from '../../fixtures/positions.ts';

type Sent = { readonly key: string; readonly value: string }[];

/** Takes batches and answers when the test says. */
function createSlowSender() {
  const batches: Sent[] = [];
  const answers: ((answer: Awaited<ReturnType<RecordSender['send']>>) => void)[] = [];
  return {
    batches,
    acknowledge: (answer: Awaited<ReturnType<RecordSender['send']>>) => answers.shift()?.(answer),
    send: ((records, signal) => {
      batches.push([...records]);
      return new Promise((resolve, reject) => {
        answers.push(resolve);
        signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
      });
    }) satisfies RecordSender['send'],
  };
}

function setUp() {
  const time = createManualTime();
  const failed: Position[] = [];
  const onFailed = (record: Position): void => void failed.push(record);
  const outbox = createOutbox(100_000, { merged: () => undefined, lost: onFailed });
  const sender = createSlowSender();
  const { clock, sleep } = time;
  const delivery = createDelivery({ outbox, sender, topic: 'positions', clock, sleep, acknowledged: [], onFailed });
  const intake = new AbortController();
  const deadline = new AbortController();
  const add = (count = 1) => {
    for (let i = 0; i < count; i++) {
      const icao24 = i.toString(16).padStart(6, '0');
      outbox.add(aPosition({ icao24, receivedAtMs: time.clock() }));
    }
  };
  return {
    time,
    outbox,
    sender,
    delivery,
    failed,
    intake,
    deadline,
    add,
    run: () => delivery.run(intake.signal, deadline.signal),
  };
}

test('records are keyed by address and carry the position', async () => {
  const { time, add, sender, run, intake, deadline } = setUp();
  add();
  const running = run();
  await time.advance(50);
  expect(sender.batches).toHaveLength(1);
  const [record] = sender.batches[0]!;
  expect(record!.key).toBe('000000');
  expect(decodePositionEvent(record!.value, 0)).toEqual(
    aPosition({ icao24: '000000', receivedAtMs: time.clock() - 50 }),
  );
  intake.abort();
  deadline.abort();
  await running;
});

test('one batch is on its way at a time, and what comes meanwhile goes in the next', async () => {
  const { time, add, sender, run, intake, delivery } = setUp();
  add(3);
  const running = run();
  await time.advance(50);
  add(2);
  await time.advance(1000);
  expect(sender.batches.map((b) => b.length)).toEqual([3]);
  sender.acknowledge({ partitions: [{ partition: 0, offset: 2, lastIndex: 2 }], refused: [] });
  await time.advance(50);
  expect(sender.batches.map((b) => b.length)).toEqual([3, 2]);
  sender.acknowledge({ partitions: [{ partition: 0, offset: 4, lastIndex: 1 }], refused: [] });
  intake.abort();
  await time.settle();
  await running;
  expect(delivery.report()).toMatchObject({ acknowledged: 5, failed: 0, sendingSinceMs: null });
});

test('a full batch does not wait, and none is larger', async () => {
  const { time, add, sender, run, intake, deadline } = setUp();
  add(6000);
  const running = run();
  await time.settle();
  expect(sender.batches.map((b) => b.length)).toEqual([5000]);
  intake.abort();
  deadline.abort();
  await running;
});

test('everything before settledUntilMs is acknowledged: it stands still while a record waits or is on its way', async () => {
  const { time, add, sender, run, intake, delivery } = setUp();
  const startMs = time.clock();
  expect(delivery.report().settledUntilMs).toBe(startMs);
  add();
  await time.advance(10);
  expect(delivery.report().settledUntilMs).toBe(startMs);
  const running = run();
  await time.advance(500);
  expect(delivery.report()).toMatchObject({ settledUntilMs: startMs, sendingSinceMs: startMs + 60 });
  add();
  sender.acknowledge({ partitions: [{ partition: 2, offset: 41, lastIndex: 0 }], refused: [] });
  await time.settle();
  expect(delivery.report().settledUntilMs).toBe(startMs + 510);
  expect(delivery.report().last).toEqual([{ topic: 'positions', partition: 2, offset: 41, receivedAtMs: startMs }]);
  await time.advance(50);
  sender.acknowledge({ partitions: [{ partition: 0, offset: 7, lastIndex: 0 }], refused: [] });
  await time.advance(40);
  expect(delivery.report().settledUntilMs).toBe(time.clock());
  expect(delivery.report().last).toEqual([
    { topic: 'positions', partition: 0, offset: 7, receivedAtMs: startMs + 510 },
    { topic: 'positions', partition: 2, offset: 41, receivedAtMs: startMs },
  ]);
  intake.abort();
  await running;
});

test('the last records of an earlier run stay known until newer ones follow, those of another topic do not', () => {
  const time = createManualTime();
  const earlier = [
    { topic: 'positions', partition: 1, offset: 9, receivedAtMs: 5 },
    { partition: 2, offset: 4, receivedAtMs: 5 },
  ];
  const ofAnotherTopic = { topic: 'positions-before', partition: 3, offset: 99, receivedAtMs: 5 };
  const delivery = createDelivery({
    outbox: createOutbox(1, { merged: () => undefined, lost: () => undefined }),
    onFailed: () => undefined,
    sender: createSlowSender(),
    topic: 'positions',
    clock: time.clock,
    sleep: time.sleep,
    acknowledged: [...earlier, ofAnotherTopic],
  });
  expect(delivery.report().last).toEqual(earlier);
});

test('refused records count as failed and are named, the others as acknowledged', async () => {
  const { time, add, sender, run, intake, delivery, failed } = setUp();
  add(3);
  const running = run();
  await time.advance(50);
  sender.acknowledge({ partitions: [{ partition: 0, offset: 1, lastIndex: 2 }], refused: [1] });
  intake.abort();
  await time.settle();
  await running;
  expect(delivery.report()).toMatchObject({ acknowledged: 2, failed: 1 });
  expect(failed.map(({ icao24 }) => icao24)).toEqual(['000001']);
});

test('at the end what waits is still sent; what the deadline cuts off counts as failed', async () => {
  const { time, add, sender, run, intake, deadline, delivery, failed } = setUp();
  add(6000);
  intake.abort();
  const running = run();
  await time.settle();
  sender.acknowledge({ partitions: [], refused: [] });
  await time.settle();
  expect(sender.batches.map((b) => b.length)).toEqual([5000, 1000]);
  deadline.abort();
  await running;
  expect(delivery.report()).toMatchObject({ acknowledged: 5000, failed: 1000, sendingSinceMs: null });
  expect(failed).toHaveLength(1000);
});
