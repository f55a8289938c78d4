import { expect, test } from 'vitest';
import { airportByIata } from '#domain/airports.ts';
import { groupAircraftIcao, groupAirlineIcao } from '#domain/sample-timetable/icao-codes.ts';
import { createSampleTimetable } from '#domain/sample-timetable.ts';
import { AIRCRAFT_TYPES } from '../../../../local/lufthansa-stub/facts/aircraft-types.ts';
import { AIRLINES } from '../../../../local/lufthansa-stub/facts/airlines.ts';

const timetable = createSampleTimetable(() => 'UTC');
const services = ['FRA', 'MUC', 'ZRH', 'VIE', 'BRU', 'HAM'].flatMap((hub) =>
  timetable.neighbours(hub).flatMap((other) => timetable.services(hub, other)),
);
const groupFlights = services.filter(
  ({ operatingAirline, flight, origin, destination }) =>
    groupAirlineIcao(operatingAirline) !== undefined &&
    operatingAirline === flight.airline &&
    airportByIata(origin) !== undefined &&
    airportByIata(destination) !== undefined,
);

test('the group flies aircraft whose designators are known, as the reference data has them', () => {
  const types = new Set(groupFlights.map(({ aircraftCode }) => aircraftCode));
  expect(types.size).toBeGreaterThan(15);
  for (const code of types) {
    const known = AIRCRAFT_TYPES.filter(([iata]) => iata === code).map(([, icao]) => icao);
    // The real data has a 748 without a designator.
    if (code === '748') expect(groupAircraftIcao(code)).toBe('B748');
    else expect(known, code).toContain(groupAircraftIcao(code));
  }
});

test('airlines have the designators of the reference data', () => {
  const airlines = new Set(groupFlights.map(({ operatingAirline }) => operatingAirline));
  expect([...airlines].sort()).toEqual(['4Y', 'EW', 'LH', 'LX', 'OS', 'SN']);
  for (const iata of airlines) {
    expect(AIRLINES.filter(([id]) => id === iata).map(([, icao]) => icao)).toContain(groupAirlineIcao(iata));
  }
});

test('others have none', () => {
  expect(groupAirlineIcao('UA')).toBeUndefined();
  expect(groupAircraftIcao('TRN')).toBeUndefined();
});
