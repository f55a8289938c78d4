import { describe, expect, test } from 'vitest';
import { decodeColumnSnapshot } from '#contracts/column-snapshot.ts';
import { toColumns } from '#contracts/live-frame.ts';
import { toIdentityColumns } from '#contracts/live-messages.ts';
import { addressToNumber } from '#domain/address.ts';
import { aPosition } from '../../fixtures/positions.ts';

const AT_MS = 1_732_400_001_000;
const overTheWire = (body: object): unknown => JSON.parse(JSON.stringify(body));

describe('decodeColumnSnapshot()', () => {
  test('gives back rows and identity of a snapshot without the limit of a frame', () => {
    const positions = Array.from({ length: 900 }, (_, index) =>
      aPosition({ icao24: (0x400000 + index).toString(16), callsign: `DLH${index}` }),
    );
    const snapshot = decodeColumnSnapshot(
      overTheWire({
        asOfMs: AT_MS - 500,
        kinds: ['live', 'of a newer server'],
        positions: toColumns(positions, AT_MS, 'world'),
        identity: toIdentityColumns(positions),
      }),
    );
    expect(snapshot).toMatchObject({ asOfMs: AT_MS - 500, kinds: ['live'] });
    expect(snapshot.rows.map((row) => row.address)).toEqual(positions.map(({ icao24 }) => addressToNumber(icao24)));
    expect(snapshot.identity[899]).toMatchObject({ icao24: '400383', callsign: 'DLH899', feed: 'readsb' });
  });

  test.each([
    ['snapshot_invalid', null],
    ['snapshot_invalid', { asOfMs: 1, kinds: [], positions: [], identity: {} }],
    ['asOfMs_invalid', { kinds: [], positions: toColumns([], AT_MS, 'world'), identity: toIdentityColumns([]) }],
    ['id_invalid', { asOfMs: 1, kinds: [], positions: toColumns([], AT_MS, 'world'), identity: { id: ['<b>'] } }],
  ])('refuses with %s', (code, body) => {
    expect(() => decodeColumnSnapshot(body)).toThrow(expect.objectContaining({ code }));
  });
});
