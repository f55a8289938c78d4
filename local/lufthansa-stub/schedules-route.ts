import type { Clock } from '#adapters/observability/clock.ts';
import { isCalendarDate } from '#domain/calendar-date.ts';
import { isSampleStop } from '#domain/sample-timetable/network.ts';
import type { SampleFlight } from '#domain/sample-timetable/sample-flight.ts';
import { placesOfCode } from './places.ts';
import { link, type Link } from './reference-links.ts';
import { invalidRequest, notFound, oneOrMany, type StubReply } from './reply.ts';
import type { SampleFlights } from './sample-flights.ts';
import { writeJourneys } from './write-schedule.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Schedules are known from today up to so many days ahead. */
const DAYS_AHEAD = 360;
const DEFAULT_LIMIT = 20;
const MOST_LIMIT = 100;
const EXAMPLE = 'Example: /operations/schedules/FRA/JFK/2014-12-03';
const NOTHING = notFound('2061', `No flight schedule found for the given parameters. ${EXAMPLE}.`);
const MALFORMED = invalidRequest(
  '1061',
  `Invalid parameter in flight schedules request (formally incorrect). ${EXAMPLE}.`,
);

/**
 * `operations/schedules/{origin}/{destination}/{date[Thh:mm]}`: codes of cities mean all their airports; with a time also
 * what left up to an hour before; a journey once for each number that it is sold under; 404 for nothing.
 */
export function createSchedulesRoute(
  flights: () => SampleFlights,
  clock: Clock,
): (path: readonly string[], query: URLSearchParams) => StubReply | null {
  return (path, query) => {
    const [from = '', to = '', dateTime = ''] = path.map((part) => part.toUpperCase());
    const [, date = '', time = '00:01'] = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d))?$/.exec(dateTime) ?? [];
    if (path.length !== 3) return null;
    if (![from, to].every((code) => /^[A-Z0-9]{3}$/.test(code)) || !isCalendarDate(date)) return MALFORMED;
    const { timetable, clockOf } = flights();
    const origins = placesOfCode(from).filter(isSampleStop);
    const destinations = placesOfCode(to).filter(isSampleStop);
    const [origin] = origins;
    const today = origin === undefined ? undefined : clockOf(origin)?.toLocal(clock()).slice(0, 10);
    if (today === undefined || date < today || daysBetween(today, date) > DAYS_AHEAD) return NOTHING;

    const isDirect = ['true', '1'].includes(query.get('directFlights') ?? '');
    const journeys = origins
      .flatMap((one) => destinations.flatMap((other) => timetable.journeys(one, other, date)))
      .filter((journey) => !isDirect || journey.length === 1)
      .filter((journey) => leavesAfter(journey, date, time))
      .sort((a, b) => (a[0]?.departureMs ?? 0) - (b[0]?.departureMs ?? 0));
    const rows = writeJourneys(journeys);
    const limit = Math.min(MOST_LIMIT, wholeNumber(query.get('limit'), DEFAULT_LIMIT));
    const offset = wholeNumber(query.get('offset'), 0);
    const page = rows.slice(offset, offset + limit);
    if (page.length === 0) return NOTHING;
    const links = linksOf(`operations/schedules/${from}/${to}/`, { date, dateTime, offset, limit, isDirect });
    const meta = { '@Version': '1.0.0', Link: links };
    return { status: 200, body: { ScheduleResource: { Schedule: oneOrMany(page), Meta: meta } }, escapesSlashes: true };
  };
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / DAY_MS;
}

function leavesAfter([first]: readonly SampleFlight[], date: string, time: string): boolean {
  if (first === undefined) return false;
  const earliest = new Date(Date.parse(`${date}T${time}Z`) - HOUR_MS).toISOString().slice(0, 16);
  return first.departureLocal >= earliest;
}

function wholeNumber(text: string | null, otherwise: number): number {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : otherwise;
}

interface LinksOptions {
  readonly date: string;
  readonly dateTime: string;
  readonly offset: number;
  readonly limit: number;
  readonly isDirect: boolean;
}

/** As captured: `next` is there even on the last page, `nextRange` is the same day again. */
function linksOf(path: string, { date, dateTime, offset, limit, isDirect }: LinksOptions): readonly Link[] {
  const to = (rel: string, when: string, at: number): Link =>
    link(rel, `${path}${when}?directFlights=${isDirect ? 1 : 0}&offset=${at}&limit=${limit}`);
  const dayBefore = new Date(Date.parse(`${date}T00:00Z`) - DAY_MS).toISOString().slice(0, 10);
  return [
    to('self', dateTime, offset),
    to('previousRange', dayBefore, 0),
    to('next', dateTime, offset + limit),
    to('nextRange', `${date}T20:00`, 0),
    link('related', 'references/airports/{airportCode}'),
    link('related', 'references/aircraft/{aircraftCode}'),
  ];
}
