import type { JsonObject } from '#contracts/read.ts';
import type { FlightNumber } from '#domain/schedules/flight-number.ts';
import type { DayEnd, FlightDay, TimeStatus } from './flight-day.ts';
import { oneOrMany } from './reply.ts';
import { numberLike, numberText } from './write-scalar.ts';

/** Writes the wall clock of an airport. */
export type LocalOf = (airport: string, atMs: number) => string;

const TIME_STATUS: Readonly<Record<TimeStatus, string>> = {
  FE: 'Flight Early',
  OT: 'Flight On Time',
  DL: 'Flight Delayed',
  NI: 'Next Information',
  NO: 'No status',
};
const FLIGHT_STATUS: Readonly<Record<FlightDay['status'], string>> = {
  NA: 'No status',
  DP: 'Flight Departed',
  LD: 'Flight Landed',
  CD: 'Flight Cancelled',
  DV: 'Flight Diverted',
};

/** A flight as `operations/flightstatus` wrote it in 2018: UTC beside local time, numbers where text looks like one. */
export function writeFlightStatus({ flight, status, departure, arrival }: FlightDay, localOf: LocalOf): JsonObject {
  const { origin, destination, originTerminal, destinationTerminal, operatingAirline } = flight;
  // This backend has no diversions: it calls them rerouted.
  const code = status === 'DV' ? 'RT' : status;
  return {
    Departure: oldEnd({ airport: origin, terminal: originTerminal, end: departure }, localOf),
    Arrival: oldEnd({ airport: destination, terminal: destinationTerminal, end: arrival }, localOf),
    MarketingCarrier: oldCarrier(flight.flight),
    OperatingCarrier: oldCarrier({ ...flight.flight, airline: operatingAirline }),
    Equipment: { AircraftCode: numberLike(flight.aircraftCode) },
    FlightStatus: { Code: code, Definition: code === 'RT' ? 'Flight Rerouted' : FLIGHT_STATUS[status] },
    ServiceType: 'Passenger',
  };
}

interface EndOf {
  readonly airport: string;
  readonly terminal: string | null;
  readonly end: DayEnd;
}

function oldCarrier(number: FlightNumber): JsonObject {
  return { AirlineID: number.airline, FlightNumber: numberLike(numberText(number)) };
}

function oldEnd({ airport, terminal, end }: EndOf, localOf: LocalOf): JsonObject {
  const times = (kind: string, atMs: number | null): JsonObject =>
    atMs === null
      ? {}
      : {
          [`${kind}TimeLocal`]: { DateTime: localOf(airport, atMs) },
          [`${kind}TimeUTC`]: { DateTime: `${new Date(atMs).toISOString().slice(0, 16)}Z` },
        };
  const place = {
    ...(terminal !== null && { Name: numberLike(terminal) }),
    ...(end.gate !== null && { Gate: numberLike(end.gate) }),
  };
  return {
    AirportCode: airport,
    ...times('Scheduled', end.scheduledMs),
    ...times('Estimated', end.estimatedMs),
    ...times('Actual', end.actualMs),
    TimeStatus: { Code: end.timeStatus, Definition: TIME_STATUS[end.timeStatus] },
    ...(Object.keys(place).length > 0 && { Terminal: place }),
  };
}

/**
 * A flight as `operations/customerflightinformation` writes it: local times alone, everything text, and the numbers of
 * others that sell it in `MarketingCarrierList`, which is missing where there are none.
 */
export function writeFlightInformation(day: FlightDay, localOf: LocalOf): JsonObject {
  const { flight, status, departure, arrival } = day;
  const { origin, destination, originTerminal, destinationTerminal, operatingAirline } = flight;
  const sellers = [...(operatingAirline === flight.flight.airline ? [] : [flight.flight]), ...flight.codeshares];
  const overall = status === 'NA' ? departure.timeStatus : status;
  return {
    Departure: newEnd({ airport: origin, terminal: originTerminal, end: departure }, 'DP', localOf),
    Arrival: newEnd({ airport: destination, terminal: destinationTerminal, end: arrival }, 'LD', localOf),
    ...(sellers.length > 0 && { MarketingCarrierList: { MarketingCarrier: oneOrMany(sellers.map(newCarrier)) } }),
    OperatingCarrier: newCarrier({ ...flight.flight, airline: operatingAirline }),
    Equipment: { AircraftCode: flight.aircraftCode },
    Status: describe(overall),
  };
}

function newCarrier({ airline, number, suffix }: FlightNumber): JsonObject {
  return { AirlineID: airline, FlightNumber: `${number}${suffix}` };
}

function newEnd({ airport, terminal, end }: EndOf, done: 'DP' | 'LD', localOf: LocalOf): JsonObject {
  const time = (kind: string, atMs: number | null): JsonObject => {
    if (atMs === null) return {};
    const [date = '', clock = ''] = localOf(airport, atMs).split('T');
    return { [kind]: { Date: date, Time: clock } };
  };
  const place = { ...(terminal !== null && { Name: terminal }), ...(end.gate !== null && { Gate: end.gate }) };
  return {
    AirportCode: airport,
    ...time('Scheduled', end.scheduledMs),
    ...time('Estimated', end.estimatedMs),
    ...time('Actual', end.actualMs),
    ...(Object.keys(place).length > 0 && { Terminal: place }),
    Status: describe(end.actualMs === null ? end.timeStatus : done),
  };
}

function describe(code: TimeStatus | FlightDay['status']): JsonObject {
  const known: Readonly<Record<string, string>> = { ...TIME_STATUS, ...FLIGHT_STATUS, NO: 'No Status' };
  return { Code: code, Description: known[code] ?? 'No Status' };
}
