import { createLocalClocks, localDateOf } from '#domain/local-time.ts';
import type { DataSource } from '#domain/schedules/data-source.ts';
import type { Itinerary } from '#domain/schedules/itinerary.ts';
import type { RouteDay } from '#domain/schedules/route-day.ts';
import type { CallOptions, LufthansaApi, RawReply, RejectedRecord, ZoneOf } from '../lufthansa/lufthansa-api.ts';
import type { FlightChanges, RouteDayAnswer } from '../mongo/schedules/flight-store.ts';
import type { Clock } from '../observability/clock.ts';

/** What fetching a day of a route needs; see lufthansa/lufthansa-api.ts, mongo/{flight-store,etl-raw,etl-rejects}.ts. */
export interface ImportPorts {
  readonly api: Pick<LufthansaApi, 'schedules'>;
  /** From mongo/zone-directory.ts. */
  readonly zoneOf: ZoneOf;
  readonly raw: {
    put(
      kind: 'schedules',
      replies: readonly RawReply[],
      kept: { readonly run: string; readonly atMs: number },
    ): Promise<void>;
  };
  readonly flights: { put(answer: RouteDayAnswer): Promise<FlightChanges> };
  /** Keeps the records that could not be read. */
  readonly reject: (records: readonly RejectedRecord[]) => Promise<void>;
  readonly clock: Clock;
}

export interface ImportContext {
  /** Id of the run that the documents name. */
  readonly run: string;
  /** The database must be claimed for it: see mongo/data-source-claim.ts. */
  readonly source: DataSource;
  readonly call: CallOptions;
}

/** `received` = `stored` + `merged` + the number of records rejected. */
export interface ImportOutcome extends FlightChanges {
  readonly received: number;
  readonly rejected: number;
  /** What the answer has, without what couldn't be read. */
  readonly itineraries: readonly Itinerary[];
}

/**
 * Fetches the schedules of a day of a route and stores them: the raw replies first, then the flights, then those that are
 * gone go, but for days that are over. A route that Lufthansa doesn't have is an answer without flights.
 * @param asked codes of airports or cities
 * @throws LufthansaError where there is no answer; then nothing is changed
 */
export async function importSchedules(
  asked: RouteDay,
  { api, zoneOf, raw, flights, reject, clock }: ImportPorts,
  { run, source, call }: ImportContext,
): Promise<ImportOutcome> {
  const answer = await api.schedules(asked, zoneOf, call);
  const atMs = clock();
  await raw.put('schedules', answer.raw, { run, atMs });
  const isWhole = answer.rejected.length === 0 && !isOver(asked, zoneOf, atMs);
  const changes = await flights.put({ asked, itineraries: answer.records, isWhole, source, run, atMs });
  await reject(answer.rejected);
  return {
    ...changes,
    merged: changes.merged + answer.merged,
    received: answer.records.length + answer.merged + answer.rejected.length,
    rejected: answer.rejected.length,
    itineraries: answer.records,
  };
}

/** Farthest behind: no place has an earlier date. */
const LAST_ZONE = 'Etc/GMT+12';

/** Of a day that is over at the origin Lufthansa has nothing any more, which doesn't say that nothing flew. */
function isOver({ origin, date }: RouteDay, zoneOf: ZoneOf, nowMs: number): boolean {
  const clock = createLocalClocks().of(zoneOf(origin) ?? LAST_ZONE);
  return clock !== null && date < localDateOf(clock.localAt(nowMs));
}
