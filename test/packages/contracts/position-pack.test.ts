import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressToNumber } from '#domain/address.ts';
import type { Position } from '#domain/position.ts';
import { ALTITUDE_STEP_M, GROUND_SPEED_STEP_MPS, VERTICAL_RATE_STEP_MPS } from '#domain/quantise.ts';
import { asThinned } from '#domain/track-line.ts';
import { decodePositionPack, encodePositionPack, POSITION_PACK_VERSION } from '#contracts/position-pack.ts';
import { aPositionStream } from '../../fixtures/position-stream.ts';
import { aPosition } from '../../fixtures/positions.ts';

function byAircraft(positions: readonly Position[]): Position[][] {
  return [...Map.groupBy(positions, (position) => position.icao24).values()].sort(
    (a, b) => addressToNumber(a[0]!.icao24) - addressToNumber(b[0]!.icao24),
  );
}

/** With 0 for -0. */
function unsigned(position: Position): object {
  return Object.fromEntries(Object.entries(position).map(([field, value]) => [field, value === 0 ? 0 : value]));
}

describe('a pack of positions', () => {
  it.each([1, 2, 3, 4, 5])('gives back every value of every row (seed %d)', (seed) => {
    const aircraft = byAircraft(aPositionStream({ seed, aircraft: 40, fixes: 25 }));
    expect(decodePositionPack(encodePositionPack(aircraft))).toEqual(aircraft.flat());
  });

  it('keeps apart all kinds, levels, states and addresses', () => {
    const rows = [
      aPosition({ icao24: '000001', kind: 'simulated', level: 'fine', state: 'stale', onGround: true }),
      aPosition({ icao24: 'ffffff', kind: 'replay', level: 'regional', state: 'removed', source: 'flarm' }),
      aPosition({ icao24: '~000001', source: 'tisb', emergency: 'nordo', feed: 'sbs' }),
    ];
    expect(decodePositionPack(encodePositionPack(rows.map((row) => [row])))).toEqual(rows);
  });

  it('keeps values that go to null, stay and come back', () => {
    const altitudes = [null, 1000, 1000, null, null, 1000.5, 0, null, 0];
    const rows = altitudes.map((altitudeM, index) =>
      aPosition({ observedAtMs: 1_732_400_000_000 + index, altitudeM, verticalRateMps: null, callsign: null }),
    );
    const read = decodePositionPack(encodePositionPack([rows]));
    expect(read.map((row) => row.altitudeM)).toEqual(altitudes);
  });

  it('rounds to 1e-6 degrees, 0.1 m, 0.1 m/s, 0.1 degrees of track, 0.01 m/s and 1 ms', () => {
    const row = aPosition({
      observedAtMs: 1_732_400_000_000.4,
      receivedAtMs: 1_732_400_000_001,
      lat: 48.12345678,
      lon: -11.9999996,
    });
    const fine = { ...row, altitudeM: 1000.04, groundSpeedMps: 231.56, trackDeg: 181.44, verticalRateMps: -4.876 };
    expect(decodePositionPack(encodePositionPack([[fine]]))[0]).toMatchObject({
      observedAtMs: 1_732_400_000_000,
      lat: 48.123457,
      lon: -12,
      altitudeM: 1000,
      groundSpeedMps: 231.6,
      trackDeg: 181.4,
      verticalRateMps: -4.88,
    });
  });

  it('keeps what viewers made of a position, so that history is rebuilt from the same values', () => {
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    const near = (min: number, max: number, step: number) =>
      fc.tuple(fc.integer({ min, max }), number(-0.1, 0.1)).map(([n, off]) => (n + 0.5 + off) * step);
    const motion = fc.record({
      lat: fc.oneof(number(-90, 90), near(-8_999_999, 8_999_998, 1e-5)),
      lon: fc.oneof(number(-180, 180), near(-17_999_999, 17_999_998, 1e-5)),
      altitudeM: fc.option(fc.oneof(number(-500, 20_000), near(-40, 2500, ALTITUDE_STEP_M))),
      geoAltitudeM: fc.option(fc.oneof(number(-500, 20_000), near(-40, 2500, ALTITUDE_STEP_M))),
      groundSpeedMps: fc.option(fc.oneof(number(0, 400), near(0, 700, GROUND_SPEED_STEP_MPS))),
      trackDeg: fc.option(fc.oneof(number(0, 360), near(0, 358, 1))),
      verticalRateMps: fc.option(fc.oneof(number(-60, 60), near(-150, 150, VERTICAL_RATE_STEP_MPS))),
    });
    fc.assert(
      fc.property(motion, (values) => {
        const [read = aPosition()] = decodePositionPack(encodePositionPack([[aPosition(values)]]));
        const { geoAltitudeM } = read;
        const wanted = { ...asThinned(aPosition(values)), geoAltitudeM };
        expect(unsigned(asThinned(read))).toEqual(unsigned(wanted));
        const [again = aPosition()] = decodePositionPack(encodePositionPack([[read]]));
        expect(unsigned(again)).toEqual(unsigned(read));
      }),
      { numRuns: 500 },
    );
  });

  it('unpacks one aircraft alone, whichever it is', () => {
    const aircraft = byAircraft(aPositionStream({ seed: 9, aircraft: 20, fixes: 3 }));
    const pack = encodePositionPack(aircraft);
    for (const rows of aircraft) expect(decodePositionPack(pack, rows[0]!.icao24)).toEqual(rows);
    expect(decodePositionPack(pack, '000000')).toEqual([]);
    expect(decodePositionPack(pack, 'ffffff')).toEqual([]);
  });

  it('takes at most 20 bytes a row of a track', () => {
    const aircraft = byAircraft(aPositionStream({ seed: 3, aircraft: 1, fixes: 700 }));
    expect(encodePositionPack(aircraft).length / 700).toBeLessThan(20);
  });

  it('may be empty', () => {
    expect(decodePositionPack(encodePositionPack([]))).toEqual([]);
  });

  it('of another version is refused by name', () => {
    const pack = encodePositionPack([[aPosition()]]).slice();
    pack[0] = POSITION_PACK_VERSION + 1;
    expect(() => decodePositionPack(pack)).toThrow(expect.objectContaining({ code: 'pack_version_unsupported' }));
  });

  it('cut anywhere is refused, not misread', () => {
    const pack = encodePositionPack([[aPosition(), aPosition({ observedAtMs: 1_732_400_005_000 })]]);
    for (let length = 0; length < pack.length; length++) {
      expect(() => decodePositionPack(pack.subarray(0, length)), `${length} bytes`).toThrow(
        expect.objectContaining({ name: 'ContractError' }),
      );
    }
  });
});
