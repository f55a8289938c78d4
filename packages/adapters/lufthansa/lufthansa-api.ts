import type { FlightStatus } from '#domain/schedules/flight-status.ts';
import type { Itinerary } from '#domain/schedules/itinerary.ts';
import type { ReferenceRecords, ReferenceResource } from '#domain/schedules/reference-data.ts';

/** Whose share of the hour a call is taken from. What one leaves unused is lent to the others. */
export const CALL_PURPOSES = ['status', 'admin', 'schedules', 'references'] as const;
export type CallPurpose = (typeof CALL_PURPOSES)[number];

/** A record that could not be read: why, and what it was. */
export interface RejectedRecord {
  /** Of what it is one: `airports`, `schedules`, `status` … */
  readonly resource: string;
  /** A closed set of short words, the key of counters: `code_missing`, `time_zone_unknown` … */
  readonly reason: string;
  /** Path of the field within the record; where an airport's zone is unknown with its code: `Departure.AirportCode=XXX`. */
  readonly field: string;
  /** The record as JSON, cut to 4,000 characters. */
  readonly record: string;
}

/** What a page gave. The number of records in the answer is `records.length` + `rejected.length`. */
export interface Parsed<T> {
  readonly records: readonly T[];
  readonly rejected: readonly RejectedRecord[];
}

/** An answer as it came, kept so that it can be parsed again without a call. */
export interface RawReply {
  /** Path with query, relative to the base address; the same for the same question. */
  readonly path: string;
  readonly status: number;
  readonly body: string;
}

/** A stretch of a list; `offset` counts from 1. */
export interface ReferenceRange {
  readonly resource: ReferenceResource;
  readonly offset: number;
  /** 1 to 100. */
  readonly limit: number;
}

/** A page of a list. `totalCount` is what the API says the whole list has. */
export interface ReferencePage<R extends ReferenceResource> extends Parsed<ReferenceRecords[R]> {
  readonly totalCount: number;
  readonly raw: RawReply;
}

/** The API answers a range with an error as a whole when one of its records is bad. */
export type ReferenceAnswer<R extends ReferenceResource> =
  ({ readonly kind: 'page' } & ReferencePage<R>) | { readonly kind: 'bad-range'; readonly status: number };

/**
 * Answers of the operations: `raw` has one reply per page. `merged` entries were the same as another, e.g. its codeshares;
 * the number of entries in the answer is `records.length` + `merged` + `rejected.length`.
 */
export interface OperationsAnswer<T> extends Parsed<T> {
  readonly merged: number;
  readonly raw: readonly RawReply[];
}

export interface CallOptions {
  readonly purpose: CallPurpose;
  readonly signal: AbortSignal;
  /** Calls that would have to wait beyond this for the quota are refused at once, epoch ms. */
  readonly untilMs: number;
}

/** IANA zone of an airport or city by its code; null where nobody knows. */
export type ZoneOf = (code: string) => string | null;

/**
 * The Lufthansa Open API in our words. Every call fails with a `LufthansaError` (lufthansa-error.ts) only after the retries
 * that its kind deserves.
 */
export interface LufthansaApi {
  referenceRange<R extends ReferenceResource>(
    range: ReferenceRange & { readonly resource: R },
    options: CallOptions,
  ): Promise<ReferenceAnswer<R>>;
  /** One record by its code; null where there is none or it is bad too. */
  referenceByCode<R extends ReferenceResource>(
    resource: R,
    code: string,
    options: CallOptions,
  ): Promise<(Parsed<ReferenceRecords[R]> & { readonly raw: RawReply }) | null>;
  /** All journeys of a day, the connections among them; codeshares are one. Empty where Lufthansa has none. */
  schedules(
    query: { readonly origin: string; readonly destination: string; readonly date: string },
    zoneOf: ZoneOf,
    options: CallOptions,
  ): Promise<OperationsAnswer<Itinerary>>;
  /** Flights of an airport in the four hours from that local time, `2026-12-01T10:00`. */
  airportStatus(
    query: { readonly airport: string; readonly direction: 'departures' | 'arrivals'; readonly fromLocal: string },
    zoneOf: ZoneOf,
    options: CallOptions,
  ): Promise<OperationsAnswer<FlightStatus>>;
  /** Calls made since this object was made, those for tokens and repeated ones included. */
  calls(): number;
}
