import { airportByIata } from '../airports.ts';
import { distanceM, type LatLon } from '../geo.ts';
import { sampleRailStation } from '../sample-rail-stations.ts';
import { SAMPLE_HUBS } from './hubs.ts';
import type { SampleNetwork } from './network.ts';
import type { SampleFlight } from './sample-flight.ts';

interface JourneyTools {
  readonly network: SampleNetwork;
  readonly flights: (origin: string, destination: string, date: string) => readonly SampleFlight[];
}

interface JourneyQuery {
  readonly origin: string;
  readonly destination: string;
  readonly date: string;
}

type Journey = readonly SampleFlight[];
type Path = readonly string[];

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Between two flights. Anything longer than the second is no connection, unless nothing else connects: then a day. */
const SHORTEST_CHANGE_MIN = 45;
const LONGEST_CHANGE_MIN = 360;
const LONGEST_WAIT_MIN = 1440;
/** A way round may be this much longer than the straight way, and as many kilometres. */
const DETOUR = { times: 1.4, km: 1000 } as const;
/** Nobody changes on a way that a flight does in an hour. */
const TOO_NEAR_TO_CHANGE_KM = 600;
/** Ways with several changes that are looked at, best first. */
const MOST_PATHS = 8;
const MOST_JOURNEYS = 60;
/** What takes longer than the shortest by this is not offered. */
const SLOWEST = { times: 1.8, min: 240 } as const;
const OTHER_WAY_SAVES_MS = 90 * MINUTE_MS;

const HUBS = SAMPLE_HUBS.filter(({ kind }) => kind !== 'base').map(({ iata }) => iata);

/** Ways from one airport to another, by time of departure: with more changes only where fewer don't do. */
export function sampleJourneys(tools: JourneyTools, query: JourneyQuery): readonly Journey[] {
  const { origin, destination, date } = query;
  const straightKm = lengthKm([origin, destination]);
  if (origin === destination || straightKm === null) return [];
  const nonStop = tools.flights(origin, destination, date).map((flight): Journey => [flight]);
  const isNear = straightKm < TOO_NEAR_TO_CHANGE_KM && nonStop.length > 0;
  const overHub = isNear ? [] : journeysOn(tools, pathsOverHub(tools.network, query, straightKm), date);
  const few = [...nonStop, ...overHub];
  if (few.length > 0) return offered(few);
  const two = journeysOn(tools, pathsOverTwo(tools.network, query), date);
  return offered(two.length > 0 ? two : journeysOn(tools, pathsOverThree(tools.network, query), date));
}

function pathsOverHub(
  network: SampleNetwork,
  { origin, destination }: JourneyQuery,
  straightKm: number,
): readonly Path[] {
  const longestKm = straightKm * DETOUR.times + DETOUR.km;
  return HUBS.filter((hub) => network.line(origin, hub) !== null && network.line(hub, destination) !== null)
    .map((hub) => [origin, hub, destination])
    .filter((path) => (lengthKm(path) ?? Infinity) <= longestKm);
}

function pathsOverTwo(network: SampleNetwork, { origin, destination }: JourneyQuery): readonly Path[] {
  const first = HUBS.filter((hub) => network.line(origin, hub) !== null);
  const last = HUBS.filter((hub) => network.line(hub, destination) !== null);
  return shortest(
    first.flatMap((from) =>
      last.filter((to) => network.line(from, to) !== null).map((to) => [origin, from, to, destination]),
    ),
  );
}

function pathsOverThree(network: SampleNetwork, { origin, destination }: JourneyQuery): readonly Path[] {
  const first = HUBS.filter((hub) => network.line(origin, hub) !== null);
  const last = HUBS.filter((hub) => network.line(hub, destination) !== null);
  const between = (from: string, to: string): readonly string[] =>
    HUBS.filter((hub) => network.line(from, hub) !== null && network.line(hub, to) !== null);
  return shortest(
    first.flatMap((from) => last.flatMap((to) => between(from, to).map((hub) => [origin, from, hub, to, destination]))),
  );
}

function shortest(paths: readonly Path[]): readonly Path[] {
  return paths
    .map((path) => ({ path, km: lengthKm(path) ?? Infinity }))
    .sort((a, b) => a.km - b.km)
    .slice(0, MOST_PATHS)
    .map(({ path }) => path);
}

function lengthKm(path: Path): number | null {
  let km = 0;
  for (const [index, to] of path.entries()) {
    const [from, here] = [path[index - 1], placeOf(to)];
    if (here === null) return null;
    const before = from === undefined ? null : placeOf(from);
    if (before !== null) km += distanceM(before, here) / 1000;
  }
  return km;
}

function placeOf(code: string): LatLon | null {
  return airportByIata(code) ?? sampleRailStation(code) ?? null;
}

/** Short changes first; a long wait only where there is nothing else on any of the ways. */
function journeysOn(tools: JourneyTools, paths: readonly Path[], date: string): readonly Journey[] {
  const quick = paths.flatMap((path) => ridesOn(tools, path, date, LONGEST_CHANGE_MIN));
  return quick.length > 0 ? quick : paths.flatMap((path) => ridesOn(tools, path, date, LONGEST_WAIT_MIN));
}

/** For each first flight the earliest ones that follow it. */
function ridesOn({ flights }: JourneyTools, path: Path, date: string, longestMin: number): readonly Journey[] {
  const [origin = '', next = '', ...rest] = path;
  return flights(origin, next, date).flatMap((first) => {
    const journey = [first];
    for (const to of rest) {
      const last = journey.at(-1);
      const following = last === undefined ? undefined : nextFlight(flights, last, to, longestMin);
      if (following === undefined) return [];
      journey.push(following);
    }
    return [journey];
  });
}

function nextFlight(
  flights: JourneyTools['flights'],
  { destination, arrivalMs, arrivalLocal }: SampleFlight,
  to: string,
  longestMin: number,
): SampleFlight | undefined {
  const date = arrivalLocal.slice(0, 10);
  const nextDate = new Date(Date.parse(`${date}T00:00Z`) + DAY_MS).toISOString().slice(0, 10);
  const fits = ({ departureMs }: SampleFlight): boolean =>
    departureMs >= arrivalMs + SHORTEST_CHANGE_MIN * MINUTE_MS && departureMs <= arrivalMs + longestMin * MINUTE_MS;
  return flights(destination, to, date).find(fits) ?? flights(destination, to, nextDate).find(fits);
}

interface TimedJourney {
  readonly journey: Journey;
  readonly departureMs: number;
  readonly arrivalMs: number;
}

/** What is worth a look, by time of departure. */
function offered(journeys: readonly Journey[]): readonly Journey[] {
  const timed = journeys.flatMap((journey): TimedJourney[] => {
    const [first, last] = [journey[0], journey.at(-1)];
    if (first === undefined || last === undefined) return [];
    return [{ journey, departureMs: first.departureMs, arrivalMs: last.arrivalMs }];
  });
  const quickestMs = Math.min(...timed.map(durationMs));
  return timed
    .filter((one) => durationMs(one) <= quickestMs * SLOWEST.times + SLOWEST.min * MINUTE_MS)
    .filter((one) => !timed.some((other) => isBetter(other, one)))
    .sort((a, b) => durationMs(a) - durationMs(b))
    .slice(0, MOST_JOURNEYS)
    .sort((a, b) => a.departureMs - b.departureMs || durationMs(a) - durationMs(b))
    .map(({ journey }) => journey);
}

const durationMs = ({ departureMs, arrivalMs }: TimedJourney): number => arrivalMs - departureMs;

/** Leaves no earlier, arrives no later, with no more changes: nobody would take the other. Another way is a choice, though. */
function isBetter(a: TimedJourney, b: TimedJourney): boolean {
  const isNoWorse =
    a.departureMs >= b.departureMs && a.arrivalMs <= b.arrivalMs && a.journey.length <= b.journey.length;
  const savedMs = durationMs(b) - durationMs(a);
  return isNoWorse && (a.journey.length < b.journey.length || savedMs > (isSameWay(a, b) ? 0 : OTHER_WAY_SAVES_MS));
}

function isSameWay(a: TimedJourney, b: TimedJourney): boolean {
  return a.journey.every(({ destination }, index) => b.journey[index]?.destination === destination);
}
