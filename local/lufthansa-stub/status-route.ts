import type { Clock } from '#adapters/observability/clock.ts';
import type { JsonObject } from '#contracts/read.ts';
import { addDays, isCalendarDate } from '#domain/calendar-date.ts';
import { parseFlightNumber } from '#domain/schedules/flight-number.ts';
import type { SampleFlight } from '#domain/sample-timetable/sample-flight.ts';
import { shiftLocal } from './shift-local.ts';
import { bestKnownMs, flightDay, type FlightDay } from './flight-day.ts';
import { link, type Link } from './reference-links.ts';
import { invalidRequest, notFound, oneOrMany, type StubReply } from './reply.ts';
import type { SampleFlights } from './sample-flights.ts';
import { writeFlightInformation, writeFlightStatus, type LocalOf } from './write-status.ts';

const WINDOW_MIN = 240;
/** Whatever is asked for, a list has no more at once. */
const MOST_LIMIT = 50;
/** Days around today of which an airport's flights are known, and a single flight's. */
const AIRPORT_DAYS = { before: 1, after: 5 } as const;
const FLIGHT_DAYS = { before: 7, after: 5 } as const;
const NOTHING = notFound(
  '2071',
  'No flight status found for the given parameters. Example: /flightstatus/LH400/2014-12-03.',
);
const MALFORMED = invalidRequest(
  '1072',
  'Invalid airport code in flight arrival status request (formally incorrect). Example: ' +
    '/flightstatus/arrivals/FRA/2014-12-03T10:00/2014-12-03T12:00.',
);

type Operation = 'flightstatus' | 'customerflightinformation';
type StatusRoute = (operation: string, path: readonly string[], query: URLSearchParams) => StubReply | null;

/**
 * `operations/{flightstatus|customerflightinformation}/…`: a flight, a route, or the flights of an airport in the four hours
 * from a local time on, chosen by their best known time, 50 at once.
 */
export function createStatusRoute(flights: () => SampleFlights, clock: Clock): StatusRoute {
  return (operation, path, query) => {
    if (operation !== 'flightstatus' && operation !== 'customerflightinformation') return null;
    const known = flights();
    const [kind = '', ...rest] = path;
    const asked = rest.map((part) => part.toUpperCase());
    if (kind === 'departures' || kind === 'arrivals') {
      return airportList(known, { operation, kind, asked, query, nowMs: clock() });
    }
    const found = kind === 'route' ? flightsOfRoute(known, asked) : flightsNumbered(known, [kind, ...asked]);
    if (found === null) return MALFORMED;
    const nowMs = clock();
    const days = found.filter((flight) => isKnown(known, flight, nowMs)).map((flight) => flightDay(flight, nowMs));
    if (days.length === 0) return NOTHING;
    const self = `operations/${operation}/${path.join('/')}`;
    // A single flight's answer has no total in the old form.
    const total = operation === 'flightstatus' && kind !== 'route' ? {} : { TotalCount: days.length };
    return write(
      operation,
      days.slice(0, MOST_LIMIT),
      { links: [link('self', self), related(operation)], total },
      known,
    );
  };
}

/** Null where the code or date is malformed. */
function flightsOfRoute({ timetable }: SampleFlights, asked: readonly string[]): readonly SampleFlight[] | null {
  const [from = '', to = '', date = ''] = asked;
  return isCalendarDate(date) ? timetable.flights(from, to, date) : null;
}

function flightsNumbered({ timetable }: SampleFlights, asked: readonly string[]): readonly SampleFlight[] | null {
  const [number = '', date = ''] = asked;
  const flight = parseFlightNumber(number);
  return flight === null || !isCalendarDate(date) ? null : timetable.numbered(flight, date);
}

function isKnown({ clockOf }: SampleFlights, { origin, date }: SampleFlight, nowMs: number): boolean {
  const today = clockOf(origin)?.toLocal(nowMs).slice(0, 10);
  return today !== undefined && isWithin(date, today, FLIGHT_DAYS);
}

function isWithin(date: string, today: string, days: { readonly before: number; readonly after: number }): boolean {
  return date >= addDays(today, -days.before) && date <= addDays(today, days.after);
}

interface AirportQuestion {
  readonly operation: Operation;
  readonly kind: 'departures' | 'arrivals';
  readonly asked: readonly string[];
  readonly query: URLSearchParams;
  readonly nowMs: number;
}

function airportList(known: SampleFlights, question: AirportQuestion): StubReply {
  const { operation, kind, asked, query, nowMs } = question;
  const [airport = '', from = ''] = asked;
  const [date = '', time = ''] = from.split('T');
  if (!/^[A-Z]{3}$/.test(airport) || !isCalendarDate(date) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return MALFORMED;
  const today = known.clockOf(airport)?.toLocal(nowMs).slice(0, 10);
  if (today === undefined || !isWithin(date, today, AIRPORT_DAYS)) return NOTHING;

  const days = flightsIn(known, { airport, kind, from, nowMs });
  const offset = wholeNumber(query.get('offset'), 0);
  const limit = Math.min(MOST_LIMIT, wholeNumber(query.get('limit'), MOST_LIMIT));
  const page = days.slice(offset, offset + limit);
  if (page.length === 0) return NOTHING;
  const path = `operations/${operation}/${kind}/${airport}/`;
  const links = rangeLinks(path, { from, offset, limit, total: days.length, self: query.toString() });
  const total = { TotalCount: days.length };
  return write(operation, page, { links: [...links, related(operation)], total }, known);
}

interface WindowOf {
  readonly airport: string;
  readonly kind: 'departures' | 'arrivals';
  readonly from: string;
  readonly nowMs: number;
}

/** By best known time: a delayed flight moves from one window to another. */
function flightsIn(
  { timetable, clockOf }: SampleFlights,
  { airport, kind, from, nowMs }: WindowOf,
): readonly FlightDay[] {
  const [date = '', time = '00:00'] = from.split('T');
  const minute = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const fromMs = clockOf(airport)?.toEpochMs(date, minute) ?? 0;
  const toMs = fromMs + WINDOW_MIN * 60_000;
  // What arrives on a date left on that one or the one before, or over the date line on the next; delays add to it.
  const dates = [-1, 0, 1].map((days) => addDays(date, days));
  const end = kind === 'departures' ? 'departure' : 'arrival';
  return dates
    .flatMap((day) => timetable[kind](airport, day))
    .map((flight) => flightDay(flight, nowMs))
    .filter((day) => bestKnownMs(day[end]) >= fromMs && bestKnownMs(day[end]) < toMs)
    .sort((a, b) => bestKnownMs(a[end]) - bestKnownMs(b[end]) || a.flight.flight.number - b.flight.flight.number);
}

function write(
  operation: Operation,
  days: readonly FlightDay[],
  { links, total }: { readonly links: readonly Link[]; readonly total: JsonObject },
  { clockOf }: SampleFlights,
): StubReply {
  const localOf: LocalOf = (airport, atMs) => clockOf(airport)?.toLocal(atMs) ?? '';
  const meta = { '@Version': '1.0.0', Link: links, ...total };
  if (operation === 'flightstatus') {
    const rows = oneOrMany(days.map((day) => writeFlightStatus(day, localOf)));
    return {
      status: 200,
      body: { FlightStatusResource: { Flights: { Flight: rows }, Meta: meta } },
      escapesSlashes: true,
    };
  }
  const rows = oneOrMany(days.map((day) => writeFlightInformation(day, localOf)));
  return { status: 200, body: { FlightInformation: { Flights: { Flight: rows }, Meta: meta } } };
}

/** The old backend still names the old reference data. */
function related(operation: Operation): Link {
  return link('related', `${operation === 'flightstatus' ? 'references' : 'mds-references'}/airports/{airportCode}`);
}

interface RangeOf {
  readonly from: string;
  readonly offset: number;
  readonly limit: number;
  readonly total: number;
  readonly self: string;
}

function rangeLinks(path: string, { from, offset, limit, total, self }: RangeOf): readonly Link[] {
  const to = (rel: string, when: string, at: number): Link => link(rel, `${path}${when}?limit=${limit}&offset=${at}`);
  const isLast = offset + limit >= total;
  return [
    link('self', `${path}${from}${self === '' ? '' : `?${self}`}`),
    to('previousRange', shiftLocal(from, -WINDOW_MIN), 0),
    ...(isLast ? [] : [to('next', from, offset + limit), to('last', from, Math.floor((total - 1) / limit) * limit)]),
    to('nextRange', shiftLocal(from, WINDOW_MIN), 0),
  ];
}

function wholeNumber(text: string | null, otherwise: number): number {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : otherwise;
}
