import { expect, test } from 'vitest';
import { createOutbox } from '../../../services/position-producer/outbox.ts';
import { aPosition } from '../../fixtures/positions.ts';

const record = (icao24: string, receivedAtMs: number) =>
  aPosition({ icao24, receivedAtMs, observedAtMs: receivedAtMs });
const names = (records: readonly { icao24: string; receivedAtMs: number }[]) =>
  records.map((r) => `${r.icao24}@${r.receivedAtMs}`);

test('records leave in the order in which they came', () => {
  const outbox = createOutbox(10);
  for (let at = 1; at <= 5; at++) outbox.add(record(`00000${at}`, at));
  expect(outbox.oldestReceivedAtMs()).toBe(1);
  expect(names(outbox.take(2))).toEqual(['000001@1', '000002@2']);
  expect(outbox.oldestReceivedAtMs()).toBe(3);
  expect(names(outbox.take(10))).toEqual(['000003@3', '000004@4', '000005@5']);
  expect([outbox.size(), outbox.oldestReceivedAtMs()]).toEqual([0, null]);
});

test('a full outbox keeps only the newest record of each aircraft, and counts the others', () => {
  const outbox = createOutbox(6);
  for (let at = 1; at <= 6; at++) outbox.add(record(at % 2 === 0 ? 'aaaaaa' : 'bbbbbb', at));
  outbox.add(record('cccccc', 7));
  expect([outbox.superseded(), outbox.lost()]).toEqual([4, 0]);
  expect(names(outbox.take(10))).toEqual(['bbbbbb@5', 'aaaaaa@6', 'cccccc@7']);
});

test('with more aircraft than room the oldest are lost, and counted', () => {
  const outbox = createOutbox(4);
  for (let at = 1; at <= 5; at++) outbox.add(record(`00000${at}`, at));
  expect([outbox.superseded(), outbox.lost()]).toEqual([0, 1]);
  expect(names(outbox.take(10))).toEqual(['000002@2', '000003@3', '000004@4', '000005@5']);
});

test('nothing appears or vanishes uncounted over many adds and takes', () => {
  const outbox = createOutbox(3000);
  let added = 0;
  let taken = 0;
  for (let round = 0; round < 200; round++) {
    for (let i = 0; i < 100 + (round % 7) * 30; i++)
      outbox.add(record((i % 50).toString(16).padStart(6, '0'), ++added));
    if (round % 3 === 0) taken += outbox.take(150).length;
    expect(outbox.size()).toBeLessThanOrEqual(3000);
  }
  expect(taken + outbox.size() + outbox.superseded() + outbox.lost()).toBe(added);
  expect(outbox.superseded()).toBeGreaterThan(0);
});
