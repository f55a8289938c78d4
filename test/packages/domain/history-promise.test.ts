import { describe, expect, test } from 'vitest';
import { destination } from '#domain/geo.ts';
import { LEVEL_RULES } from '#domain/level.ts';
import type { Observation } from '#domain/observation.ts';
import { createFlightCurve } from '../../../bench/tracks/flight-curve.ts';
import { noisyLanding, secondsOf } from '../../../bench/tracks/one-hertz.ts';
import { readFlights } from '../../../bench/tracks/recorded-flights.ts';
import { missesOfLine, missesOfMotion } from '../../fixtures/history-misses.ts';
import { observation } from '../../fixtures/observation.ts';
import { storeHistory, type HeardRows, type StoredHistory } from '../../fixtures/stored-history.ts';
import { hasSharedData } from '../../shared-data.ts';

const { positionM, altitudeM } = LEVEL_RULES.fine.tolerance;
/** A line's corners are stored places, which lie so far from what viewers decoded; both have five digits in common. */
const ROUNDING_M = 1;
const BEGINS_MS = 1_732_400_000_000;

function expectPromise(histories: ReadonlyMap<string, StoredHistory>): void {
  const motion = missesOfMotion(histories.values());
  expect(motion.positionM).toBeLessThanOrEqual(positionM);
  expect(motion.altitudeM).toBeLessThanOrEqual(altitudeM + 1e-6);
  expect(missesOfLine(histories.values()).positionM).toBeLessThanOrEqual(positionM + ROUNDING_M);
}

/** Seconds of one aircraft; a second without a row is one in which it isn't heard. */
function heardFrom(rows: readonly (Partial<Observation> | null)[]): HeardRows[] {
  return rows.map((row, second) => {
    const atMs = BEGINS_MS + second * 1000;
    return { atMs, rows: row === null ? [] : [observation({ observedAtMs: atMs - 137, ...row })] };
  });
}

/** Flies on from place to place, second by second. */
function flown(seconds: number, motion: (second: number) => Partial<Observation>): Partial<Observation>[] {
  const rows: Partial<Observation>[] = [];
  let place = { lat: 47.2, lon: 8.3 };
  let heightM = 9000;
  for (let second = 0; second < seconds; second++) {
    const { trackDeg = 0, groundSpeedMps = 0, verticalRateMps = 0, ...rest } = motion(second);
    place = destination(place, trackDeg ?? 0, groundSpeedMps ?? 0);
    heightM += verticalRateMps ?? 0;
    rows.push({ ...place, altitudeM: heightM, trackDeg, groundSpeedMps, verticalRateMps, ...rest });
  }
  return rows;
}

describe('history rebuilt from the stored records is within the fine tolerance of what was received', () => {
  test('of an aircraft that turns and climbs, reported in decimals', () => {
    const rows = flown(900, (second) => ({
      trackDeg: (360 + 57.4637 + 0.31 * second + 20 * Math.sin(second / 40)) % 360,
      groundSpeedMps: 181.377 + 25 * Math.sin(second / 90),
      verticalRateMps: 8.128 * Math.sin(second / 60),
    }));
    const histories = storeHistory(heardFrom(rows));
    const [history] = histories.values();
    expect(history?.received).toHaveLength(900);
    expect(history?.stored.length).toBeLessThan(400);
    expectPromise(histories);
  });

  test('of one that flies straight, with a record per keepalive and no more', () => {
    const rows = flown(300, () => ({ trackDeg: 90.4837, groundSpeedMps: 231.36 }));
    const histories = storeHistory(heardFrom(rows));
    const [history] = histories.values();
    expect(history?.stored.length).toBeLessThanOrEqual(1 + 300 / 15);
    expectPromise(histories);
  });

  test('of one that taxies, stands and taxies on', () => {
    const rows = flown(240, (second) => ({
      onGround: true,
      groundSpeedMps: second > 60 && second < 150 ? 0 : 8,
      trackDeg: 10 + Math.floor(second / 30) * 40,
      altitudeM: null,
    }));
    expectPromise(storeHistory(heardFrom(rows)));
  });

  test('of one that falls silent between two records: the last fix comes with the word that it is lost', () => {
    const rows = flown(85, () => ({ trackDeg: 45, groundSpeedMps: 200 }));
    const histories = storeHistory(heardFrom(rows.map((row, second) => (second < 25 || second >= 65 ? row : null))));
    const [history] = histories.values();
    const lastBefore = BEGINS_MS + 24_000 - 137;
    expect(history?.stored.find((record) => record.observedAtMs === lastBefore)?.state).toBe('stale');
    expectPromise(histories);
  });
});

describe.skipIf(!hasSharedData)('the same on real tracks', () => {
  const rowsOf = (heard: Iterable<{ atMs: number; samples: readonly { fix: Observation }[] }>): HeardRows[] =>
    Array.from(heard, ({ atMs, samples }) => ({ atMs, rows: samples.map(({ fix }) => fix) }));

  test('of flights over Switzerland, a fix a second', async () => {
    const curves = (await readFlights('switzerland')).filter((_, index) => index % 60 === 0).map(createFlightCurve);
    const histories = storeHistory(rowsOf(secondsOf(curves, (curve) => curve.fixBefore(curve.beginsAtMs))));
    expect(histories.size).toBeGreaterThan(15);
    expectPromise(histories);
  });

  test('of a landing, noise and all', async () => {
    expectPromise(storeHistory(rowsOf(await noisyLanding())));
  });

  test.each(['noisy_ground', 'zurich_airport'] as const)('of the ground: %s', async (recording) => {
    for (const { fixes } of await readFlights(recording)) {
      expectPromise(storeHistory(fixes.map((fix) => ({ atMs: fix.observedAtMs + 400, rows: [fix] }))));
    }
  });
});
