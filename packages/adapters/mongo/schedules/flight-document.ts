import { ContractError } from '#contracts/contract-error.ts';
import { optionalText, requiredNumber } from '#contracts/read.ts';
import { formatIsoDuration } from '#domain/iso-duration.ts';
import type { DataSource } from '#domain/schedules/data-source.ts';
import { formatFlightNumber } from '#domain/schedules/flight-number.ts';
import {
  LONGEST_JOURNEY_MIN,
  LONGEST_TERMINAL,
  TRAVEL_MODES,
  type Itinerary,
  type Leg,
  type LegEnd,
  type TravelMode,
} from '#domain/schedules/itinerary.ts';
import {
  documentFlightNumber,
  documentList,
  documentMember,
  documentObject,
  documentText,
  documentTimeMs,
} from '../read-document.ts';

/** One end of a flight as the first Airlines project stored it. */
interface FlightEnd {
  readonly AirportCode: string;
  readonly ScheduledTimeLocal: { readonly DateTime: string };
  readonly Terminal?: { readonly Name: string };
}

/** One leg as the first Airlines project stored it: the source's own shape, with every value as text. */
interface FirstProjectFlight {
  readonly Departure: FlightEnd;
  readonly Arrival: FlightEnd;
  readonly MarketingCarrier: { readonly AirlineID: string; readonly FlightNumber: string };
  readonly OperatingCarrier: { readonly AirlineID: string };
  readonly Equipment?: { readonly AircraftCode: string };
  readonly Details: { readonly Stops: { readonly StopQuantity: string } };
}

/** One leg in fields that are searched. */
export interface LegDocument {
  readonly origin: string;
  readonly destination: string;
  readonly departs_at: Date;
  readonly arrives_at: Date;
  /** `2026-12-01T10:55` */
  readonly departs_local: string;
  readonly arrives_local: string;
  /** IANA names. */
  readonly origin_zone: string;
  readonly destination_zone: string;
  readonly origin_terminal: string | null;
  readonly destination_terminal: string | null;
  /** LH400; `numbers` begins with it. */
  readonly flight: string;
  readonly numbers: readonly string[];
  readonly operating_airline: string;
  /** Number of `flight` where it is the operating carrier's own, else null. */
  readonly operating_number: number | null;
  readonly aircraft_code: string | null;
  readonly mode: TravelMode;
  readonly stops: number;
}

/** What a document of `flights` says about an itinerary. */
export interface FlightContent {
  /** Of the whole journey, ISO 8601: `PT8H35M`, `P1DT1H29M`. */
  readonly TotalJourney: { readonly Duration: string };
  /** Always a list, one per leg. */
  readonly Flight: readonly FirstProjectFlight[];
  readonly origin: string;
  readonly destination: string;
  readonly departure_date: string;
  readonly departs_at: Date;
  readonly arrives_at: Date;
  readonly duration_min: number;
  readonly legs: readonly LegDocument[];
}

/** A document of `flights`. */
export interface FlightDocument extends FlightContent {
  /** `itineraryKey` */
  readonly _id: string;
  /** When it was first inserted, UTC: `2026-11-30 21:00`. */
  readonly insert_at: string;
  readonly source: DataSource;
  /** When an answer last had it. */
  readonly updated_at: Date;
  /** The run that last had it in an answer. */
  readonly seen_run: string;
  /** The queries whose answers have it: `FRA-JFK/2026-12-01`. */
  readonly asked: readonly string[];
}

/** The fields that {@link readFlight} needs: a search reads no more than these. */
export const ITINERARY_FIELDS = {
  _id: 0,
  origin: 1,
  destination: 1,
  departure_date: 1,
  duration_min: 1,
  legs: 1,
} as const;

const MINUTE_MS = 60_000;
const MOST_STOPS = 20;
const LONGEST_CODE = 50;

export function toFlightContent(itinerary: Itinerary): FlightContent {
  const { origin, destination, departureDate, durationMin, legs } = itinerary;
  const departsAtMs = legs[0]?.departure.atMs ?? 0;
  return {
    TotalJourney: { Duration: formatIsoDuration(durationMin) },
    Flight: legs.map(toFirstProjectFlight),
    origin,
    destination,
    departure_date: departureDate,
    departs_at: new Date(departsAtMs),
    arrives_at: new Date(legs.at(-1)?.arrival.atMs ?? departsAtMs + durationMin * MINUTE_MS),
    duration_min: durationMin,
    legs: legs.map(toLegDocument),
  };
}

function toFirstProjectFlight({ departure, arrival, flight, operatingAirline, aircraftCode, stops }: Leg) {
  return {
    Departure: toFlightEnd(departure),
    Arrival: toFlightEnd(arrival),
    MarketingCarrier: { AirlineID: flight.airline, FlightNumber: `${flight.number}${flight.suffix}` },
    OperatingCarrier: { AirlineID: operatingAirline },
    ...(aircraftCode === null ? {} : { Equipment: { AircraftCode: aircraftCode } }),
    Details: { Stops: { StopQuantity: String(stops) } },
  } satisfies FirstProjectFlight;
}

function toFlightEnd({ airport, local, terminal }: LegEnd): FlightEnd {
  return {
    AirportCode: airport,
    ScheduledTimeLocal: { DateTime: local },
    ...(terminal === null ? {} : { Terminal: { Name: terminal } }),
  };
}

function toLegDocument(leg: Leg): LegDocument {
  const { departure, arrival, flight, operatingAirline } = leg;
  return {
    origin: departure.airport,
    destination: arrival.airport,
    departs_at: new Date(departure.atMs),
    arrives_at: new Date(arrival.atMs),
    departs_local: departure.local,
    arrives_local: arrival.local,
    origin_zone: departure.timeZone,
    destination_zone: arrival.timeZone,
    origin_terminal: departure.terminal,
    destination_terminal: arrival.terminal,
    flight: formatFlightNumber(flight),
    numbers: leg.numbers.map(formatFlightNumber),
    operating_airline: operatingAirline,
    operating_number: flight.airline === operatingAirline ? flight.number : null,
    aircraft_code: leg.aircraftCode,
    mode: leg.mode,
    stops: leg.stops,
  };
}

/**
 * The itinerary in a document of `flights`, of which {@link ITINERARY_FIELDS} are enough.
 * @throws ContractError naming the field that is missing or malformed
 */
export function readFlight(value: unknown): Itinerary {
  const document = documentObject(value, '');
  const legs = documentList(document, 'legs').map(readLeg);
  if (legs.length === 0) throw new ContractError('legs_invalid', 'legs', 'legs must not be empty');
  return {
    origin: documentText(document, 'origin'),
    destination: documentText(document, 'destination'),
    departureDate: documentText(document, 'departure_date'),
    durationMin: requiredNumber(document, 'duration_min', 0, LONGEST_JOURNEY_MIN),
    legs,
  };
}

/** A leg in the list `legs` of a document of `flights`. @throws ContractError */
export function readLeg(value: unknown): Leg {
  const leg = documentObject(value, 'legs');
  return {
    departure: {
      airport: documentText(leg, 'origin'),
      atMs: documentTimeMs(leg, 'departs_at'),
      local: documentText(leg, 'departs_local'),
      timeZone: documentText(leg, 'origin_zone'),
      terminal: optionalText(leg, 'origin_terminal', LONGEST_TERMINAL),
    },
    arrival: {
      airport: documentText(leg, 'destination'),
      atMs: documentTimeMs(leg, 'arrives_at'),
      local: documentText(leg, 'arrives_local'),
      timeZone: documentText(leg, 'destination_zone'),
      terminal: optionalText(leg, 'destination_terminal', LONGEST_TERMINAL),
    },
    flight: documentFlightNumber(leg['flight'], 'flight'),
    numbers: documentList(leg, 'numbers').map((number) => documentFlightNumber(number, 'numbers')),
    operatingAirline: documentText(leg, 'operating_airline'),
    aircraftCode: optionalText(leg, 'aircraft_code', LONGEST_CODE),
    mode: documentMember(leg, 'mode', TRAVEL_MODES),
    stops: requiredNumber(leg, 'stops', 0, MOST_STOPS),
  };
}
