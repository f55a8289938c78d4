import { optionalText, type JsonObject } from '#contracts/read.ts';
import { DATA_SOURCES, type DataSource } from '#domain/schedules/data-source.ts';
import { formatFlightNumber } from '#domain/schedules/flight-number.ts';
import {
  FLIGHT_STATES,
  PUNCTUALITIES,
  type FlightState,
  type FlightStatus,
  type Punctuality,
  type StatusEnd,
} from '#domain/schedules/flight-status.ts';
import { LONGEST_TERMINAL, TRAVEL_MODES, type TravelMode } from '#domain/schedules/itinerary.ts';
import {
  documentFlightNumber,
  documentList,
  documentMember,
  documentObject,
  documentText,
  documentTimeMs,
  optionalTimeMs,
} from '../read-document.ts';

/** What a document of `flight_status` says about a flight of a day. */
export interface StatusContent {
  /** LH400: the operating carrier's number; `numbers` begins with it. */
  readonly flight: string;
  readonly numbers: readonly string[];
  readonly origin: string;
  readonly destination: string;
  /** IANA names. */
  readonly origin_zone: string;
  readonly destination_zone: string;
  /** Scheduled local date of departure. */
  readonly departure_date: string;
  readonly scheduled_departure_at: Date;
  readonly estimated_departure_at: Date | null;
  readonly actual_departure_at: Date | null;
  readonly scheduled_arrival_at: Date;
  readonly estimated_arrival_at: Date | null;
  readonly actual_arrival_at: Date | null;
  readonly departure_punctuality: Punctuality;
  readonly arrival_punctuality: Punctuality;
  readonly origin_terminal: string | null;
  readonly origin_gate: string | null;
  readonly destination_terminal: string | null;
  readonly destination_gate: string | null;
  readonly aircraft_code: string | null;
  readonly mode: TravelMode;
  readonly state: FlightState;
}

/** A document of `flight_status`. */
export interface FlightStatusDocument extends StatusContent {
  /** `flightStatusKey` */
  readonly _id: string;
  readonly source: DataSource;
  /** When the answer was asked for that it was read from. */
  readonly updated_at: Date;
  /** The run that last had it in an answer. */
  readonly seen_run: string;
}

/** A status and how fresh it is. */
export interface StoredStatus {
  readonly status: FlightStatus;
  readonly updatedAtMs: number;
  readonly source: DataSource;
}

const LONGEST_TEXT = 50;

const toDate = (atMs: number | null): Date | null => (atMs === null ? null : new Date(atMs));

export function toStatusContent(status: FlightStatus): StatusContent {
  const { departure, arrival } = status;
  return {
    flight: formatFlightNumber(status.flight),
    numbers: status.numbers.map(formatFlightNumber),
    origin: departure.airport,
    destination: arrival.airport,
    origin_zone: departure.timeZone,
    destination_zone: arrival.timeZone,
    departure_date: status.departureDate,
    scheduled_departure_at: new Date(departure.scheduledMs),
    estimated_departure_at: toDate(departure.estimatedMs),
    actual_departure_at: toDate(departure.actualMs),
    scheduled_arrival_at: new Date(arrival.scheduledMs),
    estimated_arrival_at: toDate(arrival.estimatedMs),
    actual_arrival_at: toDate(arrival.actualMs),
    departure_punctuality: departure.punctuality,
    arrival_punctuality: arrival.punctuality,
    origin_terminal: departure.terminal,
    origin_gate: departure.gate,
    destination_terminal: arrival.terminal,
    destination_gate: arrival.gate,
    aircraft_code: status.aircraftCode,
    mode: status.mode,
    state: status.state,
  };
}

/** @throws ContractError naming the field that is missing or malformed */
export function readStatus(value: unknown): StoredStatus {
  const document = documentObject(value, '');
  return {
    status: {
      flight: documentFlightNumber(document['flight'], 'flight'),
      numbers: documentList(document, 'numbers').map((number) => documentFlightNumber(number, 'numbers')),
      departure: readEnd(document, 'origin', 'departure'),
      arrival: readEnd(document, 'destination', 'arrival'),
      departureDate: documentText(document, 'departure_date'),
      aircraftCode: optionalText(document, 'aircraft_code', LONGEST_TEXT),
      mode: documentMember(document, 'mode', TRAVEL_MODES),
      state: documentMember(document, 'state', FLIGHT_STATES),
    },
    updatedAtMs: documentTimeMs(document, 'updated_at'),
    source: documentMember(document, 'source', DATA_SOURCES),
  };
}

function readEnd(document: JsonObject, place: 'origin' | 'destination', event: 'departure' | 'arrival'): StatusEnd {
  return {
    airport: documentText(document, place),
    timeZone: documentText(document, `${place}_zone`),
    scheduledMs: documentTimeMs(document, `scheduled_${event}_at`),
    estimatedMs: optionalTimeMs(document, `estimated_${event}_at`),
    actualMs: optionalTimeMs(document, `actual_${event}_at`),
    punctuality: documentMember(document, `${event}_punctuality`, PUNCTUALITIES),
    terminal: optionalText(document, `${place}_terminal`, LONGEST_TERMINAL),
    gate: optionalText(document, `${place}_gate`, LONGEST_TERMINAL),
  };
}
