import { describe, expect, test } from 'vitest';
import { createAirportZones } from '#adapters/time-zones/airport-zones.ts';
import { airportByIata } from '#domain/airports.ts';
import type { Observation } from '#domain/observation.ts';
import { createSampleTimetable } from '#domain/sample-timetable.ts';
import type { SampleFlight } from '#domain/sample-timetable/sample-flight.ts';
import { parseFlightNumber } from '#domain/schedules/flight-number.ts';
import type { LegEnd } from '#domain/schedules/itinerary.ts';
import { joinStatuses } from '#domain/schedules/known-flight.ts';
import { matchFlight, parseCallsign } from '#domain/schedules/match-callsign.ts';
import { createSimulatedFleet, observeSimulated } from '#domain/simulated-fleet.ts';
import { createSimulatedTraffic, type SimulatedTraffic } from '#domain/simulated-traffic.ts';
import { addDays } from '#domain/calendar-date.ts';

const zoneOf = createAirportZones();
const timetable = createSampleTimetable(zoneOf);
const options = { seed: 1, aircraft: 300, countries: [] };
const simulated = createSimulatedTraffic(options, timetable);
const HOUR_MS = 3_600_000;
const NOW = Date.parse('2026-11-24T10:30Z');

function picture(traffic: SimulatedTraffic, atMs: number): Observation[] {
  return Array.from({ length: traffic.size }, (_, place) => traffic.observe(place, atMs));
}

/** Those that fly the timetable. */
const scheduled = (seen: readonly Observation[]): Observation[] => seen.filter((_, at) => at >= 3 && at % 3 === 0);

test('every third aircraft flies the timetable, the others to and fro, first the three of the first Airlines', () => {
  const seen = picture(simulated, NOW);
  const fleet = createSimulatedFleet(options);
  expect(seen.slice(0, 3).map(({ flightNumber }) => flightNumber)).toEqual(['LH102', 'LH453', 'LH610']);
  for (const [place, observation] of seen.entries()) {
    if (place < 3 || place % 3 > 0) expect(observation).toEqual(observeSimulated(fleet[place]!, NOW));
    else expect(observation.airline).not.toBe('SIM');
  }
});

test('no two aircraft have the same address or number, in a fleet of any size', () => {
  for (const aircraft of [1, 4, 300, 3000]) {
    const seen = picture(createSimulatedTraffic({ ...options, aircraft }, timetable), NOW);
    expect(seen).toHaveLength(aircraft);
    expect(new Set(seen.map(({ icao24 }) => icao24)).size).toBe(aircraft);
    expect(new Set(seen.map(({ flightNumber }) => flightNumber)).size).toBe(aircraft);
    expect(seen.filter(({ airline }) => airline !== 'SIM').length).toBe(
      Math.min(aircraft, 3) + Math.min(200, Math.floor((aircraft - 1) / 3)),
    );
  }
});

test('a larger fleet begins with the same aircraft, and another seed has others', () => {
  const small = createSimulatedTraffic({ ...options, aircraft: 50 }, timetable);
  expect(picture(small, NOW)).toEqual(picture(simulated, NOW).slice(0, 50));
  const other = createSimulatedTraffic({ ...options, seed: 2 }, timetable);
  expect(scheduled(picture(other, NOW))).not.toEqual(scheduled(picture(simulated, NOW)));
});

test('a place that isn’t in the fleet is an error', () => {
  expect(() => simulated.observe(300, NOW)).toThrow(RangeError);
});

describe.each(['2026-11-24', '2026-07-05', '2026-03-29'])('on %s', (date) => {
  test('at every hour half of the flights of the timetable are in the air, ten of them to or from Frankfurt', () => {
    for (let hour = 0; hour < 24; hour += 1) {
      const flying = scheduled(picture(simulated, Date.parse(date) + hour * HOUR_MS)).filter(
        ({ onGround }) => !onGround,
      );
      const frankfurt = flying.filter(({ origin, destination }) => origin === 'FRA' || destination === 'FRA');
      expect(flying.length, `${hour}:00 UTC`).toBeGreaterThan(40);
      expect(frankfurt.length, `${hour}:00 UTC`).toBeGreaterThan(10);
    }
  });
});

test('with countries every flight touches one of them, and none is lost', () => {
  for (const countries of [['FR', 'ES'], ['JP'], ['NZ'], ['MT']]) {
    const seen = picture(createSimulatedTraffic({ ...options, countries }, timetable), NOW);
    expect(seen).toHaveLength(300);
    for (const { origin, destination } of seen) {
      const ends = [origin, destination].map((iata) => airportByIata(iata!)!.country);
      if (!ends.some((country) => countries.includes(country))) expect({ countries, ends }).toBeNull();
    }
  }
});

describe('the join with the schedules', () => {
  const end = (airport: string, local: string, atMs: number): LegEnd => ({
    airport,
    local,
    atMs,
    timeZone: zoneOf(airport),
    terminal: null,
  });
  /** As the schedules have it that are stored. */
  const toLeg = (flight: SampleFlight) => ({
    departure: end(flight.origin, flight.departureLocal, flight.departureMs),
    arrival: end(flight.destination, flight.arrivalLocal, flight.arrivalMs),
    flight: flight.flight,
    numbers: [flight.flight, ...flight.codeshares],
    operatingAirline: flight.operatingAirline,
    aircraftCode: flight.aircraftCode,
    mode: 'air' as const,
    stops: 0,
  });
  const iataOf = (icao: string): string | undefined =>
    new Map(Object.entries({ DLH: 'LH', SWR: 'LX', AUA: 'OS', BEL: 'SN', EWG: 'EW', OCN: '4Y' })).get(icao);

  test.each(['2026-11-24T00:05Z', '2026-11-24T10:30Z', '2026-07-05T18:00Z', '2026-03-29T01:00Z'])(
    'of everything in the air at %s is likely, by callsign, time and position',
    (time) => {
      const atMs = Date.parse(time);
      const flying = scheduled(picture(simulated, atMs)).filter(({ onGround }) => !onGround);
      for (const seen of flying) {
        const number = parseCallsign(seen.callsign!, iataOf);
        expect(number).toEqual(parseFlightNumber(seen.flightNumber!));
        const dates = [-2, -1, 0, 1, 2].map((days) => addDays(time.slice(0, 10), days));
        const flights = joinStatuses(
          dates.flatMap((date) => timetable.numbered(number!, date).map(toLeg)),
          [],
        );
        const candidates = flights.map((flight) => ({
          flight,
          originAt: airportByIata(flight.departure.airport)!,
          destinationAt: airportByIata(flight.arrival.airport)!,
        }));
        const { lat, lon, origin, destination } = seen;
        // Real aircraft don't state their airports: the callsign, the time and the place must do.
        for (const ends of [
          { origin, destination },
          { origin: null, destination: null },
        ]) {
          const match = matchFlight({ lat: lat!, lon: lon!, observedAtMs: atMs, ...ends }, candidates);
          expect(match, seen.callsign!).toMatchObject({
            confidence: 'likely',
            basis: ['number', 'time', 'position'],
            flight: { departure: { airport: origin }, arrival: { airport: destination } },
          });
        }
      }
      expect(flying.length).toBeGreaterThan(40);
    },
  );
});
