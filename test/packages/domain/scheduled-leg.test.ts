import { describe, expect, test } from 'vitest';
import { airportByIata } from '#domain/airports.ts';
import { distanceM } from '#domain/geo.ts';
import { planScheduledLeg, type ScheduledLeg } from '#domain/scheduled-leg.ts';
import { motionOnLeg } from '#domain/simulated-leg.ts';

const plan = (from: string, to: string, blockMin: number, lowering = 0): ScheduledLeg =>
  planScheduledLeg({ origin: airportByIata(from)!, destination: airportByIata(to)!, blockS: blockMin * 60 }, lowering);

/** From 152 to 10,300 km, with the times that timetables give them. */
const FLIGHTS = [
  ['FRA', 'STR', 60],
  ['FRA', 'CDG', 80],
  ['MUC', 'CDG', 100],
  ['FRA', 'PMI', 145],
  ['FRA', 'JFK', 505],
  ['JFK', 'FRA', 465],
  ['FRA', 'SIN', 735],
] as const;

describe.each(FLIGHTS)('%s to %s in %i minutes', (from, to, blockMin) => {
  const { leg, taxiOutS } = plan(from, to, blockMin);

  test('is in the air for the block time less a quarter of an hour or more on the ground', () => {
    const taxiInS = blockMin * 60 - taxiOutS - leg.durationS;
    expect(taxiOutS).toBeGreaterThanOrEqual(10 * 60 - 0.001);
    expect(taxiInS).toBeGreaterThanOrEqual(5 * 60 - 0.001);
    expect(taxiOutS + taxiInS).toBeLessThan(45 * 60);
  });

  test('has room for a cruise at an airliner’s speed', () => {
    expect(leg.cruiseS).toBeGreaterThan(60);
    expect(leg.cruiseSpeedMps).toBeGreaterThanOrEqual(150);
    expect(leg.cruiseSpeedMps).toBeLessThanOrEqual(250);
    expect(leg.cruiseAltitudeM).toBeLessThan(12_000);
  });

  test('leaves the origin, and is at the destination when its time is over', () => {
    expect(distanceM(motionOnLeg(leg, 0), leg.origin)).toBeLessThan(1);
    expect(distanceM(motionOnLeg(leg, leg.durationS), leg.destination)).toBeLessThan(1);
  });
});

test('flights to the same place may have different levels, of the same direction', () => {
  const levels = [0, 0.5, 0.99].map((lowering) => plan('FRA', 'JFK', 505, lowering).leg.cruiseAltitudeM / 30.48);
  expect(levels.map(Math.round)).toEqual([380, 360, 340]);
});

test('a time too short for any airliner is flown at the fastest speed', () => {
  expect(plan('FRA', 'JFK', 300).leg.cruiseSpeedMps).toBe(250);
});
