import { expect, test } from 'vitest';
import type { Position } from '#domain/position.ts';
import { createOutbox } from '../../../services/position-producer/outbox.ts';
import { aPosition } from '../../fixtures/positions.ts';

const record = (icao24: string, receivedAtMs: number) =>
  aPosition({ icao24, receivedAtMs, observedAtMs: receivedAtMs });
const names = (records: readonly { icao24: string; receivedAtMs: number }[]) =>
  records.map((r) => `${r.icao24}@${r.receivedAtMs}`);

function outboxFor(limit: number) {
  const merged: Position[] = [];
  const lost: Position[] = [];
  const outbox = createOutbox(limit, { merged: (record) => merged.push(record), lost: (record) => lost.push(record) });
  return { outbox, merged, lost };
}

test('records leave in the order in which they came', () => {
  const { outbox } = outboxFor(10);
  for (let at = 1; at <= 5; at++) outbox.add(record(`00000${at}`, at));
  expect(outbox.oldestReceivedAtMs()).toBe(1);
  expect(names(outbox.take(2))).toEqual(['000001@1', '000002@2']);
  expect(outbox.oldestReceivedAtMs()).toBe(3);
  expect(names(outbox.take(10))).toEqual(['000003@3', '000004@4', '000005@5']);
  expect([outbox.size(), outbox.oldestReceivedAtMs()]).toEqual([0, null]);
});

test('a full outbox keeps only the newest record of each aircraft, and counts the others', () => {
  const { outbox, merged } = outboxFor(6);
  for (let at = 1; at <= 6; at++) outbox.add(record(at % 2 === 0 ? 'aaaaaa' : 'bbbbbb', at));
  outbox.add(record('cccccc', 7));
  expect([outbox.superseded(), outbox.lost()]).toEqual([4, 0]);
  expect(names(merged)).toEqual(['bbbbbb@5', 'aaaaaa@6']);
  expect(names(outbox.take(10))).toEqual(['bbbbbb@5', 'aaaaaa@6', 'cccccc@7']);
});

test('the record that is kept of an aircraft is for the coarsest level of those that were dropped for it', () => {
  const { outbox, merged } = outboxFor(6);
  const levels = ['fine', 'world', 'fine', 'regional', 'fine', 'fine'] as const;
  const addresses = ['aaaaaa', 'aaaaaa', 'aaaaaa', 'bbbbbb', 'bbbbbb', 'cccccc'];
  levels.forEach((level, at) => outbox.add({ ...record(addresses[at]!, at), level }));
  outbox.add(record('dddddd', 7));
  expect(merged.map((r) => r.level)).toEqual(['world', 'regional']);
  expect(outbox.take(10).map((r) => `${r.icao24} ${r.level}`)).toEqual([
    'aaaaaa world',
    'bbbbbb regional',
    'cccccc fine',
    'dddddd world',
  ]);
});

test('an aircraft of which one record waits is not merged, whatever waits before it', () => {
  const { outbox, merged } = outboxFor(4);
  ['aaaaaa', 'aaaaaa', 'bbbbbb', 'cccccc'].forEach((icao24, at) => outbox.add(record(icao24, at)));
  outbox.take(1);
  outbox.add(record('aaaaaa', 5));
  outbox.add(record('dddddd', 6));
  expect(names(merged)).toEqual(['aaaaaa@5']);
});

test('with more aircraft than room the oldest are lost, and counted', () => {
  const { outbox, lost } = outboxFor(4);
  for (let at = 1; at <= 5; at++) outbox.add(record(`00000${at}`, at));
  expect([outbox.superseded(), outbox.lost()]).toEqual([0, 1]);
  expect(names(lost)).toEqual(['000001@1']);
  expect(names(outbox.take(10))).toEqual(['000002@2', '000003@3', '000004@4', '000005@5']);
});

test('nothing appears or vanishes uncounted over many adds and takes', () => {
  const { outbox, merged, lost } = outboxFor(3000);
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
  expect(merged.length).toBeGreaterThan(0);
  expect(lost).toHaveLength(outbox.lost());
});
