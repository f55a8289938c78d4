import { describe, expect, it } from 'vitest';
import { encodePositionEvent } from '#contracts/position-event.ts';
import { decodeBatch } from '../../../lambdas/position-store/decode-batch.ts';
import { anMskEvent, anMskRecord } from '../../fixtures/msk-event.ts';
import { aPosition } from '../../fixtures/positions.ts';

const valueOf = (overrides: Parameters<typeof aPosition>[0]): string => encodePositionEvent(aPosition(overrides));

describe('decoding a batch', () => {
  it('gives each partition its positions in the order of the log, its last offset and its newest receipt', () => {
    const event = anMskEvent({
      't-0': [
        anMskRecord(valueOf({ receivedAtMs: 1_732_400_000_900 }), { topic: 't', offset: 7 }),
        anMskRecord(valueOf({ icao24: '3c6444', receivedAtMs: 1_732_400_000_800 }), { topic: 't', offset: 8 }),
      ],
      't-4': [anMskRecord(valueOf({ icao24: '~00000a' }), { topic: 't', partition: 4, offset: 1 })],
    });
    const { partitions, rejected } = decodeBatch(event);
    expect(rejected).toEqual([]);
    expect(partitions.map(({ topic, partition, offset }) => ({ topic, partition, offset }))).toEqual([
      { topic: 't', partition: 0, offset: 8 },
      { topic: 't', partition: 4, offset: 1 },
    ]);
    expect(partitions[0]?.receivedAtMs).toBe(1_732_400_000_900);
    expect(partitions[0]?.positions.map((position) => position.icao24)).toEqual(['3c664e', '3c6444']);
  });

  it('sets a poison record aside with its bytes and keeps its neighbours', () => {
    const poison = anMskRecord('{"v":1,"icao24":', { offset: 1, key: Buffer.from('3c664e').toString('base64') });
    const records = [anMskRecord(valueOf({}), { offset: 0 }), poison, anMskRecord(valueOf({}), { offset: 2 })];
    const { partitions, rejected } = decodeBatch(anMskEvent({ 'aircraft-positions-0': records }));
    expect(partitions[0]?.positions).toHaveLength(2);
    expect(rejected).toHaveLength(1);
    expect(rejected[0]).toMatchObject({
      topic: 'aircraft-positions',
      partition: 0,
      offset: 1,
      appendedAtMs: 1_732_400_000_350,
      reason: 'json',
      field: '',
    });
    expect(rejected[0]?.cluster).toContain('cluster/airlines');
    expect(Buffer.from(rejected[0]?.value ?? []).toString()).toBe('{"v":1,"icao24":');
    expect(Buffer.from(rejected[0]?.key ?? []).toString()).toBe('3c664e');
  });

  it.each([
    ['an absent value', null, 'value_missing'],
    ['an empty value', '', 'json'],
    ['no object', '[]', 'not_an_object'],
    ['a latitude out of range', valueOf({ lat: 91 }), 'lat_invalid'],
    ['a version that is not known', valueOf({}).replace('"v":1', '"v":9'), 'version_unsupported'],
    ['a time of observation after 2084', valueOf({ observedAtMs: 3_600_000_000_000 }), 'observedAtMs_invalid'],
    ['a time of receipt after 2084', valueOf({ receivedAtMs: 8_000_000_000_000_000 }), 'receivedAtMs_invalid'],
    ['bytes that are no text', '\u0000\uffff', 'json'],
  ])('rejects %s', (_name, value, reason) => {
    const record = value === null ? anMskRecord('', { value: null }) : anMskRecord(value);
    const { partitions, rejected } = decodeBatch(anMskEvent({ 'aircraft-positions-0': [record] }));
    expect(rejected.map((one) => one.reason)).toEqual([reason]);
    expect(partitions).toMatchObject([{ positions: [], offset: 0, receivedAtMs: 0 }]);
  });

  it('keeps text that is not ASCII', () => {
    const record = anMskRecord(valueOf({ registration: 'Zürich✈' }));
    const { partitions } = decodeBatch(anMskEvent({ 'aircraft-positions-0': [record] }));
    expect(partitions[0]?.positions[0]?.registration).toBe('Zürich✈');
  });

  it('without records is empty', () => {
    expect(decodeBatch(anMskEvent({ 'aircraft-positions-0': [] }))).toEqual({ partitions: [], rejected: [] });
  });
});
