import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSchedules } from '#adapters/lufthansa/parse/parse-schedules.ts';
import { readFlight, toFlightContent } from '#adapters/mongo/schedules/flight-document.ts';
import { ContractError } from '#contracts/contract-error.ts';
import { formatFlightNumber } from '#domain/schedules/flight-number.ts';
import { itineraryKey, type Itinerary } from '#domain/schedules/itinerary.ts';
import { lufthansaAnswer, zoneOfFixture } from '../../../../fixtures/lufthansa.ts';
import { hasSharedData, sharedData } from '../../../../shared-data.ts';

const numbersOf = ({ legs }: Itinerary): readonly string[] =>
  legs.map(({ numbers }) => numbers.map(formatFlightNumber).join(' '));
const iso = (atMs: number): string => new Date(atMs).toISOString().slice(0, 16);

/** The answer about one journey of flights with these ends: airport and local time. */
function journey(ends: readonly (readonly [airport: string, local: unknown])[], changes: object = {}): unknown {
  const end = ([airport, local]: readonly [string, unknown]) => ({
    AirportCode: airport,
    ScheduledTimeLocal: { DateTime: local },
  });
  const flights = Array.from({ length: ends.length / 2 }, (_, index) => ({
    Departure: end(ends[2 * index]!),
    Arrival: end(ends[2 * index + 1]!),
    MarketingCarrier: { AirlineID: 'LH', FlightNumber: 100 + index },
    Equipment: { AircraftCode: '32N' },
    ...changes,
  }));
  return { ScheduleResource: { Schedule: { TotalJourney: {}, Flight: flights.length === 1 ? flights[0] : flights } } };
}

function withDuration(body: unknown, duration: string): unknown {
  return JSON.parse(JSON.stringify(body).replace('"TotalJourney":{}', `"TotalJourney":{"Duration":"${duration}"}`));
}

function onlyJourney(body: unknown): Itinerary {
  const { records, rejected } = parseSchedules(body, zoneOfFixture);
  expect(rejected).toEqual([]);
  expect(records).toHaveLength(1);
  return records[0]!;
}

function reasonsOf(body: unknown): readonly (readonly string[])[] {
  const { records, rejected } = parseSchedules(body, zoneOfFixture);
  expect(records).toEqual([]);
  return rejected.map(({ reason, field }) => [reason, field]);
}

describe('parseSchedules()', () => {
  test('reads a direct flight, which is no list', () => {
    expect(parseSchedules(lufthansaAnswer('schedules-direct'), zoneOfFixture)).toEqual({
      rows: 1,
      merged: 0,
      rejected: [],
      records: [
        {
          origin: 'FRA',
          destination: 'JFK',
          departureDate: '2026-12-01',
          durationMin: 515,
          legs: [
            {
              departure: {
                airport: 'FRA',
                atMs: Date.UTC(2026, 11, 1, 9, 55),
                local: '2026-12-01T10:55',
                timeZone: 'Europe/Berlin',
                terminal: '1',
              },
              arrival: {
                airport: 'JFK',
                atMs: Date.UTC(2026, 11, 1, 18, 30),
                local: '2026-12-01T13:30',
                timeZone: 'America/New_York',
                terminal: null,
              },
              flight: { airline: 'LH', number: 400, suffix: '' },
              numbers: [{ airline: 'LH', number: 400, suffix: '' }],
              operatingAirline: 'LH',
              aircraftCode: '74H',
              mode: 'air',
              stops: 0,
            },
          ],
        },
      ],
    });
  });

  describe('of a day with connections', () => {
    const parsed = parseSchedules(lufthansaAnswer('schedules-connections'), zoneOfFixture);

    test('makes one journey of its codeshares; rows are what is read, put aside and merged', () => {
      expect(parsed.records.map(numbersOf)).toEqual([
        ['GK12', 'JL10 AA8405', 'UA2167'],
        ['GK12', 'NH112 TG6088 UA7912', 'UA2167'],
        ['LH3601', 'LH17'],
        ['LH71'],
      ]);
      expect(parsed.rows).toBe(12);
      expect(parsed.records.length + parsed.rejected.length + parsed.merged).toBe(parsed.rows);
      expect(parsed.merged).toBe(3);
    });

    test('reads numbers where text is expected', () => {
      const [first] = parsed.records;
      expect(first?.legs.map(({ aircraftCode }) => aircraftCode)).toEqual(['320', '773', '739']);
      expect(first?.legs[0]?.departure.terminal).toBe('1');
    });

    test('counts a duration over a day from the instants', () => {
      expect(parsed.records.slice(0, 2).map(({ durationMin }) => durationMin)).toEqual([1589, 1589]);
    });

    test('lets a journey change the airport on the way', () => {
      expect(
        parsed.records[1]?.legs.map(({ departure, arrival }) => `${departure.airport}-${arrival.airport}`),
      ).toEqual(['TPE-NRT', 'HND-ORD', 'ORD-RSW']);
    });

    test('knows trains and buses, stops, and who flies for another', () => {
      const legs = parsed.records.slice(2).flatMap(({ legs: some }) => some);
      expect(legs.map(({ mode, stops, operatingAirline }) => [mode, stops, operatingAirline])).toEqual([
        ['rail', 0, 'LH'],
        ['air', 0, 'CL'],
        ['bus', 1, 'LH'],
      ]);
    });

    test('puts aside each journey that it cannot read, with the reason', () => {
      expect(parsed.rejected.map(({ reason, field }) => [reason, field])).toEqual([
        ['time_zone_unknown', 'Flight[0].Arrival.AirportCode=XXX'],
        ['time_order', 'Flight'],
        ['time_invalid', 'Flight[1].Departure.ScheduledTimeLocal.DateTime'],
        ['flight_number_invalid', 'Flight[0].MarketingCarrier.FlightNumber'],
        ['legs_missing', 'Flight'],
      ]);
      expect(new Set(parsed.rejected.map(({ resource }) => resource))).toEqual(new Set(['schedules']));
    });

    test('finds the same flights under the same keys whatever the order of the answer', () => {
      const body = lufthansaAnswer('schedules-connections') as { ScheduleResource: { Schedule: unknown[] } };
      const keysOf = (records: readonly Itinerary[]): readonly string[] => records.map(itineraryKey).sort();
      const rows = body.ScheduleResource.Schedule;
      fc.assert(
        fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (Schedule) => {
          const again = parseSchedules({ ScheduleResource: { Schedule } }, zoneOfFixture);
          expect(keysOf(again.records)).toEqual(keysOf(parsed.records));
          expect(again.records.map(numbersOf).sort()).toEqual(parsed.records.map(numbersOf).sort());
        }),
        { numRuns: 30 },
      );
    });
  });

  test('turns local times into instants across the date line', () => {
    const { durationMin, legs } = onlyJourney(
      journey([
        ['HND', '2026-12-01T10:40'],
        ['ORD', '2026-12-01T07:30'],
      ]),
    );
    expect([iso(legs[0]!.departure.atMs), iso(legs[0]!.arrival.atMs)]).toEqual([
      '2026-12-01T01:40',
      '2026-12-01T13:30',
    ]);
    expect(durationMin).toBe(710);
  });

  test('turns local times into instants across the night of summer time', () => {
    const { durationMin, legs } = onlyJourney(
      journey([
        ['JFK', '2026-03-28T18:00'],
        ['FRA', '2026-03-29T07:00'],
      ]),
    );
    expect(durationMin).toBe(420);
    expect(legs[0]?.arrival).toMatchObject({ local: '2026-03-29T07:00', atMs: Date.UTC(2026, 2, 29, 5) });
  });

  test('turns local times of Kathmandu into instants', () => {
    const { durationMin } = onlyJourney(
      journey([
        ['KTM', '2026-12-01T10:00'],
        ['FRA', '2026-12-01T15:15'],
      ]),
    );
    expect(durationMin).toBe(10 * 60);
  });

  const night = journey([
    ['FRA', '2026-10-25T02:30'],
    ['VIE', '2026-10-25T04:00'],
  ]);

  test('takes the first of two departures where the clocks are set back', () => {
    expect(onlyJourney(night).durationMin).toBe(150);
  });

  test('takes the second where the stated duration says so', () => {
    expect(onlyJourney(withDuration(night, 'PT1H30M')).durationMin).toBe(90);
  });

  test('takes the second where the flight before arrives after the first', () => {
    const body = journey([
      ['ZRH', '2026-10-25T01:50'],
      ['FRA', '2026-10-25T02:50'],
      ['FRA', '2026-10-25T02:20'],
      ['VIE', '2026-10-25T04:00'],
    ]);
    expect(onlyJourney(body).legs.map(({ departure }) => iso(departure.atMs))).toEqual([
      '2026-10-24T23:50',
      '2026-10-25T01:20',
    ]);
  });

  test('moves a departure that the clocks jump over on with them, and says the time that they show', () => {
    const { legs } = onlyJourney(
      journey([
        ['FRA', '2026-03-29T02:30'],
        ['VIE', '2026-03-29T05:00'],
      ]),
    );
    expect(legs[0]?.departure).toMatchObject({ local: '2026-03-29T03:30', atMs: Date.UTC(2026, 2, 29, 1, 30) });
  });

  test('keeps the instants where the stated duration differs', () => {
    const body = withDuration(
      journey([
        ['FRA', '2026-12-01T10:00'],
        ['VIE', '2026-12-01T11:20'],
      ]),
      'PT9H',
    );
    expect(onlyJourney(body).durationMin).toBe(80);
  });

  test.each([
    ['17', 'LH17'],
    ['"017"', 'LH17'],
    ['"0017"', 'LH17'],
    ['"17A"', 'LH17A'],
    ['9999', 'LH9999'],
  ])('reads flight number %s as %s', (number, expected) => {
    const carrier = { MarketingCarrier: { AirlineID: 'LH', FlightNumber: JSON.parse(number) as unknown } };
    const body = journey(
      [
        ['FRA', '2026-12-01T10:00'],
        ['VIE', '2026-12-01T11:20'],
      ],
      carrier,
    );
    expect(onlyJourney(body).legs.map(({ flight }) => formatFlightNumber(flight))).toEqual([expected]);
  });

  test("takes the operating carrier's number where it is named, and all of several that sell it", () => {
    const body = journey(
      [
        ['FRA', '2026-12-01T10:00'],
        ['VIE', '2026-12-01T11:20'],
      ],
      {
        MarketingCarrier: [
          { AirlineID: 'LH', FlightNumber: '6000' },
          { AirlineID: 'AC', FlightNumber: 9001 },
        ],
        OperatingCarrier: { AirlineID: 'os', FlightNumber: '0124' },
      },
    );
    expect(numbersOf(onlyJourney(body))).toEqual(['OS124 AC9001 LH6000']);
  });

  test('counts seconds of a time as nothing', () => {
    const body = journey([
      ['FRA', '2026-12-01T10:00:00'],
      ['VIE', '2026-12-01T11:20:30'],
    ]);
    expect(onlyJourney(body).durationMin).toBe(80);
  });

  const there = [
    ['FRA', '2026-12-01T10:00'],
    ['VIE', '2026-12-01T11:20'],
  ] as const;
  test.each<[string, unknown, string, string]>([
    ['no departure', journey(there, { Departure: null }), 'end_missing', 'Flight[0].Departure'],
    ['no airport', journey([there[0], ['', '2026-12-01T11:20']]), 'airport_missing', 'Flight[0].Arrival.AirportCode'],
    [
      'an airport that is none',
      journey([['FRANKFURT', ''], there[1]]),
      'airport_invalid',
      'Flight[0].Departure.AirportCode',
    ],
    ['no time', journey([there[0], ['VIE', null]]), 'time_missing', 'Flight[0].Arrival.ScheduledTimeLocal.DateTime'],
    [
      'a time with an offset',
      journey([there[0], ['VIE', '2026-12-01T11:20+01:00']]),
      'time_invalid',
      'Flight[0].Arrival.ScheduledTimeLocal.DateTime',
    ],
    [
      '31 November',
      journey([['FRA', '2026-11-31T10:00'], there[1]]),
      'time_invalid',
      'Flight[0].Departure.ScheduledTimeLocal.DateTime',
    ],
    ['no carrier', journey(there, { MarketingCarrier: {} }), 'carrier_missing', 'Flight[0].MarketingCarrier.AirlineID'],
    [
      'flight number 0',
      journey(there, { MarketingCarrier: { AirlineID: 'LH', FlightNumber: 0 } }),
      'flight_number_invalid',
      'Flight[0].MarketingCarrier.FlightNumber',
    ],
    [
      'a flight that is none',
      { ScheduleResource: { Schedule: [{ Flight: 'LH400' }] } },
      'end_missing',
      'Flight[0].Departure',
    ],
    ['a journey that is none', { ScheduleResource: { Schedule: [null] } }, 'not_an_object', ''],
    ['nine flights', journey(Array.from({ length: 18 }, () => there[0])), 'legs_too_many', 'Flight'],
    ['a year on the way', journey([there[0], ['VIE', '2027-12-01T11:30']]), 'duration_too_long', 'Flight'],
    ['no time between departure and arrival', journey([there[0], ['VIE', '2026-12-01T10:00']]), 'time_order', 'Flight'],
  ])('puts aside a journey with %s', (_, body, reason, field) => {
    expect(reasonsOf(body)).toEqual([[reason, field]]);
  });

  test('leaves out a terminal of which the database could not read the document again', () => {
    const withTerminal = (name: string): unknown =>
      JSON.parse(
        JSON.stringify(journey(there)).replaceAll('"AirportCode"', `"Terminal":{"Name":"${name}"},"AirportCode"`),
      );
    const terminals = ['2A', 'x'.repeat(50), 'x'.repeat(51)].map((name) => {
      const itinerary = onlyJourney(withTerminal(name));
      expect(readFlight(toFlightContent(itinerary))).toEqual(itinerary);
      return itinerary.legs[0]!.departure.terminal;
    });
    expect(terminals).toEqual(['2A', 'x'.repeat(50), null]);
  });

  test('puts aside a journey whose zone this machine does not know', () => {
    const { rejected } = parseSchedules(journey(there), () => 'Europe/Atlantis');
    expect(rejected.map(({ reason }) => reason)).toEqual(['time_zone_unknown']);
  });

  test('finds no journeys in an empty answer', () => {
    expect(parseSchedules({ ScheduleResource: {} }, zoneOfFixture)).toEqual({
      rows: 0,
      records: [],
      rejected: [],
      merged: 0,
    });
  });

  test.each([null, '<html>', {}, { ProcessingErrors: {} }, { ScheduleResource: [] }])('refuses %j', (body) => {
    expect(() => parseSchedules(body, zoneOfFixture)).toThrow(ContractError);
  });
});

interface CapturedSchedules {
  readonly endpoint: string;
  readonly body: { readonly ScheduleResource: { readonly Schedule: readonly CapturedJourney[] } };
}
interface CapturedEnd {
  readonly AirportCode: string;
  readonly ScheduledTimeLocal: { readonly DateTime: string };
}
interface CapturedFlight {
  readonly Departure: CapturedEnd;
  readonly Arrival: CapturedEnd;
  readonly MarketingCarrier: { readonly AirlineID: string };
  readonly OperatingCarrier?: { readonly AirlineID: string };
}
interface CapturedJourney {
  readonly TotalJourney: { readonly Duration: string };
  readonly Flight: CapturedFlight | readonly CapturedFlight[];
}

/** What makes two journeys of an answer one, by the answer alone. */
function flownAs({ Flight: flights }: CapturedJourney): string {
  const end = ({ AirportCode: code, ScheduledTimeLocal: { DateTime: time } }: CapturedEnd): string => code + time;
  return [flights]
    .flat()
    .map((flight) => {
      const operator = flight.OperatingCarrier?.AirlineID ?? flight.MarketingCarrier.AirlineID;
      return end(flight.Departure) + end(flight.Arrival) + operator;
    })
    .join();
}

describe.skipIf(!hasSharedData)('captured schedules', () => {
  const zones = new Map(
    Object.entries({ TXL: 'Europe/Berlin' }).concat(
      [...'ZRH FRA TPE NRT HND ORD RSW'.split(' ')].map((code) => [code, zoneOfFixture(code)!]),
    ),
  );
  const answers = hasSharedData
    ? (JSON.parse(
        readFileSync(sharedData('lufthansa/operations_schedules.json'), 'utf8'),
      ) as readonly CapturedSchedules[])
    : [];

  test('are three answers with fifty journeys', () => {
    expect(answers.map(({ body }) => body.ScheduleResource.Schedule.length)).toEqual([20, 20, 10]);
  });

  test.each(answers.map(({ endpoint, body }, index) => [`${index} ${endpoint}`, body] as const))(
    '%s: every journey is read, those flown as one are one',
    (_, body) => {
      const rows = body.ScheduleResource.Schedule;
      const parsed = parseSchedules(body, (code) => zones.get(code) ?? null);
      expect(parsed.rejected).toEqual([]);
      expect(parsed.rows).toBe(rows.length);
      expect(parsed.records.length).toBe(new Set(rows.map(flownAs)).size);
      expect(parsed.merged).toBe(rows.length - parsed.records.length);
      expect(parsed.merged).toBeGreaterThan(0);
    },
  );

  test('durations of the instants are the stated ones, P1DT1H29M among them', () => {
    for (const { body } of answers) {
      const stated = new Set(body.ScheduleResource.Schedule.map(({ TotalJourney: { Duration: text } }) => text));
      const { records } = parseSchedules(body, (code) => zones.get(code) ?? null);
      const durations = new Set(records.map(({ durationMin }) => durationMin));
      expect(durations.size).toBe(stated.size);
    }
    const { records } = parseSchedules(answers[2]!.body, (code) => zones.get(code) ?? null);
    expect(records.map(({ durationMin }) => durationMin)).toEqual([1529, 1529, 1604, 1604]);
    expect(records.map(numbersOf)[1]).toEqual(['GK12', 'NH112 TG6088 UA7912', 'UA2167']);
  });
});
