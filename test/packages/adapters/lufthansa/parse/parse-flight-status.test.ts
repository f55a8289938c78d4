import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseCustomerFlightInformation, parseFlightStatus } from '#adapters/lufthansa/parse/parse-flight-status.ts';
import { ContractError } from '#contracts/contract-error.ts';
import { formatFlightNumber } from '#domain/schedules/flight-number.ts';
import { flightStatusKey, type FlightStatus } from '#domain/schedules/flight-status.ts';
import { lufthansaAnswer, zoneOfFixture } from '../../../../fixtures/lufthansa.ts';
import { hasSharedData, sharedData } from '../../../../shared-data.ts';

const iso = (atMs: number | null): string | null => (atMs === null ? null : new Date(atMs).toISOString().slice(0, 16));
const numbersOf = ({ numbers }: FlightStatus): string => numbers.map(formatFlightNumber).join(' ');
const timesOf = ({ departure, arrival }: FlightStatus): readonly unknown[] =>
  [departure, arrival].flatMap((end) => [iso(end.scheduledMs), iso(end.estimatedMs), iso(end.actualMs)]);

function flightIn(records: readonly FlightStatus[], number: number): FlightStatus {
  const found = records.find(({ flight }) => flight.number === number);
  if (found === undefined) throw new Error(`no flight ${number} in the answer`);
  return found;
}

describe('parseFlightStatus()', () => {
  const parsed = parseFlightStatus(lufthansaAnswer('flight-status-list'), zoneOfFixture);

  test('reads a single flight, which is no list and has no total', () => {
    expect(parseFlightStatus(lufthansaAnswer('flight-status'), zoneOfFixture)).toEqual({
      totalCount: null,
      rows: 1,
      merged: 0,
      rejected: [],
      records: [
        {
          flight: { airline: 'LH', number: 17, suffix: '' },
          numbers: [{ airline: 'LH', number: 17, suffix: '' }],
          departure: {
            airport: 'HAM',
            timeZone: 'Europe/Berlin',
            scheduledMs: Date.UTC(2026, 6, 3, 10),
            estimatedMs: null,
            actualMs: null,
            punctuality: 'on-time',
            terminal: '2',
            gate: 'C15',
          },
          arrival: {
            airport: 'FRA',
            timeZone: 'Europe/Berlin',
            scheduledMs: Date.UTC(2026, 6, 3, 11, 10),
            estimatedMs: null,
            actualMs: null,
            punctuality: 'on-time',
            terminal: '1',
            gate: 'A24',
          },
          departureDate: '2026-07-03',
          aircraftCode: '321',
          mode: 'air',
          state: 'scheduled',
        },
      ],
    });
  });

  test('says how many there are, and where each row went', () => {
    expect(parsed.totalCount).toBe(166);
    expect([parsed.rows, parsed.records.length, parsed.rejected.length, parsed.merged]).toEqual([9, 6, 2, 1]);
  });

  test('keeps an estimate beside the actual time', () => {
    expect(timesOf(flightIn(parsed.records, 97))).toEqual([
      '2026-09-24T06:00',
      null,
      '2026-09-24T06:16',
      '2026-09-24T07:00',
      '2026-09-24T07:28',
      '2026-09-24T07:12',
    ]);
  });

  test('makes one of two rows of a flight, 097 and 97, and keeps what either knew', () => {
    const status = flightIn(parsed.records, 97);
    expect([status.departure.gate, status.arrival.gate, status.arrival.terminal]).toEqual(['G29', '173', '1']);
  });

  test.each([
    [97, 'landed', 'delayed', 'delayed'],
    [1139, 'cancelled', 'unknown', 'unknown'],
    [1236, 'departed', 'on-time', 'early'],
    [1190, 'scheduled', 'unknown', 'unknown'],
    [400, 'diverted', 'on-time', 'on-time'],
    [1192, 'unknown', 'on-time', 'on-time'],
  ])('LH%i is %s, its departure %s, its arrival %s', (number, state, departure, arrival) => {
    const status = flightIn(parsed.records, number);
    expect([status.state, status.departure.punctuality, status.arrival.punctuality]).toEqual([
      state,
      departure,
      arrival,
    ]);
  });

  test('takes the local time where there is none in UTC', () => {
    expect(iso(flightIn(parsed.records, 400).arrival.scheduledMs)).toBe('2026-09-24T19:30');
  });

  test('puts aside a flight without a zone or a scheduled time', () => {
    expect(parsed.rejected.map(({ resource, reason, field }) => [resource, reason, field])).toEqual([
      ['status', 'time_zone_unknown', 'Departure.AirportCode=XXX'],
      ['status', 'time_missing', 'Departure.ScheduledTimeLocal.DateTime'],
    ]);
  });

  const flight = (changes: object): unknown => {
    const body = lufthansaAnswer('flight-status') as { FlightStatusResource: { Flights: { Flight: object } } };
    return {
      FlightStatusResource: { Flights: { Flight: { ...body.FlightStatusResource.Flights.Flight, ...changes } } },
    };
  };
  const LH = { AirlineID: 'LH', FlightNumber: '6001' };

  test('lists the numbers that a flight is sold under, its own first', () => {
    const body = flight({
      MarketingCarrier: [{ AirlineID: 'UA', FlightNumber: 8840 }, LH],
      OperatingCarrier: { AirlineID: 'CL', FlightNumber: '0071' },
    });
    expect(parseFlightStatus(body, zoneOfFixture).records.map(numbersOf)).toEqual(['CL71 LH6001 UA8840']);
  });

  test('goes by the number that it is sold under where the operating carrier names none', () => {
    const body = flight({ MarketingCarrier: LH, OperatingCarrier: { AirlineID: 'CL' } });
    expect(parseFlightStatus(body, zoneOfFixture).records.map(numbersOf)).toEqual(['LH6001']);
  });

  test('makes the same key of a flight however it is asked for', () => {
    const keys = [flight({}), flight({ MarketingCarrier: LH })].flatMap((body) =>
      parseFlightStatus(body, zoneOfFixture).records.map(flightStatusKey),
    );
    expect(keys).toEqual(['LH17/HAM/2026-07-03', 'LH17/HAM/2026-07-03']);
  });

  const arrival = (changes: object): object => ({
    Arrival: { AirportCode: 'FRA', ScheduledTimeLocal: { DateTime: '2026-07-03T13:10' }, ...changes },
  });

  test.each<[string, object, string, string]>([
    ['no arrival', { Arrival: null }, 'end_missing', 'Arrival'],
    [
      'no number',
      { MarketingCarrier: {}, OperatingCarrier: { AirlineID: 'LH' } },
      'flight_number_invalid',
      'OperatingCarrier.FlightNumber',
    ],
    ['no carrier', { MarketingCarrier: {}, OperatingCarrier: {} }, 'carrier_missing', 'OperatingCarrier.AirlineID'],
    [
      'an arrival before its departure',
      arrival({ ScheduledTimeLocal: { DateTime: '2026-07-03T11:59' } }),
      'time_order',
      'Arrival',
    ],
    [
      'a scheduled time that is none',
      arrival({ ScheduledTimeLocal: { DateTime: 'soon' } }),
      'time_invalid',
      'Arrival.ScheduledTimeLocal.DateTime',
    ],
  ])('puts aside a flight with %s', (_, changes, reason, field) => {
    const { rejected } = parseFlightStatus(flight(changes), zoneOfFixture);
    expect(rejected.map((one) => [one.reason, one.field])).toEqual([[reason, field]]);
  });

  test.each(['soon', '2026-07-32T10:00Z', '2026-02-31T10:00Z', {}])(
    'leaves out an estimate that is none: %j',
    (DateTime) => {
      const [status] = parseFlightStatus(flight(arrival({ EstimatedTimeUTC: { DateTime } })), zoneOfFixture).records;
      expect(status?.arrival.estimatedMs).toBeNull();
    },
  );

  test('takes the local time where that in UTC is none', () => {
    const changes = arrival({ ScheduledTimeUTC: { DateTime: '2026-02-31T10:00Z' } });
    const [status] = parseFlightStatus(flight(changes), zoneOfFixture).records;
    expect(iso(status?.arrival.scheduledMs ?? null)).toBe('2026-07-03T11:10');
  });

  test('says nothing of how late a flight is that is cancelled, or of which the answer says nothing', () => {
    const estimated = { EstimatedTimeLocal: { DateTime: '2026-07-03T14:10' } };
    const delayed = arrival({ ...estimated, TimeStatus: { Code: 'DL' } });
    const noInfo = arrival({ ...estimated, TimeStatus: { Code: 'NI' } });
    const punctualities = [{ ...delayed, FlightStatus: { Code: 'CD' } }, delayed, noInfo].map(
      (changes) => parseFlightStatus(flight(changes), zoneOfFixture).records[0]?.arrival.punctuality,
    );
    expect(punctualities).toEqual(['unknown', 'delayed', 'unknown']);
  });

  test('is departed or landed by its times where the answer has no status', () => {
    const departed = {
      FlightStatus: { Code: 'NA' },
      Departure: {
        AirportCode: 'HAM',
        ScheduledTimeUTC: { DateTime: '2026-07-03T10:00Z' },
        ActualTimeUTC: { DateTime: '2026-07-03T10:05:30Z' },
      },
    };
    const landed = { ...departed, ...arrival({ ActualTimeLocal: { DateTime: '2026-07-03T13:12' } }) };
    const states = [departed, landed].map(
      (changes) => parseFlightStatus(flight(changes), zoneOfFixture).records[0]?.state,
    );
    expect(states).toEqual(['departed', 'landed']);
  });

  test('finds no flights in an empty answer', () => {
    expect(parseFlightStatus({ FlightStatusResource: { Meta: { TotalCount: 0 } } }, zoneOfFixture)).toMatchObject({
      totalCount: 0,
      rows: 0,
      records: [],
    });
  });

  test.each([null, '<html>', {}, { FlightInformation: {} }])('refuses %j', (body) => {
    expect(() => parseFlightStatus(body, zoneOfFixture)).toThrow(ContractError);
  });
});

describe('parseCustomerFlightInformation()', () => {
  const parsed = parseCustomerFlightInformation(lufthansaAnswer('customer-flight-information-list'), zoneOfFixture);

  test('says how many there are, and where each row went', () => {
    expect(parsed.totalCount).toBe(7);
    expect([parsed.rows, parsed.records.length, parsed.merged]).toEqual([7, 6, 0]);
    expect(parsed.rejected.map(({ reason, field }) => [reason, field])).toEqual([
      ['time_zone_unknown', 'Arrival.AirportCode=QQQ'],
    ]);
  });

  test('turns local date and time into instants by the zone of each airport', () => {
    expect(timesOf(flightIn(parsed.records, 400))).toEqual([
      '2026-07-06T07:30',
      null,
      '2026-07-06T08:17',
      '2026-07-06T16:05',
      null,
      '2026-07-06T16:10',
    ]);
  });

  test('reads codeshares from a list, one object and none', () => {
    expect(parsed.records.slice(0, 3).map(numbersOf)).toEqual(['LH400 AC9099 UA8840', '2L724 AC6790', 'LH3601']);
  });

  test.each([
    [400, 'landed', 'delayed', 'on-time'],
    [724, 'cancelled', 'unknown', 'unknown'],
    [3601, 'landed', 'early', 'early'],
    [1184, 'diverted', 'delayed', 'on-time'],
    [1064, 'departed', 'on-time', 'delayed'],
    [1066, 'scheduled', 'on-time', 'on-time'],
  ])('flight %i is %s, its departure %s, its arrival %s', (number, state, departure, arrival) => {
    const status = flightIn(parsed.records, number);
    expect([status.state, status.departure.punctuality, status.arrival.punctuality]).toEqual([
      state,
      departure,
      arrival,
    ]);
  });

  test('takes for an estimate what it calls actual before the flight landed', () => {
    const inTheAir = [1184, 1064].map((number) => flightIn(parsed.records, number).arrival);
    expect(inTheAir.map(({ estimatedMs, actualMs }) => [iso(estimatedMs), actualMs])).toEqual([
      ['2026-07-06T09:08', null],
      ['2026-07-06T15:12', null],
    ]);
  });

  test('knows a train', () => {
    expect(flightIn(parsed.records, 3601)).toMatchObject({
      mode: 'rail',
      aircraftCode: 'TRN',
      arrival: { terminal: 'TN' },
    });
  });

  test('reads a single flight, which is no list', () => {
    const single = parseCustomerFlightInformation(lufthansaAnswer('customer-flight-information'), zoneOfFixture);
    expect(single).toEqual({ totalCount: 1, rows: 1, merged: 0, rejected: [], records: [parsed.records[0]] });
  });

  const between = (departs: string, arrives: string, actual: string): unknown => {
    const time = (text: string): object => ({ Date: text.slice(0, 10), Time: text.slice(11) });
    const status = { Status: { Code: 'LD' } };
    return {
      FlightInformation: {
        Flights: {
          Flight: {
            Departure: { AirportCode: 'FRA', Scheduled: time(departs), Actual: time(actual), ...status },
            Arrival: { AirportCode: 'ZRH', Scheduled: time(arrives), ...status },
            OperatingCarrier: { AirlineID: 'LX', FlightNumber: '1071' },
          },
        },
      },
    };
  };

  test('takes the instant nearest to the schedule where the clocks show the actual time twice', () => {
    const late = parseCustomerFlightInformation(
      between('2026-10-25T02:55', '2026-10-25T03:50', '2026-10-25T02:50'),
      zoneOfFixture,
    );
    expect(iso(late.records[0]?.departure.actualMs ?? null)).toBe('2026-10-25T00:50');
    const later = parseCustomerFlightInformation(
      between('2026-10-25T03:05', '2026-10-25T03:50', '2026-10-25T02:50'),
      zoneOfFixture,
    );
    expect(iso(later.records[0]?.departure.actualMs ?? null)).toBe('2026-10-25T01:50');
  });

  test('is as late as it was, not as it was expected to be', () => {
    const body = JSON.stringify(between('2026-07-06T10:00', '2026-07-06T10:55', '2026-07-06T10:05')).replace(
      '"Actual"',
      '"Estimated":{"Date":"2026-07-06","Time":"11:00"},"Actual"',
    );
    const [status] = parseCustomerFlightInformation(JSON.parse(body), zoneOfFixture).records;
    expect(status?.departure).toMatchObject({ punctuality: 'on-time', estimatedMs: Date.UTC(2026, 6, 6, 9) });
  });

  test('puts aside a flight whose scheduled time lacks a part', () => {
    const body = between('2026-10-25', '2026-10-25T03:50', '');
    expect(parseCustomerFlightInformation(body, zoneOfFixture).rejected.map(({ reason }) => reason)).toEqual([
      'time_missing',
    ]);
  });

  test.each([null, {}, { FlightStatusResource: {} }])('refuses %j', (body) => {
    expect(() => parseCustomerFlightInformation(body, zoneOfFixture)).toThrow(ContractError);
  });
});

interface CapturedEnd {
  readonly AirportCode: string;
  readonly Actual?: object;
}
interface CapturedFlight {
  readonly Departure: CapturedEnd;
  readonly Arrival: CapturedEnd;
  readonly Equipment: { readonly AircraftCode: unknown };
  readonly Status?: { readonly Code: string };
  readonly FlightStatus?: { readonly Code: string };
}
interface CapturedList {
  readonly Flights: { readonly Flight: CapturedFlight | readonly CapturedFlight[] };
  readonly Meta: { readonly TotalCount?: number };
}

const flightsOf = ({ Flights: { Flight: flights } }: CapturedList): readonly CapturedFlight[] => [flights].flat();
const readText = (name: string): string => readFileSync(sharedData(name), 'utf8');

/** Zones of the airports of the world, and of those that are closed, military or railway stations by now. */
function worldZones(): ReadonlyMap<string, string> {
  const airports = JSON.parse(readText('reference/airports.json')) as readonly { iata: string; tz: string }[];
  return new Map([
    ...airports.map(({ iata, tz }) => [iata, tz] as const),
    ...(['TXL', 'QKL'] as const).map((code) => [code, 'Europe/Berlin'] as const),
    ['KIV', 'Europe/Chisinau'],
  ]);
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}

describe.skipIf(!hasSharedData)('captured flight status', () => {
  const read = () => {
    const zones = worldZones();
    const answers = JSON.parse(readText('lufthansa/flightstatus.json')) as readonly { rawBody: string }[];
    return answers.map(({ rawBody }) => {
      const body = JSON.parse(rawBody) as { FlightStatusResource: CapturedList };
      const parsed = parseFlightStatus(body, (code) => zones.get(code) ?? null);
      return { list: body.FlightStatusResource, flights: flightsOf(body.FlightStatusResource), parsed };
    });
  };

  test('of five answers every flight is read', () => {
    const answers = read();
    expect(answers.map(({ parsed }) => parsed.rows)).toEqual([50, 50, 1, 1, 1]);
    expect(answers.map(({ parsed }) => parsed.totalCount)).toEqual([166, 188, null, null, null]);
    for (const { flights, parsed } of answers) {
      expect(parsed.rejected).toEqual([]);
      expect(parsed.records.length + parsed.merged).toBe(flights.length);
    }
  });

  test('states and aircraft are those of the answers', () => {
    const answers = read();
    const records = answers.flatMap(({ parsed }) => parsed.records);
    const codes = countBy(
      answers.flatMap(({ flights }) => flights),
      (flight) => flight.FlightStatus?.Code ?? '',
    );
    expect(countBy(records, ({ state }) => state)).toEqual({
      landed: codes['LD'],
      cancelled: codes['CD'],
      departed: codes['DP'],
      scheduled: codes['NA'],
    });
    expect(records.map(({ aircraftCode }) => aircraftCode)).toEqual(
      answers.flatMap(({ flights }) => flights.map((flight) => String(flight.Equipment.AircraftCode))),
    );
  });
});

describe.skipIf(!hasSharedData)('captured customer flight information', () => {
  const read = () => {
    const zones = worldZones();
    const answers = JSON.parse(readText('lufthansa/customerflightinformation.json')) as readonly {
      body: { FlightInformation: CapturedList };
    }[];
    return answers.map(({ body }) => ({
      list: body.FlightInformation,
      flights: flightsOf(body.FlightInformation),
      parsed: parseCustomerFlightInformation(body, (code) => zones.get(code) ?? null),
    }));
  };

  test('of 43 answers every flight is read', () => {
    const answers = read();
    expect(answers).toHaveLength(43);
    for (const { list, flights, parsed } of answers) {
      expect(parsed.rejected).toEqual([]);
      expect(parsed.rows).toBe(flights.length);
      expect(parsed.totalCount).toBe(list.Meta.TotalCount);
      expect(parsed.records.length + parsed.merged).toBe(flights.length);
    }
    expect(answers.reduce((sum, { parsed }) => sum + parsed.rows, 0)).toBe(172);
  });

  test('cancelled flights have no actual time, those with one departed', () => {
    const answers = read();
    const flights = answers.flatMap((answer) => answer.flights);
    const records = answers.flatMap(({ parsed }) => parsed.records);
    const departed = flights.filter((flight) => flight.Departure.Actual !== undefined);
    expect(records.filter(({ departure }) => departure.actualMs !== null)).toHaveLength(departed.length);
    expect(records.filter(({ state }) => state === 'cancelled')).toHaveLength(
      flights.filter((flight) => flight.Status?.Code === 'CD').length,
    );
    expect(records.filter(({ state }) => state === 'unknown')).toEqual([]);
  });
});
