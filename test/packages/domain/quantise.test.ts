import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodePositionColumns, toColumns } from '#contracts/live-frame.ts';
import { asQuantised } from '#domain/quantise.ts';
import { LEVELS } from '#domain/position.ts';
import { aPosition } from '../../fixtures/positions.ts';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

test('asQuantised() is what a viewer makes of a frame, whenever the frame was made', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...LEVELS),
      fc.record({
        lat: number(-90, 90),
        lon: number(-180, 180),
        altitudeM: fc.option(number(-400, 20_000)),
        groundSpeedMps: fc.option(number(0, 400)),
        trackDeg: fc.option(number(0, 359.999)),
        verticalRateMps: fc.option(number(-60, 60)),
        observedAtMs: fc.integer({ min: 1_700_000_000_000, max: 1_700_000_100_000 }),
      }),
      fc.integer({ min: 0, max: 90_000 }),
      (level, values, laterMs) => {
        const sent = aPosition({ ...values, geoAltitudeM: null });
        const columns = toColumns([sent], sent.observedAtMs + 100 + laterMs, level);
        const [row] = decodePositionColumns({ ...columns });
        const held = asQuantised(sent, level);
        expect(row).toMatchObject({
          observedAtMs: held.observedAtMs,
          altitudeM: held.altitudeM,
          groundSpeedMps: held.groundSpeedMps,
          trackDeg: held.trackDeg,
          verticalRateMps: held.verticalRateMps,
        });
        expect(row?.lat).toBeCloseTo(held.lat, 9);
        expect(row?.lon).toBeCloseTo(held.lon, 9);
      },
    ),
  );
});
