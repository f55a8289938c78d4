import { formatFlightNumber, type FlightNumber } from './flight-number.ts';
import type { FlightState, FlightStatus, StatusEnd } from './flight-status.ts';
import type { Leg, LegEnd, TravelMode } from './itinerary.ts';

/** All that is known of one flight on its day: its schedule, its status, or both. */
export interface KnownFlight {
  readonly flight: FlightNumber;
  /** Every number it is sold under, `flight` first, without doubles. */
  readonly numbers: readonly FlightNumber[];
  /** IATA designator. */
  readonly operatingAirline: string;
  readonly departure: StatusEnd;
  readonly arrival: StatusEnd;
  /** Scheduled local date of departure. */
  readonly departureDate: string;
  readonly aircraftCode: string | null;
  readonly mode: TravelMode;
  readonly state: FlightState;
  /** False where only the schedule is known. */
  readonly hasStatus: boolean;
}

/**
 * Makes one flight of each, in the order given: the same leg comes in many connections, and a status tells of a leg or
 * stands alone. Where both say something the status wins. Two are the same flight where they share a number, the airport
 * and the date of departure, and the destination; of a diverted flight the destination may differ.
 */
export function joinStatuses(legs: readonly Leg[], statuses: readonly FlightStatus[]): KnownFlight[] {
  const flights: KnownFlight[] = [];
  const places = new Map<string, number[]>();
  const candidates = (flight: KnownFlight): number[] => [
    ...new Set(keysOf(flight).flatMap((key) => places.get(key) ?? [])),
  ];
  const add = (flight: KnownFlight, isSame: (known: KnownFlight) => boolean): void => {
    const found = candidates(flight).find((index) => {
      const known = flights[index];
      return known !== undefined && isSame(known);
    });
    const index = found ?? flights.length;
    const known = flights[index];
    const merged = known === undefined ? flight : mergeFlights(known, flight);
    flights[index] = merged;
    for (const key of keysOf(merged)) {
      const indexes = places.get(key) ?? [];
      if (!indexes.includes(index)) places.set(key, [...indexes, index]);
    }
  };
  for (const flight of legs.map(scheduledFlight)) add(flight, (known) => isSameWay(known, flight));
  for (const flight of statuses.map(ofStatus)) {
    add(flight, (known) => isSameWay(known, flight) || flight.state === 'diverted');
  }
  return flights;
}

const isSameWay = (a: KnownFlight, b: KnownFlight): boolean => a.arrival.airport === b.arrival.airport;

function keysOf({ numbers, departure, departureDate }: KnownFlight): string[] {
  return numbers.map((number) => `${formatFlightNumber(number)}/${departure.airport}/${departureDate}`);
}

/** A flight of which only the schedule is known. */
export function scheduledFlight({
  departure,
  arrival,
  flight,
  numbers,
  operatingAirline,
  aircraftCode,
  mode,
}: Leg): KnownFlight {
  return {
    flight,
    numbers,
    operatingAirline,
    departure: ofLegEnd(departure),
    arrival: ofLegEnd(arrival),
    departureDate: departure.local.slice(0, 10),
    aircraftCode,
    mode,
    state: 'scheduled',
    hasStatus: false,
  };
}

function ofLegEnd({ airport, timeZone, atMs, terminal }: LegEnd): StatusEnd {
  return {
    airport,
    timeZone,
    scheduledMs: atMs,
    estimatedMs: null,
    actualMs: null,
    punctuality: 'unknown',
    terminal,
    gate: null,
  };
}

function ofStatus({ flight, numbers, ...rest }: FlightStatus): KnownFlight {
  return { flight, numbers, operatingAirline: flight.airline, hasStatus: true, ...rest };
}

function mergeFlights(known: KnownFlight, added: KnownFlight): KnownFlight {
  const newer = added.hasStatus ? added : known;
  const older = added.hasStatus ? known : added;
  const own = [newer, older].find(({ flight, operatingAirline }) => flight.airline === operatingAirline) ?? newer;
  const numbers = new Map([...own.numbers, ...newer.numbers, ...older.numbers].map((n) => [formatFlightNumber(n), n]));
  return {
    ...newer,
    flight: own.flight,
    numbers: [...numbers.values()],
    operatingAirline: own.operatingAirline,
    departure: mergeEnds(newer.departure, older.departure),
    arrival: mergeEnds(newer.arrival, older.arrival),
    aircraftCode: newer.aircraftCode ?? older.aircraftCode,
  };
}

function mergeEnds(newer: StatusEnd, older: StatusEnd): StatusEnd {
  return { ...newer, terminal: newer.terminal ?? older.terminal };
}
