import { describe, expect, test } from 'vitest';
import { addressToNumber } from '#domain/address.ts';
import type { Position } from '#domain/position.ts';
import { decodePositionColumns, encodePositionFrames, toColumns } from '#contracts/live-frame.ts';
import { parseJsonObject } from '#contracts/read.ts';
import { aPosition } from '../../fixtures/positions.ts';

const AT_MS = 1_732_400_001_000;
const decode = (frames: readonly string[]) => frames.flatMap((text) => decodePositionColumns(parseJsonObject(text)));

function manyPositions(count: number): Position[] {
  return Array.from({ length: count }, (_, n) =>
    aPosition({
      icao24: (n * 977).toString(16).padStart(6, '0'),
      lat: ((n * 7919) % 18_000) / 100 - 90,
      lon: ((n * 104_729) % 36_000) / 100 - 180,
      altitudeM: n % 3 === 0 ? null : n,
      observedAtMs: AT_MS - n,
    }),
  );
}

describe('encodePositionFrames()', () => {
  test('keeps every value within its quantum', () => {
    const position = aPosition();
    const [row] = decode(encodePositionFrames([position], AT_MS, 'fine'));
    expect(row).toMatchObject({
      address: addressToNumber('3c664e'),
      observedAtMs: AT_MS - 1000,
      trackDeg: 181,
      flags: 0,
    });
    expect(row!.lat).toBeCloseTo(position.lat, 5);
    expect(row!.lon).toBeCloseTo(position.lon, 5);
    expect(Math.abs(row!.altitudeM! - position.altitudeM!)).toBeLessThanOrEqual(12.5 * 0.3048);
    expect(Math.abs(row!.groundSpeedMps! - position.groundSpeedMps!)).toBeLessThanOrEqual(0.5 * 0.5145);
    expect(Math.abs(row!.verticalRateMps! - position.verticalRateMps!)).toBeLessThanOrEqual(32 * 0.00508);
  });

  test('sends four digits at world level', () => {
    const [row] = decode(encodePositionFrames([aPosition({ lat: 48.353814 })], AT_MS, 'world'));
    expect(row!.lat).toBeCloseTo(48.3538, 9);
  });

  test('keeps unknown values unknown and a track of 359.6° on the compass', () => {
    const unknown = { altitudeM: null, geoAltitudeM: null, groundSpeedMps: null, verticalRateMps: null };
    const [row] = decode(encodePositionFrames([aPosition({ ...unknown, trackDeg: 359.6 })], AT_MS, 'world'));
    expect(row).toMatchObject({ altitudeM: null, groundSpeedMps: null, verticalRateMps: null, trackDeg: 0 });
  });

  test.each([
    ['onGround', { onGround: true }, 1],
    ['simulated', { kind: 'simulated' }, 2],
    ['stale', { state: 'stale' }, 4],
    ['geometric altitude', { altitudeM: null }, 8],
    ['MLAT', { source: 'mlat' }, 16],
    ['ADS-C', { source: 'adsc' }, 32],
    ['emergency', { squawk: '7700' }, 64],
    ['replayed', { kind: 'replay' }, 128],
    ['TIS-B', { source: 'tisb' }, 256],
    ['FLARM', { source: 'flarm' }, 256],
    ['another source', { source: 'other' }, 256],
  ] as const)('flags %s', (_name, overrides, flag) => {
    expect(decode(encodePositionFrames([aPosition(overrides)], AT_MS, 'world'))[0]?.flags).toBe(flag);
  });

  test('stays under 32,000 bytes and 700 rows a frame and loses no aircraft', () => {
    const positions = manyPositions(1700);
    const frames = encodePositionFrames(positions, AT_MS, 'fine');
    for (const frame of frames) {
      expect(Buffer.byteLength(frame)).toBeLessThanOrEqual(32_000);
      expect(decode([frame]).length).toBeLessThanOrEqual(700);
    }
    const addresses = decode(frames).map((row) => row.address);
    expect(addresses.toSorted((a, b) => a - b)).toEqual(positions.map((p) => addressToNumber(p.icao24)));
  });

  test('cuts at 700 rows also where the bytes would allow more', () => {
    const parked = { lat: 50, lon: 8, altitudeM: 0, groundSpeedMps: 0, trackDeg: 0, verticalRateMps: 0 };
    const positions = Array.from({ length: 701 }, (_, n) =>
      aPosition({ ...parked, icao24: (n + 1).toString(16).padStart(6, '0') }),
    );
    expect(encodePositionFrames(positions, AT_MS, 'world')).toHaveLength(2);
    expect(encodePositionFrames(positions.slice(1), AT_MS, 'world')).toHaveLength(1);
  });

  test('sends nothing for nothing', () => {
    expect(encodePositionFrames([], AT_MS, 'world')).toEqual([]);
  });

  test('columns of no position decode to no row', () => {
    const overTheWire = JSON.stringify(toColumns([], AT_MS, 'world'));
    expect(decodePositionColumns(parseJsonObject(overTheWire))).toEqual([]);
  });

  test('numbers non-ICAO addresses above the others', () => {
    const rows = decode(
      encodePositionFrames([aPosition({ icao24: '~00000a' }), aPosition({ icao24: 'ff0000' })], AT_MS, 'world'),
    );
    expect(rows.map((row) => row.address)).toEqual([0xff0000, 0x100000a]);
  });
});

describe('decodePositionColumns()', () => {
  const frame = () => ({ ...toColumns([aPosition()], AT_MS, 'world') });

  test.each([
    ['id_invalid', { id: 'x' }],
    ['lat_invalid', { lat: [null] }],
    ['lon_length', { lon: [1, 2] }],
    ['alt_invalid', { alt: ['1'] }],
    ['at_invalid', { at: undefined }],
    ['digits_invalid', { digits: 99 }],
  ])('refuses with %s', (code, overrides) => {
    expect(() => decodePositionColumns({ ...frame(), ...overrides })).toThrow(expect.objectContaining({ code }));
  });
});
