import lookUpZone from '@photostructure/tz-lookup';
import { describe, expect, test } from 'vitest';
import { airportByIata, AIRPORTS } from '#domain/airports.ts';
import { sampleRailStation } from '#domain/sample-rail-stations.ts';
import { createSampleTimetable } from '#domain/sample-timetable.ts';

function zoneOf(code: string): string {
  const place = airportByIata(code) ?? sampleRailStation(code);
  if (place === undefined) throw new Error(`no ${code}`);
  return lookUpZone(place.lat, place.lon);
}

const MINUTE_MS = 60_000;
const timetable = createSampleTimetable(zoneOf);
const DATE = '2026-12-09';

describe('journeys', () => {
  test('changes take at least 45 minutes, at the airport where the flight before ended', () => {
    const spokes = ['BIO', 'CDG', 'AMS', 'LHR', 'HAM', 'ATH', 'OTP', 'JFK', 'SKP', 'PER'];
    const pairs = spokes.flatMap((from) => spokes.map((to) => [from, to] as const));
    for (const journey of pairs.flatMap(([from, to]) => timetable.journeys(from, to, DATE))) {
      for (const [index, flight] of journey.entries()) {
        const before = journey[index - 1];
        if (before === undefined) continue;
        expect(flight.origin).toBe(before.destination);
        expect(flight.departureMs - before.arrivalMs).toBeGreaterThanOrEqual(45 * MINUTE_MS);
      }
    }
  });

  test('there is a way between any two airports on some day of the week', () => {
    const week = [9, 10, 11, 12, 13, 14, 15].map((day) => `2026-12-${String(day).padStart(2, '0')}`);
    const codes = AIRPORTS.map(({ iata }) => iata);
    for (let index = 0; index < 150; index += 1) {
      const [from = '', to = ''] = [codes[(index * 7919) % codes.length], codes[(index * 104_729 + 13) % codes.length]];
      if (from === to) continue;
      const days = week.filter((date) => timetable.journeys(from, to, date).length > 0);
      expect(days.length, `${from} to ${to}`).toBeGreaterThan(0);
    }
  });

  test('nothing leads to where one is, or to what is no airport', () => {
    expect(timetable.journeys('FRA', 'FRA', DATE)).toEqual([]);
    expect(timetable.journeys('FRA', 'QQQ', DATE)).toEqual([]);
  });
});

describe('flights', () => {
  test('they are the same for everybody', () => {
    expect(createSampleTimetable(zoneOf).departures('FRA', DATE)).toEqual(timetable.departures('FRA', DATE));
  });

  test('they leave at the same local time before and after the clocks change', () => {
    const local = (date: string): string[] =>
      timetable.flights('FRA', 'JFK', date).map(({ departureLocal }) => departureLocal.slice(11));
    expect(local('2026-03-27')).toEqual(local('2026-03-30'));
    expect(local('2026-03-27').length).toBeGreaterThan(0);
  });

  test('no number of a carrier is given twice on a day', () => {
    const numbers = AIRPORTS.flatMap(({ iata }) => timetable.departures(iata, DATE)).map(
      ({ flight }) => `${flight.airline}${flight.number}`,
    );
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.length).toBeGreaterThan(10_000);
  });

  test('a number finds its flight, also one of a partner', () => {
    const [flight] = timetable.flights('FRA', 'JFK', DATE);
    const partner = flight?.codeshares[0];
    expect(flight?.flight).toEqual({ airline: 'LH', number: 400, suffix: '' });
    expect(partner === undefined ? [] : timetable.numbered(partner, DATE)).toContainEqual(flight);
  });

  test('the way to the west takes longer than the way back, and long flights home arrive the next day', () => {
    const [out] = timetable.flights('FRA', 'JFK', DATE);
    const [back] = timetable.flights('JFK', 'FRA', DATE);
    expect(out?.blockMin).toBeGreaterThan(back?.blockMin ?? Infinity);
    expect(back?.arrivalLocal.slice(0, 10)).toBe('2026-12-10');
  });

  test('what an airport sends off somewhere arrives there', () => {
    const [flight] = timetable.flights('MUC', 'BIO', DATE);
    expect(flight).toBeDefined();
    expect(timetable.arrivals('BIO', DATE)).toContainEqual(flight);
  });
});
