import { describe, expect, test } from 'vitest';
import { decodePositionEvent, encodePositionEvent } from '#contracts/position-event.ts';
import { aPosition } from '../../fixtures/positions.ts';

const SMALLEST = { v: 1, icao24: '3c664e', observedAtMs: 1, lat: 0, lon: 0, feed: 'readsb', kind: 'live' };
const decode = (overrides: object) => decodePositionEvent(JSON.stringify({ ...SMALLEST, ...overrides }), 7);

describe('encodePositionEvent()', () => {
  test('is decoded to the same position', () => {
    const position = aPosition({ emergency: 'general', flightNumber: 'LH102', origin: 'FRA', destination: 'LHR' });
    expect(decodePositionEvent(encodePositionEvent(position), 0)).toEqual(position);
  });

  test('leaves absent values out', () => {
    expect(encodePositionEvent(aPosition({ squawk: null }))).not.toContain('squawk');
  });
});

describe('decodePositionEvent()', () => {
  test('makes absent optional values null and takes the defaults of the contract', () => {
    expect(decode({})).toMatchObject({
      altitudeM: null,
      callsign: null,
      level: 'world',
      state: 'seen',
      source: 'other',
      onGround: false,
    });
  });

  test("takes the record's timestamp for an absent receivedAtMs", () => {
    expect(decode({}).receivedAtMs).toBe(7);
  });

  test('ignores fields that it does not know', () => {
    expect(decode({ tomorrow: { any: 'thing' } })).toEqual(decode({}));
  });

  test.each([
    ['version_unsupported', 'v', { v: 2 }],
    ['icao24_invalid', 'icao24', { icao24: '3C664E' }],
    ['observedAtMs_invalid', 'observedAtMs', { observedAtMs: '1' }],
    ['lat_invalid', 'lat', { lat: 90.001 }],
    ['lon_invalid', 'lon', { lon: null }],
    ['feed_missing', 'feed', { feed: '' }],
    ['kind_missing', 'kind', { kind: null }],
    ['kind_invalid', 'kind', { kind: 'maybe' }],
    ['state_invalid', 'state', { state: 'lost' }],
    ['callsign_invalid', 'callsign', { callsign: 'x'.repeat(41) }],
    ['altitudeM_invalid', 'altitudeM', { altitudeM: 1e9 }],
  ])('refuses with %s, naming %s', (code, field, overrides) => {
    expect(() => decode(overrides)).toThrow(expect.objectContaining({ code, field }));
  });

  test.each(['', 'null', '[]', '"x"', '{"v":1', '<html>'])('refuses %j as a whole', (text) => {
    expect(() => decodePositionEvent(text, 0)).toThrow(expect.objectContaining({ name: 'ContractError', field: '' }));
  });
});
