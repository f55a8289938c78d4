import { expect, it } from 'vitest';
import { binCraft } from '../../../bench/wire/bin-craft.ts';

it('writes 112 bytes an aircraft after a header of that length, in readsb’s units', () => {
  const row = {
    ...{ hex: 'a4ce11', flight: 'AAL2532 ', r: 'N409AA', t: 'A21N', type: 'adsb_icao', squawk: '2152', category: 'A3' },
    ...{ alt_baro: 35_000, gs: 456.6, track: 65.96, baro_rate: -64, lat: 37.810938, lon: -81.0385, seen_pos: 0.4 },
  };
  const bytes = binCraft(1_651_363_199_612, [row, { hex: '~000001' }]);
  expect(bytes).toHaveLength(3 * 112);
  expect(bytes.readBigUInt64LE(0)).toBe(1_651_363_199_612n);
  expect([bytes.readUInt32LE(8), bytes.readUInt32LE(12)]).toEqual([112, 2]);
  const record = bytes.subarray(112);
  expect(record.readUInt32LE(0)).toBe(0xa4ce11);
  expect([record.readInt32LE(8), record.readInt32LE(12)]).toEqual([-81_038_500, 37_810_938]);
  expect([record.readUInt16LE(4), record.readInt16LE(16), record.readInt16LE(20)]).toEqual([4, -8, 1400]);
  expect([record.readInt16LE(34), record.readInt16LE(40)]).toEqual([4566, 5936]);
  expect(record.subarray(78, 86).toString()).toBe('AAL2532 ');
  expect(bytes.readUInt32LE(224)).toBe(0x1000001);
});
