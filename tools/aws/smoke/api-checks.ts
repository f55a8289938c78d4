import type { ZodType } from 'zod';
import { flightsSchema, routesSchema } from '#contracts/http-flights.ts';
import { ROUTES } from '#contracts/http-api.ts';
import { snapshotSchema } from '#contracts/http-positions.ts';
import { statusSchema } from '#contracts/http-status.ts';
import { SmokeFailure } from './report.ts';
import { jsonOf, problemOf, type Site } from './site.ts';

/** On AWS the first night loads them, or an operator. */
const LOAD = 'On AWS: npm run admin -- references, then -- schedule --from FRA --to JFK --date …';

/** Pairs of places that are tried until one has a flight. */
const MOST_PAIRS = 10;

/** The newest position is young enough, as the API itself judges. */
export async function checkStatus(site: Site): Promise<string> {
  const answer = await site.get(ROUTES.status);
  const { status, newest } = parsed(ROUTES.status, statusSchema, jsonOf(ROUTES.status, answer, 200, 503));
  const ageS = newest.ageMs === null ? null : Math.round(newest.ageMs / 1000);
  if (status === 'ok') return `the newest position (${newest.kind}) is ${ageS ?? '?'} s old`;
  if (status === 'empty') {
    throw new SmokeFailure('no position was ever stored, expected one; a new event source mapping takes some minutes');
  }
  throw new SmokeFailure(`the newest position is ${ageS ?? '?'} s old, expected at most ${newest.limitMs / 1000} s`);
}

export async function checkPositions(site: Site): Promise<string> {
  const answer = await site.get(ROUTES.positions);
  const { positions, kinds } = parsed(ROUTES.positions, snapshotSchema, jsonOf(ROUTES.positions, answer, 200));
  if (positions.length === 0) throw new SmokeFailure(`GET ${ROUTES.positions} holds no aircraft, expected one or more`);
  return `${positions.length} aircraft (${kinds.join(', ')})`;
}

/** As a user finds a flight: a place of departure, one that can be reached from there, a day, the flights. */
export async function checkSearch(site: Site): Promise<string> {
  const answer = await site.get(ROUTES.routes);
  // 503 is what a database says in which no night was loaded yet.
  if (answer.status === 503) throw new SmokeFailure(`${problemOf(answer.text)} ${LOAD}`.trim());
  const from = parsed(ROUTES.routes, routesSchema, jsonOf(ROUTES.routes, answer, 200)).places[0]?.code;
  if (from === undefined) throw new SmokeFailure(`no schedule is stored, expected places of departure. ${LOAD}`);
  const { places: reachable } = await readRoutes(site, `?from=${from}`);
  for (const { code: to } of reachable.slice(0, MOST_PAIRS)) {
    const { dates } = await readRoutes(site, `?from=${from}&to=${to}`);
    for (const date of dates.slice(0, 1)) {
      const path = `${ROUTES.flights}?from=${from}&to=${to}&date=${date}`;
      const { outbound } = parsed(path, flightsSchema, jsonOf(path, await site.get(path), 200));
      if (outbound.itineraries.length > 0) return `${outbound.itineraries.length} from ${from} to ${to} on ${date}`;
    }
  }
  throw new SmokeFailure(`no flight from ${from} is found on the days that are offered, expected one`);
}

async function readRoutes(site: Site, query: string) {
  const path = `${ROUTES.routes}${query}`;
  return parsed(path, routesSchema, jsonOf(path, await site.get(path), 200));
}

function parsed<T>(path: string, schema: ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue === undefined ? '' : `: ${issue.path.join('.')} ${issue.message}`;
  throw new SmokeFailure(`GET ${path} is not what this version expects${where}; is the site of another version?`);
}
