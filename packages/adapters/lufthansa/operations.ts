import { mergeCodeshares } from '#domain/schedules/merge-codeshares.ts';
import { mergeStatuses } from '#domain/schedules/merge-statuses.ts';
import type { Merged } from '#domain/schedules/merged.ts';
import type { CallOptions, LufthansaApi, OperationsAnswer, Parsed, RawReply, RejectedRecord } from './lufthansa-api.ts';
import type { LufthansaClient } from './lufthansa-client.ts';
import { LufthansaError } from './lufthansa-error.ts';
import { parseFlightStatus } from './parse/parse-flight-status.ts';
import { parseSchedules } from './parse/parse-schedules.ts';
import { readAnswer } from './read-answer.ts';

/** Asked for; Lufthansa gives at most this much of schedules at once, and maybe less. */
const SCHEDULE_PAGE = 100;
/** Page sizes to which Lufthansa cuts down what is asked for: a page of this many may not be the last. */
const CUT_PAGES: readonly number[] = [20, 50];
/** Of an airport's flights Lufthansa gives no more at once, whatever is asked for. */
const STATUS_PAGE = 50;
/** The busiest four hours of an airport had 188 flights, the busiest route has not a hundred journeys a day. */
const MOST_PAGES = 40;

interface ParsedPage<T> extends Parsed<T> {
  readonly rows: number;
  readonly merged: number;
}

interface Question<T, P extends ParsedPage<T>> {
  /** @param offset records before the page */
  readonly path: (offset: number) => string;
  readonly parse: (body: unknown) => P;
  /** @param read records of all pages so far */
  readonly isLast: (page: P, read: { readonly rows: number; readonly firstRows: number }) => boolean;
  readonly merge: (records: readonly T[]) => Merged<T>;
}

export function createOperations(client: LufthansaClient): Pick<LufthansaApi, 'schedules' | 'airportStatus'> {
  return {
    schedules({ origin, destination, date }, zoneOf, options) {
      const path = `/operations/schedules/${origin}/${destination}/${date}?directFlights=0&limit=${SCHEDULE_PAGE}`;
      return readPages(client, options, {
        path: (offset) => `${path}&offset=${offset}`,
        parse: (body) => parseSchedules(body, zoneOf),
        // There is no total, and `next` is there on the last page too.
        isLast: ({ rows }, { firstRows }) => rows < (CUT_PAGES.includes(firstRows) ? firstRows : SCHEDULE_PAGE),
        merge: mergeCodeshares,
      });
    },
    airportStatus({ airport, direction, fromLocal }, zoneOf, options) {
      const path = `/operations/flightstatus/${direction}/${airport}/${fromLocal}?limit=${STATUS_PAGE}`;
      return readPages(client, options, {
        path: (offset) => `${path}&offset=${offset}`,
        parse: (body) => parseFlightStatus(body, zoneOf),
        isLast: (page, { rows }) => (page.totalCount === null ? page.rows < STATUS_PAGE : rows >= page.totalCount),
        merge: mergeStatuses,
      });
    },
  };
}

/** Reads pages until the last, or until there is none: a list whose length is a whole number of pages ends with 404. */
async function readPages<T, P extends ParsedPage<T>>(
  client: LufthansaClient,
  options: CallOptions,
  { path, parse, isLast, merge }: Question<T, P>,
): Promise<OperationsAnswer<T>> {
  const raw: RawReply[] = [];
  const records: T[] = [];
  const rejected: RejectedRecord[] = [];
  let [rows, firstRows, merged] = [0, 0, 0];
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const answer = await client.get(path(rows), 'operation', options);
    // A page that comes again says that the offset isn't looked at.
    if (answer.kind !== 'ok' || answer.raw.body === raw.at(-1)?.body) return finish();
    const page = readAnswer(answer, parse);
    raw.push(answer.raw);
    records.push(...page.records);
    rejected.push(...page.rejected);
    rows += page.rows;
    merged += page.merged;
    if (pages === 0) firstRows = page.rows;
    if (page.rows === 0 || isLast(page, { rows, firstRows })) return finish();
  }
  throw new LufthansaError('bad-answer', `${path(0)}: more than ${MOST_PAGES} pages`);

  function finish(): OperationsAnswer<T> {
    const all = merge(records);
    return { records: all.records, merged: merged + all.merged, rejected, raw };
  }
}
