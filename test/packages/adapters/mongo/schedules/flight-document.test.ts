import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFlight, toFlightContent } from '#adapters/mongo/schedules/flight-document.ts';
import { createLocalClocks } from '#domain/local-time.ts';
import type { Itinerary, Leg } from '#domain/schedules/itinerary.ts';
import {
  aLeg,
  anItinerary,
  flightNumber,
  frankfurtToNewYork,
  legEnd,
  niceToNewYork,
} from '../../../../fixtures/itineraries.ts';

test('a direct flight has the first project’s shape, with every value as text and Flight as a list', () => {
  expect(toFlightContent(frankfurtToNewYork())).toMatchObject({
    TotalJourney: { Duration: 'PT8H35M' },
    Flight: [
      {
        Departure: {
          AirportCode: 'FRA',
          ScheduledTimeLocal: { DateTime: '2026-12-01T10:55' },
          Terminal: { Name: '1' },
        },
        Arrival: { AirportCode: 'JFK', ScheduledTimeLocal: { DateTime: '2026-12-01T13:30' }, Terminal: { Name: '1' } },
        MarketingCarrier: { AirlineID: 'LH', FlightNumber: '400' },
        OperatingCarrier: { AirlineID: 'LH' },
        Equipment: { AircraftCode: '748' },
        Details: { Stops: { StopQuantity: '0' } },
      },
    ],
    origin: 'FRA',
    destination: 'JFK',
    departure_date: '2026-12-01',
    departs_at: new Date('2026-12-01T09:55Z'),
    arrives_at: new Date('2026-12-01T18:30Z'),
    duration_min: 515,
    legs: [{ flight: 'LH400', numbers: ['LH400', 'UA8840'], operating_airline: 'LH', operating_number: 400 }],
  });
});

test('a connection has a leg each, and no number of an operating carrier that is not known', () => {
  const { Flight, legs } = toFlightContent(niceToNewYork());
  expect(Flight.map(({ Departure }) => Departure.AirportCode)).toEqual(['NCE', 'FRA']);
  expect(Flight[0]?.Departure).not.toHaveProperty('Terminal');
  expect(legs[0]).toMatchObject({ flight: 'LH1059', operating_airline: 'CL', operating_number: null });
});

test('a journey of more than a day says so', () => {
  const from = legEnd('FRA', '2026-12-01T10:00', 'Europe/Berlin');
  const to = legEnd('SYD', '2026-12-02T21:29', 'Australia/Sydney');
  const { TotalJourney, duration_min: durationMin } = toFlightContent(anItinerary([aLeg({ from, to, flight: 'LH9' })]));
  expect([TotalJourney.Duration, durationMin]).toEqual(['P1DT1H29M', 1529]);
});

const clocks = createLocalClocks();
const text = (pattern: RegExp) => fc.stringMatching(pattern);
const number = fc.record({
  airline: text(/^[A-Z][A-Z0-9]$/),
  number: fc.integer({ min: 1, max: 9999 }),
  suffix: fc.constantFrom('', 'A'),
});
const zones = fc.constantFrom('Europe/Paris', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Kiritimati');
const end = fc
  .record({
    airport: text(/^[A-Z]{3}$/),
    timeZone: zones,
    minute: fc.nat(1_000_000),
    terminal: fc.option(text(/^[A-Z0-9]{1,3}$/)),
  })
  .map(({ minute, ...rest }) => {
    const atMs = Date.parse('2026-01-01T00:00Z') + minute * 60_000;
    return { ...rest, atMs, local: clocks.of(rest.timeZone)!.localAt(atMs) };
  });
const leg: fc.Arbitrary<Leg> = fc
  .record({
    departure: end,
    arrival: end,
    numbers: fc.array(number, { minLength: 1, maxLength: 5 }),
    operatingAirline: text(/^[A-Z][A-Z0-9]$/),
    aircraftCode: fc.option(text(/^[A-Z0-9]{3}$/)),
    mode: fc.constantFrom('air', 'rail', 'bus'),
    stops: fc.nat(3),
  })
  .map((drawn) => ({ ...drawn, flight: drawn.numbers[0]! }));
const itinerary: fc.Arbitrary<Itinerary> = fc
  .tuple(fc.array(leg, { minLength: 1, maxLength: 4 }), fc.nat(3000))
  .map(([legs, durationMin]) => ({ ...anItinerary(legs), durationMin }));

test('what was written is read back as it was, whatever it is', () => {
  fc.assert(
    fc.property(itinerary, (written) => {
      expect(readFlight(toFlightContent(written))).toEqual(written);
    }),
  );
});

test.each([
  ['the document', null, ''],
  ['legs', { ...toFlightContent(frankfurtToNewYork()), legs: [] }, 'legs'],
  ['legs', { ...toFlightContent(frankfurtToNewYork()), legs: 'LH400' }, 'legs'],
  ['duration_min', { ...toFlightContent(frankfurtToNewYork()), duration_min: '515' }, 'duration_min'],
  ['origin', { ...toFlightContent(frankfurtToNewYork()), origin: undefined }, 'origin'],
])('a document without a readable %s is refused with the field', (name, document, field) => {
  expect(() => readFlight(document)).toThrow(expect.objectContaining({ name: 'ContractError', field }));
  expect(() => readFlight(document)).toThrow(name);
});

test.each([
  ['flight', 'LH0'],
  ['numbers', ['LH400', 400]],
  ['departs_at', '2026-12-01T09:55Z'],
  ['arrives_at', new Date(NaN)],
  ['mode', 'ship'],
  ['stops', -1],
  ['origin_zone', ''],
])('a leg whose %s is %j is refused with the field', (field, value) => {
  const content = toFlightContent(anItinerary([{ ...frankfurtToNewYork().legs[0]!, flight: flightNumber('LH400') }]));
  const document = { ...content, legs: [{ ...content.legs[0], [field]: value }] };
  expect(() => readFlight(document)).toThrow(expect.objectContaining({ name: 'ContractError', field }));
});
