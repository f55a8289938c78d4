import { MAX_BOARD_FLIGHTS, type Board, type BoardDirection, type BoardFlight } from '#contracts/http-board.ts';
import type { Place } from '#contracts/http-flights.ts';
import { formatFlightNumber } from '#domain/schedules/flight-number.ts';
import type { FlightStatus } from '#domain/schedules/flight-status.ts';
import type { Leg } from '#domain/schedules/itinerary.ts';
import { joinStatuses, type KnownFlight } from '#domain/schedules/known-flight.ts';
import type { NameLanguage } from '#domain/schedules/reference-data.ts';
import { aircraftOf, type Airborne } from './airborne.ts';
import type { NameBook, ReferenceDirectory } from './reference-directory.ts';

export interface BoardQuery {
  readonly airports: readonly string[];
  readonly direction: BoardDirection;
  /** Scheduled times there, both included, epoch ms. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly limit: number;
}

export interface BoardSource {
  /** Legs of stored flights by their time there; each once, though it occurs in many connections. */
  legs(query: BoardQuery): Promise<readonly Leg[]>;
  /** By scheduled time, with the instant at which each was read. */
  statuses(query: BoardQuery): Promise<readonly { readonly status: FlightStatus; readonly updatedAtMs: number }[]>;
}

export interface BoardPorts {
  readonly board: BoardSource;
  readonly directory: ReferenceDirectory;
  /** Aircraft in the air now. */
  readonly airborne: () => Promise<Airborne>;
}

export interface BoardRequest {
  readonly place: Place;
  readonly direction: BoardDirection;
  readonly fromMs: number;
  readonly toMs: number;
  readonly language: NameLanguage;
}

/** Departures or arrivals of a place: its schedule, joined with what became of the flights. */
export async function readBoard(ports: BoardPorts, request: BoardRequest): Promise<Omit<Board, 'sample'>> {
  const { place, direction, fromMs, toMs, language } = request;
  const query = { airports: place.airportCodes, direction, fromMs, toMs, limit: MAX_BOARD_FLIGHTS + 1 };
  const [legs, statuses, airborne] = await Promise.all([
    ports.board.legs(query),
    ports.board.statuses(query),
    ports.airborne(),
  ]);
  const hereMs = (flight: KnownFlight): number => endsOf(flight, direction).here.scheduledMs;
  const known = joinStatuses(
    legs,
    statuses.map(({ status }) => status),
  ).sort((a, b) => hereMs(a) - hereMs(b));
  const shown = known.slice(0, MAX_BOARD_FLIGHTS);
  const book = await ports.directory.book(codesOf(shown), language);
  return {
    place,
    direction,
    fromMs,
    toMs,
    statusAtMs: statuses.reduce<number | null>((newest, { updatedAtMs }) => Math.max(newest ?? 0, updatedAtMs), null),
    isTruncated: known.length > shown.length,
    flights: shown.map((flight) =>
      toBoardFlight(flight, { direction, book, icao24: aircraftOf(flight, airborne, book) }),
    ),
  };
}

function endsOf({ departure, arrival }: KnownFlight, direction: BoardDirection) {
  return direction === 'departures' ? { here: departure, there: arrival } : { here: arrival, there: departure };
}

function codesOf(flights: readonly KnownFlight[]) {
  return {
    airports: flights.flatMap(({ departure, arrival }) => [departure.airport, arrival.airport]),
    airlines: flights.map(({ operatingAirline }) => operatingAirline),
    aircraftTypes: flights.flatMap(({ aircraftCode }) => aircraftCode ?? []),
  };
}

function toBoardFlight(
  known: KnownFlight,
  {
    direction,
    book,
    icao24,
  }: { readonly direction: BoardDirection; readonly book: NameBook; readonly icao24: string | null },
): BoardFlight {
  const { here, there } = endsOf(known, direction);
  const { name, cityName } = book.airport(there.airport);
  const { flight, numbers, operatingAirline, aircraftCode, mode, state, hasStatus } = known;
  return {
    flight: formatFlightNumber(flight),
    numbers: numbers.map(formatFlightNumber),
    airline: operatingAirline,
    airlineName: book.airline(operatingAirline),
    aircraftCode,
    aircraftName: aircraftCode === null ? null : book.aircraftType(aircraftCode),
    mode,
    other: { airport: there.airport, name, cityName, timeZone: there.timeZone },
    scheduledMs: here.scheduledMs,
    estimatedMs: here.estimatedMs,
    actualMs: here.actualMs,
    otherScheduledMs: there.scheduledMs,
    terminal: here.terminal,
    gate: here.gate,
    punctuality: here.punctuality,
    state,
    hasStatus,
    icao24,
  };
}
