import type { JsonObject } from '#contracts/read.ts';
import { createLocalClocks, type LocalClock } from '#domain/local-time.ts';
import type { FlightStatus } from '#domain/schedules/flight-status.ts';
import { mergeStatuses } from '#domain/schedules/merge-statuses.ts';
import type { Parsed, ZoneOf } from '../lufthansa-api.ts';
import { oneOrMany } from './one-or-many.ts';
import { readFlightStatus, type StatusForm } from './read-flight-status.ts';
import { createClockOf, optionalInstants, requiredInstants, utcInstants } from './read-local-time.ts';
import { objectOf, requiredRoot, totalCountOf } from './read-member.ts';
import { readRecords } from './read-records.ts';
import { textOf } from './read-scalar.ts';

/** Flights of an answer: `rows` were in it, which are `records`, `rejected` and `merged` into another together. */
export interface ParsedStatuses extends Parsed<FlightStatus> {
  /** How many there are on all pages; null where the answer doesn't say, as for a single flight. */
  readonly totalCount: number | null;
  readonly rows: number;
  readonly merged: number;
}

/**
 * Parses an answer of `operations/flightstatus`, a list or one flight.
 * @param body the answer as JSON, of any form
 * @throws ContractError where it isn't such an answer at all
 */
export function parseFlightStatus(body: unknown, zoneOf: ZoneOf): ParsedStatuses {
  return parseStatuses(requiredRoot(body, 'FlightStatusResource'), FLIGHT_STATUS, zoneOf);
}

/**
 * Parses an answer of `operations/customerflightinformation`, the newer form of the same.
 * @param body the answer as JSON, of any form
 * @throws ContractError where it isn't such an answer at all
 */
export function parseCustomerFlightInformation(body: unknown, zoneOf: ZoneOf): ParsedStatuses {
  return parseStatuses(requiredRoot(body, 'FlightInformation'), CUSTOMER_INFORMATION, zoneOf);
}

function parseStatuses(resource: JsonObject, form: StatusForm, zoneOf: ZoneOf): ParsedStatuses {
  const rows = oneOrMany(objectOf(resource['Flights'])['Flight']);
  const clockOf = createClockOf(createLocalClocks(), zoneOf);
  const { records, rejected } = readRecords('status', rows, (row) => readFlightStatus(row, form, clockOf));
  return { totalCount: totalCountOf(resource), rows: rows.length, rejected, ...mergeStatuses(records) };
}

/** Each time in UTC and in local time; no `Actual` where the flight is cancelled. */
const FLIGHT_STATUS: StatusForm = {
  times(end, clock) {
    const utcOf = (name: string): readonly number[] => utcInstants(objectOf(end[`${name}TimeUTC`])['DateTime']);
    const localOf = (name: string): unknown => objectOf(end[`${name}TimeLocal`])['DateTime'];
    const optional = (name: string): readonly number[] =>
      utcOf(name).length > 0 ? utcOf(name) : optionalInstants(localOf(name), clock);
    const scheduled = utcOf('Scheduled');
    return {
      scheduled:
        scheduled.length > 0 ? scheduled : requiredInstants(localOf('Scheduled'), 'ScheduledTimeLocal.DateTime', clock),
      estimated: optional('Estimated'),
      actual: optional('Actual'),
      statusCode: textOf(objectOf(end['TimeStatus'])['Code']),
    };
  },
  statusCode: (flight) => textOf(objectOf(flight['FlightStatus'])['Code']),
  marketing: (flight) => flight['MarketingCarrier'],
};

/**
 * Local date and time apart, without UTC; codeshares in `MarketingCarrierList`. Before a flight departed or landed
 * its `Actual` is the best that is known and equals `Estimated`, hence it counts as an estimate then.
 */
const CUSTOMER_INFORMATION: StatusForm = {
  times(end, clock) {
    const statusCode = textOf(objectOf(end['Status'])['Code'])?.toUpperCase() ?? null;
    const happened = statusCode === 'DP' || statusCode === 'LD';
    const known = instantsOfParts(end['Actual'], clock);
    const estimated = instantsOfParts(end['Estimated'], clock);
    return {
      scheduled: requiredInstants(joinParts(end['Scheduled']), 'Scheduled', clock),
      estimated: estimated.length > 0 || happened ? estimated : known,
      actual: happened ? known : [],
      statusCode,
    };
  },
  statusCode: (flight) => textOf(objectOf(flight['Status'])['Code']),
  marketing: (flight) => objectOf(flight['MarketingCarrierList'])['MarketingCarrier'],
};

function instantsOfParts(time: unknown, clock: LocalClock): readonly number[] {
  return optionalInstants(joinParts(time), clock);
}

/** `{ Date: "2024-07-06", Time: "09:30" }` in one; null where a part is missing. */
function joinParts(time: unknown): string | null {
  const { Date: date, Time: clockTime } = objectOf(time);
  const [dateText, timeText] = [textOf(date), textOf(clockTime)];
  return dateText === null || timeText === null ? null : `${dateText}T${timeText}`;
}
