import { beforeAll, describe, expect, test } from 'vitest';
import { LEVELS } from '#domain/position.ts';
import { landingRows } from '../../../bench/thin/landing-rows.ts';
import { thinTracks, type ThinOutcome, type ThinSecond } from '../../../bench/thin/thin-tracks.ts';
import { createFlightCurve } from '../../../bench/tracks/flight-curve.ts';
import { secondsOf } from '../../../bench/tracks/one-hertz.ts';
import { readFlights, type RecordedFlight } from '../../../bench/tracks/recorded-flights.ts';
import { hasSharedData } from '../../shared-data.ts';

const SECOND_MS = 1000;

/** Recorded fixes as they came, each read at the end of its second. */
function asRecorded(flights: readonly RecordedFlight[]): ThinSecond[] {
  const fixes = flights.flatMap((flight) => flight.fixes);
  const seconds = Map.groupBy(fixes, (fix) => Math.ceil(fix.observedAtMs / SECOND_MS) * SECOND_MS);
  return [...seconds]
    .toSorted(([one], [other]) => one - other)
    .map(([atMs, ofSecond]) => ({ atMs, samples: ofSecond.map((fix) => ({ fix, phase: 'cruise' })) }));
}

function fixesOf({ phases }: ThinOutcome): number {
  return [...phases.values()].reduce((sum, { fixes }) => sum + fixes, 0);
}

function recordsOf({ phases }: ThinOutcome): number {
  return [...phases.values()].reduce((sum, { records }) => sum + records.world + records.regional + records.fine, 0);
}

/** After every accepted fix each level's viewer is within tolerance, in place, altitude, speed and track. */
function expectPromise(outcome: ThinOutcome): void {
  expect(outcome.broken).toEqual([]);
  expect(outcome.checked).toBe(fixesOf(outcome) * LEVELS.length);
}

describe.skipIf(!hasSharedData)('the promise of the producer is kept without exception', () => {
  let swiss: readonly RecordedFlight[] = [];
  beforeAll(async () => void (swiss = await readFlights('switzerland')));

  test('on the Swiss tracks as recorded every 10 s', () => {
    const outcome = thinTracks(asRecorded(swiss), 10 * SECOND_MS);
    expectPromise(outcome);
    expect(fixesOf(outcome)).toBeGreaterThan(100_000);
    expect(recordsOf(outcome)).toBeLessThan(fixesOf(outcome));
  });

  test('on Swiss tracks of every second, of which less than a fifth are published', () => {
    const flights = swiss.filter((_flight, index) => index % 60 === 0);
    const outcome = thinTracks(
      secondsOf(flights.map(createFlightCurve), (curve) => curve.fixBefore(curve.beginsAtMs)),
      SECOND_MS,
    );
    expectPromise(outcome);
    expect(fixesOf(outcome)).toBeGreaterThan(20_000);
    expect(recordsOf(outcome)).toBeLessThan(fixesOf(outcome) / 5);
  });

  test('on a noisy landing, of which less than a third are published', async () => {
    const outcome = thinTracks(await landingRows(), SECOND_MS);
    expectPromise(outcome);
    expect(fixesOf(outcome)).toBeGreaterThan(600);
    expect(recordsOf(outcome)).toBeLessThan(fixesOf(outcome) / 3);
  });

  test.each(['noisy_ground', 'zurich_airport'])('on the ground, in %s', async (name) => {
    const outcome = thinTracks(asRecorded(await readFlights(name)), SECOND_MS);
    expectPromise(outcome);
    expect(fixesOf(outcome)).toBeGreaterThan(500);
    expect(recordsOf(outcome)).toBeLessThan(fixesOf(outcome) / 2);
  });
});
