import type { FlightNumber } from './flight-number.ts';

/** Schedules hold trains and buses under a flight number too. */
export const TRAVEL_MODES = ['air', 'rail', 'bus'] as const;
export type TravelMode = (typeof TRAVEL_MODES)[number];

/** Ten days: no journey takes longer, and a date that is wrong makes one that does. */
export const LONGEST_JOURNEY_MIN = 14_400;
/** Characters of the name of a terminal or gate; what is longer is none. */
export const LONGEST_TERMINAL = 50;

/** One end of a leg: an airport with its clock. */
export interface LegEnd {
  /** IATA code of the airport as flown, which may differ from the one asked for. */
  readonly airport: string;
  readonly atMs: number;
  /** What the airport's clocks show, `2026-12-01T10:55`. */
  readonly local: string;
  /** IANA name of the airport's zone. */
  readonly timeZone: string;
  readonly terminal: string | null;
}

/** A flight, train or bus from one stop to the next under one number. */
export interface Leg {
  readonly departure: LegEnd;
  readonly arrival: LegEnd;
  /** The number it is listed under first: the operating carrier's own where it is known. */
  readonly flight: FlightNumber;
  /** Every number it is sold under, `flight` first, without doubles. */
  readonly numbers: readonly FlightNumber[];
  /** IATA designator of the carrier that flies it. */
  readonly operatingAirline: string;
  /** IATA aircraft code. */
  readonly aircraftCode: string | null;
  readonly mode: TravelMode;
  /** Stops on the way under the same number. */
  readonly stops: number;
}

/** One way from an origin to a destination: one leg, or several with changes between. */
export interface Itinerary {
  /** As flown: the first leg's airport. */
  readonly origin: string;
  readonly destination: string;
  /** Local date of departure, `2026-12-01`. */
  readonly departureDate: string;
  /** From the first departure to the last arrival. */
  readonly durationMin: number;
  /** At least one, in order. */
  readonly legs: readonly Leg[];
}

/**
 * What makes an itinerary the same one the next time it is read: origin, destination, date of departure, and per leg the
 * carrier, number and airports. The times are not part of it: a flight that is moved by ten minutes stays the same flight.
 */
export function itineraryKey({ origin, destination, departureDate, legs }: Itinerary): string {
  const parts = legs.map(
    ({ flight, departure, arrival }) =>
      `${flight.airline}${flight.number}${flight.suffix}:${departure.airport}-${arrival.airport}`,
  );
  return `${origin}-${destination}/${departureDate}/${parts.join('+')}`;
}
