import { AIRPORTS, type Airport } from '#domain/airports.ts';
import { distanceM } from '#domain/geo.ts';
import { createLocalClocks, type LocalClock } from '#domain/local-time.ts';
import type { FlightNumber } from '#domain/schedules/flight-number.ts';
import type { Itinerary, Leg, LegEnd } from '#domain/schedules/itinerary.ts';
import { seededRandom } from '#domain/seeded-random.ts';
import { zoneOfPosition } from '#adapters/time-zones/zone-of-position.ts';

/** Airports, routes and days of the benchmark, and which of the airports connections change at. */
const AIRPORTS_USED = 300;
const HUBS = 12;
export const ROUTES_USED = 3000;
export const DAYS_USED = 30;

export const AIRLINES_USED = ['LH', 'OS', 'LX', 'SN', 'UA', 'AC', 'NH', 'EW'] as const;
export const AIRCRAFT_USED = ['320', '32N', '321', '333', '359', '748', '77W', 'CR9'] as const;

/** A way that is searched for. */
export interface RouteUsed {
  readonly origin: string;
  readonly destination: string;
}

interface Stop extends Airport {
  readonly clock: LocalClock;
}

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const CRUISE_M_PER_MIN = 13_300;
const TAXI_MIN = 35;

/** Like the real one in its sizes: 300 airports, 3,000 routes, 30 days, some eleven ways a day, most with a change. */
export interface Timetable {
  readonly airports: readonly Airport[];
  readonly routes: readonly RouteUsed[];
  readonly dates: readonly string[];
  /** All ways of a route on a day, the same ones each time. */
  itineraries(route: number, day: number): Itinerary[];
}

/** @param firstDayMs midnight UTC */
export function createTimetable(firstDayMs: number): Timetable {
  const clocks = createLocalClocks();
  const stops = AIRPORTS.slice(0, AIRPORTS_USED).map((airport): Stop => {
    const clock = clocks.of(zoneOfPosition(airport) ?? 'UTC');
    if (clock === null) throw new Error(`${airport.iata} has no clock`);
    return { ...airport, clock };
  });
  const routes = chooseRoutes(stops);
  const dates = Array.from({ length: DAYS_USED }, (_, day) => dateOf(firstDayMs + day * DAY_MS));
  return {
    airports: stops,
    routes: routes.map(([origin, destination]) => ({ origin: origin.iata, destination: destination.iata })),
    dates,
    itineraries(route, day) {
      const ends = routes[route];
      if (ends === undefined) throw new RangeError(`there is no route ${route}`);
      return waysOf(ends, { hubs: stops.slice(0, HUBS), route, dayMs: firstDayMs + day * DAY_MS, day });
    },
  };
}

const dateOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);

/** Half of the routes begin or end at a hub. */
function chooseRoutes(stops: readonly Stop[]): (readonly [Stop, Stop])[] {
  const random = seededRandom(1);
  const any = (among: readonly Stop[]): Stop => {
    const stop = among[Math.floor(random() * among.length)];
    if (stop === undefined) throw new RangeError('nothing to choose from');
    return stop;
  };
  const routes = new Map<string, readonly [Stop, Stop]>();
  while (routes.size < ROUTES_USED) {
    const pair = [any(random() < 0.5 ? stops.slice(0, HUBS) : stops), any(stops)] as const;
    if (pair[0].iata === pair[1].iata) continue;
    const [there, back] = pair;
    routes.set(`${there.iata}-${back.iata}`, [there, back]);
    routes.set(`${back.iata}-${there.iata}`, [back, there]);
  }
  return [...routes.values()].slice(0, ROUTES_USED);
}

interface DayOfRoute {
  readonly hubs: readonly Stop[];
  readonly route: number;
  readonly day: number;
  readonly dayMs: number;
}

function waysOf([origin, destination]: readonly [Stop, Stop], { hubs, route, day, dayMs }: DayOfRoute): Itinerary[] {
  const random = seededRandom(route, day);
  const ways = 6 + Math.floor(random() * 12);
  const direct = 1 + Math.floor(ways / 4);
  return Array.from({ length: ways }, (_, way) => {
    const leaveMs = dayMs + (360 + Math.floor(random() * 900)) * MINUTE_MS;
    const number = 1 + ((route * 20 + way) % 9000);
    const first = { number, airline: way % AIRLINES_USED.length, fromMs: localMs(leaveMs, origin) };
    if (way < direct) return toItinerary([toLeg(origin, destination, first)]);
    const hub = hubs[(route + way) % HUBS];
    if (hub === undefined || hub === origin || hub === destination)
      return toItinerary([toLeg(origin, destination, first)]);
    const toHub = toLeg(origin, hub, first);
    const changeMs = (45 + Math.floor(random() * 120)) * MINUTE_MS;
    const onMs = toHub.arrival.atMs + changeMs;
    return toItinerary([toHub, toLeg(hub, destination, { ...first, number: 1 + ((number * 7) % 9000), fromMs: onMs })]);
  });
}

/** The instant at which the clocks there show what they would in UTC then. */
const localMs = (atMs: number, { clock }: Stop): number => atMs - clock.offsetMinAt(atMs) * MINUTE_MS;

interface LegFacts {
  readonly number: number;
  readonly airline: number;
  readonly fromMs: number;
}

function toLeg(from: Stop, to: Stop, { number, airline, fromMs }: LegFacts): Leg {
  const minutes = TAXI_MIN + Math.round(distanceM(from, to) / CRUISE_M_PER_MIN);
  const operating = AIRLINES_USED[airline] ?? 'LH';
  const flight: FlightNumber = { airline: operating, number, suffix: '' };
  const partner = AIRLINES_USED[(airline + 3) % AIRLINES_USED.length] ?? 'UA';
  return {
    departure: toEnd(from, fromMs),
    arrival: toEnd(to, fromMs + minutes * MINUTE_MS),
    flight,
    numbers: number % 2 === 0 ? [flight] : [flight, { airline: partner, number: (number % 8000) + 1000, suffix: '' }],
    operatingAirline: operating,
    aircraftCode: AIRCRAFT_USED[number % AIRCRAFT_USED.length] ?? null,
    mode: 'air',
    stops: 0,
  };
}

function toEnd({ iata, clock }: Stop, atMs: number): LegEnd {
  return { airport: iata, atMs, local: clock.localAt(atMs), timeZone: clock.timeZone, terminal: '1' };
}

function toItinerary(legs: readonly Leg[]): Itinerary {
  const [first] = legs;
  const last = legs.at(-1);
  if (first === undefined || last === undefined) throw new Error('an itinerary has legs');
  return {
    origin: first.departure.airport,
    destination: last.arrival.airport,
    departureDate: first.departure.local.slice(0, 10),
    durationMin: (last.arrival.atMs - first.departure.atMs) / MINUTE_MS,
    legs,
  };
}
