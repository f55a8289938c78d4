import { addDays } from '#domain/calendar-date.ts';
import { routeDayText, type RouteDay } from '#domain/schedules/route-day.ts';

/** A route in one direction, between airports or cities. */
export interface Route {
  readonly origin: string;
  readonly destination: string;
}

export interface PlanSettings {
  /** Codes of which pairs are drawn. */
  readonly cities: readonly string[];
  /** Random pairs a run, each fetched in both directions. */
  readonly pairs: number;
  /** Fetched in both directions. */
  readonly hubRoutes: readonly Route[];
  /** Days of hub routes, the first of which is tomorrow. */
  readonly daysAhead: number;
  /** Calls of a run. A day of a route is one call. */
  readonly callsPerRun: number;
}

export interface PlanRequest {
  /** Local date where those who search live, `2026-11-30`. */
  readonly today: string;
  /** Days of hub routes begin today, not tomorrow: for a database that holds nothing yet. */
  readonly includesToday: boolean;
  /** From 0 (included) to 1 (excluded). */
  readonly random: () => number;
  /** When a day of a route was last fetched, epoch ms, by {@link routeDayText}. */
  readonly fetched: ReadonlyMap<string, number>;
}

/** Days of the random pairs, so that a flight back can be found too. */
export const PAIR_DAYS = 7;

/**
 * What a run fetches, in order, at most as much as it may call: the random pairs of tomorrow and their ways back; then what
 * was never fetched, the nearest day first and hub routes before the pairs' next days; then what was fetched longest ago.
 * The rest waits for the next night: a day of a hub route is fetched before it begins whenever all routes of one day fit
 * into a run ({@link leastCalls}).
 */
export function planSchedules(settings: PlanSettings, request: PlanRequest): RouteDay[] {
  const { hubRoutes, daysAhead, callsPerRun } = settings;
  const { today, includesToday, fetched } = request;
  const pairs = bothWays(drawPairs(settings.cities, settings.pairs, request.random));
  const hubs = bothWays(hubRoutes);
  const first = onDay(pairs, addDays(today, 1));
  const others: RouteDay[] = [];
  for (let ahead = includesToday ? 0 : 1; ahead <= Math.max(daysAhead, PAIR_DAYS); ahead++) {
    const date = addDays(today, ahead);
    if (ahead <= daysAhead) others.push(...onDay(hubs, date));
    if (ahead > 1 && ahead <= PAIR_DAYS) others.push(...onDay(pairs, date));
  }
  const age = (routeDay: RouteDay): number => fetched.get(routeDayText(routeDay)) ?? -Infinity;
  // Stable: among those never fetched the order of the days stays.
  const byAge = others.sort((a, b) => compare(age(a), age(b)));
  return distinct([...first, ...byAge]).slice(0, callsPerRun);
}

/** Calls that a run needs so that every day of every hub route is fetched in time, the pairs of tomorrow among them. */
export function leastCalls({ pairs, hubRoutes }: PlanSettings): number {
  return 2 * pairs + bothWays(hubRoutes).length;
}

/** Ordered pairs of different codes, each at most once. */
function drawPairs(cities: readonly string[], count: number, random: () => number): Route[] {
  const all = cities.flatMap((origin) =>
    cities.flatMap((destination) => (origin === destination ? [] : [{ origin, destination }])),
  );
  const drawn: Route[] = [];
  while (drawn.length < count && all.length > 0) drawn.push(...all.splice(Math.floor(random() * all.length), 1));
  return drawn;
}

/** Each route, then the ways back that aren't among them. */
function bothWays(routes: readonly Route[]): Route[] {
  const back = routes.map(({ origin, destination }) => ({ origin: destination, destination: origin }));
  const byName = new Map([...routes, ...back].map((route) => [`${route.origin}-${route.destination}`, route]));
  return [...byName.values()];
}

function onDay(routes: readonly Route[], date: string): RouteDay[] {
  return routes.map((route) => ({ ...route, date }));
}

function distinct(routeDays: readonly RouteDay[]): RouteDay[] {
  return [...new Map(routeDays.map((routeDay) => [routeDayText(routeDay), routeDay])).values()];
}

/** Also for two infinities, whose difference is no number. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
