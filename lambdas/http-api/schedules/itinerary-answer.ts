import type { HttpItinerary, HttpLeg, HttpLegEnd } from '#contracts/http-flights.ts';
import { daysBetween } from '#domain/calendar-date.ts';
import { formatFlightNumber } from '#domain/schedules/flight-number.ts';
import { itineraryKey, type Itinerary, type Leg, type LegEnd } from '#domain/schedules/itinerary.ts';
import type { Codes, NameBook } from './reference-directory.ts';

const MINUTE_MS = 60_000;

/** What an answer with these legs has to name. */
export function codesOf(legs: Iterable<Leg>): Codes {
  const airports = new Set<string>();
  const airlines = new Set<string>();
  const aircraftTypes = new Set<string>();
  for (const { departure, arrival, flight, operatingAirline, aircraftCode } of legs) {
    airports.add(departure.airport).add(arrival.airport);
    airlines.add(flight.airline).add(operatingAirline);
    if (aircraftCode !== null) aircraftTypes.add(aircraftCode);
  }
  return { airports, airlines, aircraftTypes };
}

/** An itinerary as the API answers it. `icao24Of` tells the aircraft that is taken to fly a leg now. */
export function toHttpItinerary(
  itinerary: Itinerary,
  book: NameBook,
  icao24Of: (leg: Leg) => string | null,
): HttpItinerary {
  const { origin, destination, departureDate, durationMin, legs } = itinerary;
  return {
    id: itineraryKey(itinerary),
    origin,
    destination,
    departureDate,
    durationMin,
    dayOffset: daysBetween(departureDate, legs.at(-1)?.arrival.local ?? departureDate),
    changes: legs.length - 1,
    legs: legs.map((leg) => toHttpLeg(leg, book, icao24Of(leg))),
  };
}

function toHttpLeg(leg: Leg, book: NameBook, icao24: string | null): HttpLeg {
  const { departure, arrival, flight, operatingAirline, aircraftCode, mode, stops } = leg;
  return {
    flight: formatFlightNumber(flight),
    numbers: leg.numbers.map(formatFlightNumber),
    airline: flight.airline,
    airlineName: book.airline(flight.airline),
    operatingAirline,
    operatingAirlineName: book.airline(operatingAirline),
    aircraftCode,
    aircraftName: aircraftCode === null ? null : book.aircraftType(aircraftCode),
    mode,
    stops,
    durationMin: Math.round((arrival.atMs - departure.atMs) / MINUTE_MS),
    departure: toHttpLegEnd(departure, book),
    arrival: toHttpLegEnd(arrival, book),
    icao24,
  };
}

function toHttpLegEnd({ airport, atMs, local, timeZone, terminal }: LegEnd, book: NameBook): HttpLegEnd {
  const { name, cityName } = book.airport(airport);
  return {
    airport,
    airportName: name,
    cityName,
    atMs,
    local,
    timeZone,
    // A clock's reading less the instant is how far it is ahead of UTC.
    offsetMin: Math.round((Date.parse(`${local}Z`) - atMs) / MINUTE_MS),
    terminal,
  };
}
