import type { FlightNumber } from './flight-number.ts';
import type { TravelMode } from './itinerary.ts';

/** What became of a flight; `unknown` also for states that the source adds later. */
export const FLIGHT_STATES = ['scheduled', 'departed', 'landed', 'cancelled', 'diverted', 'unknown'] as const;
export type FlightState = (typeof FLIGHT_STATES)[number];

export const PUNCTUALITIES = ['early', 'on-time', 'delayed', 'unknown'] as const;
export type Punctuality = (typeof PUNCTUALITIES)[number];

/** One end of a flight on its day. */
export interface StatusEnd {
  readonly airport: string;
  /** IANA name of the airport's zone. */
  readonly timeZone: string;
  readonly scheduledMs: number;
  readonly estimatedMs: number | null;
  /** Null until it happened, and for a cancelled flight. */
  readonly actualMs: number | null;
  readonly punctuality: Punctuality;
  readonly terminal: string | null;
  readonly gate: string | null;
}

/** How a flight does on its day. */
export interface FlightStatus {
  /** The operating carrier's number. */
  readonly flight: FlightNumber;
  /** Every number it is sold under, `flight` first. */
  readonly numbers: readonly FlightNumber[];
  readonly departure: StatusEnd;
  readonly arrival: StatusEnd;
  /** Scheduled local date of departure. */
  readonly departureDate: string;
  readonly aircraftCode: string | null;
  readonly mode: TravelMode;
  readonly state: FlightState;
}

/** The same flight the next time it is read: a flight that moves between the windows of a query is not doubled. */
export function flightStatusKey({ flight, departure, departureDate }: FlightStatus): string {
  return `${flight.airline}${flight.number}${flight.suffix}/${departure.airport}/${departureDate}`;
}
