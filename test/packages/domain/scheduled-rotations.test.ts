import { describe, expect, test } from 'vitest';
import { createAirportZones } from '#adapters/time-zones/airport-zones.ts';
import { SIMULATED_FIRST, SIMULATED_LAST } from '#domain/address.ts';
import { createSampleTimetable } from '#domain/sample-timetable.ts';
import type { SampleFlight } from '#domain/sample-timetable/sample-flight.ts';
import { FIRST_ROUTES, listDailyServices, planRotations, type DailyService } from '#domain/scheduled-rotations.ts';
import { MAX_SIMULATED_AIRCRAFT } from '#domain/simulated-fleet.ts';
import { parseFlightNumber } from '#domain/schedules/flight-number.ts';
import { readConfig } from '../../../lambdas/schedule-etl/config.ts';

const timetable = createSampleTimetable(createAirportZones());
const services = listDailyServices(timetable, new Set(['LH400']));
const DAY_MIN = 1440;

describe('daily services', () => {
  test('are flown by the airline whose number they have, every day of the week', () => {
    expect(services.length).toBeGreaterThan(2000);
    for (const { from, to, flightNumber } of services.filter((_, index) => index % 40 === 0)) {
      for (const day of [2, 3, 4, 5, 6, 7, 8]) {
        const flown = timetable.numbered(parseFlightNumber(flightNumber)!, `2027-02-0${day}`);
        const own = flown.filter((flight) => flight.origin === from.iata && flight.destination === to.iata);
        expect(own.map(({ operatingAirline }) => operatingAirline)).toEqual([flightNumber.slice(0, 2)]);
      }
    }
  });

  test('have a callsign of their airline and number', () => {
    const toFrankfurt = services.filter(({ from, to }) => from.iata === 'JFK' && to.iata === 'FRA');
    expect(toFrankfurt.map(({ flightNumber, callsign }) => [flightNumber, callsign])).toContainEqual([
      'LH401',
      'DLH401',
    ]);
  });

  test('are none where another airline flies it, or not on all days', () => {
    const [first] = timetable.flights('FRA', 'CDG', '2026-01-15');
    const listOf = (changes: Partial<SampleFlight>): number => {
      const flights = (from: string, to: string) => (from === 'FRA' && to === 'CDG' ? [{ ...first!, ...changes }] : []);
      return listDailyServices({ flights, neighbours: () => ['CDG'] }, new Set()).length;
    };
    expect(listOf({})).toBe(1);
    expect(listOf({ operatingAirline: 'LX' })).toBe(0);
    expect(listOf({ operatingAirline: 'CL' })).toBe(0);
    expect(listOf({ aircraftCode: 'TRN' })).toBe(0);
    expect(listOf({ days: [true, true, true, true, true, false, false] })).toBe(0);
  });

  test('leave out numbers that are taken, and keep their places nevertheless', () => {
    const all = listDailyServices(timetable, new Set());
    expect(services.map(({ flightNumber }) => flightNumber)).not.toContain('LH400');
    expect(all.find(({ flightNumber }) => flightNumber === 'LH400')).toBeDefined();
    expect(services.at(-1)).toEqual(all.at(-1));
  });

  test('have room in the simulator’s block of addresses, above the largest fleet', () => {
    const addresses = SIMULATED_LAST - SIMULATED_FIRST + 1;
    expect(MAX_SIMULATED_AIRCRAFT + services.at(-1)!.index).toBeLessThan(addresses);
  });

  test('of the first tier are those of the routes that are loaded unless told otherwise', () => {
    const { plan } = readConfig({
      MONGODB_URI: 'mongodb://127.0.0.1',
      LUFTHANSA_CLIENT_ID: 'id',
      LUFTHANSA_CLIENT_SECRET: 'secret',
    });
    expect(FIRST_ROUTES.split(',')).toEqual(
      plan.hubRoutes.map(({ origin, destination }) => `${origin}-${destination}`),
    );
    const routes = new Set(services.filter(({ tier }) => tier === 0).map(({ from, to }) => `${from.iata}-${to.iata}`));
    const bothWays = plan.hubRoutes.flatMap(({ origin, destination }) => [
      [origin, destination] as const,
      [destination, origin] as const,
    ]);
    const nonStop = bothWays.filter(([from, to]) => timetable.services(from, to).length > 0);
    expect(nonStop.length).toBeGreaterThan(20);
    expect([...routes].sort()).toEqual(nonStop.map((route) => route.join('-')).sort());
  });
});

describe('rotations', () => {
  const rotations = planRotations(services, 99, 1);
  const afterFirst = (first: DailyService, one: DailyService): number =>
    (one.departureMin - first.departureMin + DAY_MIN) % DAY_MIN;

  test('have each service once, and two at least', () => {
    expect(rotations).toHaveLength(99);
    expect(new Set(rotations.flat()).size).toBe(rotations.flat().length);
    expect(Math.min(...rotations.map(({ length }) => length))).toBeGreaterThan(1);
  });

  test('leave 20 minutes between two flights, and are over before they begin again', () => {
    for (const rotation of rotations) {
      let freeMin = 0;
      for (const service of rotation) {
        const atMin = afterFirst(rotation[0]!, service);
        expect(atMin).toBeGreaterThanOrEqual(service === rotation[0] ? 0 : freeMin + 20);
        freeMin = atMin + service.blockMin;
      }
      expect(freeMin + 20).toBeLessThanOrEqual(DAY_MIN);
    }
  });

  test('have every service of the first tier', () => {
    expect(rotations.flat().filter(({ tier }) => tier === 0)).toHaveLength(
      services.filter(({ tier }) => tier === 0).length,
    );
  });

  test('are made of the first tier mostly where they are few', () => {
    const few = planRotations(services, 6, 1).flat();
    expect(few.filter(({ tier }) => tier === 0).length).toBeGreaterThan((few.length * 2) / 3);
  });

  test('depend on the seed, and more of them begin with the same ones', () => {
    expect(planRotations(services, 10, 1)).toEqual(rotations.slice(0, 10));
    expect(planRotations(services, 10, 2)).not.toEqual(rotations.slice(0, 10));
  });

  test('of a single service there is none', () => {
    expect(planRotations(services.slice(0, 1), 5, 1)).toEqual([]);
  });
});
