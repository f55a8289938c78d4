import type { JoinedFlight } from '#contracts/http-joined-flight.ts';
import type { Position } from '#domain/position.ts';
import type { DataSource } from '#domain/schedules/data-source.ts';
import { formatFlightNumber, type FlightNumber } from '#domain/schedules/flight-number.ts';
import type { FlightStatus } from '#domain/schedules/flight-status.ts';
import type { Leg } from '#domain/schedules/itinerary.ts';
import { joinStatuses } from '#domain/schedules/known-flight.ts';
import { matchFlight, type FlightMatch } from '#domain/schedules/match-callsign.ts';
import type { NameLanguage } from '#domain/schedules/reference-data.ts';
import { JOINED_KIND, numberOf } from './airborne.ts';
import type { NameBook, ReferenceDirectory } from './reference-directory.ts';

export interface JoinQuery {
  /** Of the operating carrier. */
  readonly number: FlightNumber;
  /** Scheduled departure, both included, epoch ms. */
  readonly fromMs: number;
  readonly toMs: number;
}

export interface JoinSource {
  /** Legs that the carrier flies under that number; each once. */
  legs(query: JoinQuery): Promise<readonly Leg[]>;
  statuses(query: JoinQuery): Promise<readonly FlightStatus[]>;
}

export interface JoinPorts {
  readonly joins: JoinSource;
  readonly directory: ReferenceDirectory;
}

const HOUR_MS = 3_600_000;
/** The longest flights take 19 hours, arrive late, and are looked for until six hours after. */
const LONGEST_AGO_MS = 36 * HOUR_MS;
/** A callsign is borne from three hours before the departure. */
const SOONEST_MS = 3 * HOUR_MS;

/** The scheduled flight that an aircraft is taken to fly; null where none fits. */
export async function joinFlight(
  { joins, directory }: JoinPorts,
  aircraft: Position,
  { source, language }: { readonly source: DataSource | null; readonly language: NameLanguage },
): Promise<JoinedFlight | null> {
  if (source === null || aircraft.kind !== JOINED_KIND[source]) return null;
  const designators = await directory.designators();
  const number = numberOf(aircraft, (icao) => designators.get(icao));
  if (number === null) return null;
  const query = {
    number,
    fromMs: aircraft.observedAtMs - LONGEST_AGO_MS,
    toMs: aircraft.observedAtMs + SOONEST_MS,
  };
  const [legs, statuses] = await Promise.all([joins.legs(query), joins.statuses(query)]);
  const flights = joinStatuses(legs, statuses);
  const airports = flights.flatMap(({ departure, arrival }) => [departure.airport, arrival.airport]);
  const book = await directory.book({ airports }, language);
  const candidates = flights.map((flight) => ({
    flight,
    originAt: book.positionOf(flight.departure.airport),
    destinationAt: book.positionOf(flight.arrival.airport),
  }));
  const match = matchFlight(aircraft, candidates);
  return match === null ? null : toJoinedFlight(match, book, source === 'sample');
}

function toJoinedFlight({ flight, confidence, basis }: FlightMatch, book: NameBook, sample: boolean): JoinedFlight {
  const { departure, arrival, departureDate, operatingAirline } = flight;
  return {
    confidence,
    basis: [...basis],
    flight: formatFlightNumber(flight.flight),
    numbers: flight.numbers.map(formatFlightNumber),
    operatingAirline,
    origin: departure.airport,
    originName: book.airport(departure.airport).name,
    destination: arrival.airport,
    destinationName: book.airport(arrival.airport).name,
    departureDate,
    scheduledDepartureMs: departure.scheduledMs,
    scheduledArrivalMs: arrival.scheduledMs,
    sample,
  };
}
