import { describe, expect, it } from 'vitest';
import { encodePositionEvent } from '#contracts/position-event.ts';
import { readBatch } from '../../../lambdas/position-broadcast/read-batch.ts';
import { anMskEvent, anMskRecord, positionsEvent } from '../../fixtures/msk-event.ts';
import { aPosition } from '../../fixtures/positions.ts';

const NOW_MS = 1_732_400_060_000;

describe('batch of position records', () => {
  it('skips what was received more than a minute ago, however fresh the observation', () => {
    const kept = aPosition({ icao24: '000001', receivedAtMs: NOW_MS - 60_000 });
    const old = aPosition({ icao24: '000002', receivedAtMs: NOW_MS - 60_001, observedAtMs: NOW_MS });
    const batch = readBatch(positionsEvent([kept, old]), NOW_MS);
    expect(batch).toMatchObject({ received: 2, skipped: 1, rejected: 0 });
    expect(batch.positions.map(({ icao24 }) => icao24)).toEqual(['000001']);
  });

  it.each([
    ['no JSON', anMskRecord('{')],
    ['no position', anMskRecord('{"v":1}')],
    ['another version', anMskRecord('{"v":9}')],
    ['no value', anMskRecord('', { value: null })],
    ['bytes that are no text', anMskRecord('', { value: Buffer.from([0xff, 0xfe, 0]).toString('base64') })],
  ])('counts %s among good records and goes on', (_what, bad) => {
    const good = anMskRecord(encodePositionEvent(aPosition({ receivedAtMs: NOW_MS })));
    const batch = readBatch(anMskEvent({ 'aircraft-positions-0': [good, bad, good] }), NOW_MS);
    expect(batch).toMatchObject({ received: 3, skipped: 0, rejected: 1 });
    expect(batch.positions).toHaveLength(2);
  });

  it('reads all partitions of one payload', () => {
    const record = (icao24: string, partition: number) =>
      anMskRecord(encodePositionEvent(aPosition({ icao24, receivedAtMs: NOW_MS })), { partition });
    const event = anMskEvent({
      'aircraft-positions-0': [record('000001', 0)],
      'aircraft-positions-5': [record('000002', 5), record('000003', 5)],
    });
    expect(readBatch(event, NOW_MS).positions.map(({ icao24 }) => icao24)).toEqual(['000001', '000002', '000003']);
  });
});
