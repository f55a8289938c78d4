import { airportByIata, type Airport } from './airports.ts';
import { groupAircraftIcao, groupAirlineIcao } from './sample-timetable/icao-codes.ts';
import type { SampleTimetable } from './sample-timetable.ts';
import type { SampleFlight } from './sample-timetable/sample-flight.ts';
import { formatFlightNumber } from './schedules/flight-number.ts';
import { hashOf } from './text-hash.ts';

/** What is asked of a timetable. */
export type TimetableSource = Pick<SampleTimetable, 'flights' | 'neighbours'>;

/** A flight of the timetable that leaves every day. */
export interface DailyService {
  /** Its place among all daily services, whichever of them are asked for. */
  readonly index: number;
  readonly from: Airport;
  readonly to: Airport;
  /** LH400. */
  readonly flightNumber: string;
  readonly callsign: string;
  /** ICAO designator of the airline that sells and operates it. */
  readonly airline: string;
  readonly typeCode: string;
  readonly blockMin: number;
  /** UTC minute of the day in winter. */
  readonly departureMin: number;
  /** 0 are the routes whose schedules are loaded first, 1 the two largest hubs, 2 the others. */
  readonly tier: number;
}

/** The routes that the schedule ETL loads unless told otherwise; both ways. */
export const FIRST_ROUTES =
  'FRA-CDG,MUC-CDG,ZRH-CDG,VIE-CDG,BRU-LYS,FRA-JFK,FRA-NCE,MUC-LYS,FRA-TLS,ZRH-JFK,VIE-FRA,BRU-FRA';
const HUBS = ['FRA', 'MUC', 'ZRH', 'VIE', 'BRU'] as const;
const LARGEST_HUBS: ReadonlySet<string> = new Set(['FRA', 'MUC']);
const A_WINTER_DATE = '2026-01-15';
const DAY_MIN = 1440;
const MINUTE_MS = 60_000;
/** From one flight's arrival to the next one's departure. */
const SHORTEST_GAP_MIN = 20;
/** So many minutes without a flight are as bad as a flight of the next tier. */
const TIER_MIN = 60;

/**
 * Every flight of the group's hubs that leaves each day of the week and that its own airline operates.
 * @param without flight numbers that somebody else has
 */
export function listDailyServices(timetable: TimetableSource, without: ReadonlySet<string>): DailyService[] {
  const pairs = new Map<string, readonly [string, string]>();
  for (const hub of HUBS) {
    for (const other of timetable.neighbours(hub)) {
      pairs.set(`${hub}-${other}`, [hub, other]).set(`${other}-${hub}`, [other, hub]);
    }
  }
  const first = new Set(FIRST_ROUTES.split(',').flatMap((route) => [route, route.split('-').reverse().join('-')]));
  const services = [...pairs].flatMap(([route, [from, to]]) => {
    const isLarge = LARGEST_HUBS.has(from) || LARGEST_HUBS.has(to);
    const tier = first.has(route) ? 0 : isLarge ? 1 : 2;
    return timetable.flights(from, to, A_WINTER_DATE).flatMap((flight) => dailyService(flight, tier) ?? []);
  });
  return services.map((service, index) => ({ ...service, index })).filter((one) => !without.has(one.flightNumber));
}

function dailyService(flight: SampleFlight, tier: number): Omit<DailyService, 'index'> | null {
  const { origin, destination, aircraftCode, operatingAirline, days, blockMin, departureMs } = flight;
  const from = airportByIata(origin);
  const to = airportByIata(destination);
  const airline = groupAirlineIcao(operatingAirline);
  const typeCode = groupAircraftIcao(aircraftCode);
  if (from === undefined || to === undefined || airline === undefined || typeCode === undefined) return null;
  if (operatingAirline !== flight.flight.airline || !days.every(Boolean)) return null;
  return {
    from,
    to,
    flightNumber: formatFlightNumber(flight.flight),
    callsign: `${airline}${flight.flight.number}`,
    airline,
    typeCode,
    blockMin,
    departureMin: Math.floor(departureMs / MINUTE_MS) % DAY_MIN,
    tier,
  };
}

/**
 * Lays services out one after another, so that of each rotation one is in the air at nearly any time of the day. The first
 * tier comes first. In winter no two of a rotation overlap; where clocks change at one place only they may, by an hour.
 * @returns as many rotations of two services and more as asked for, or fewer where the services run out; more asked for begin with the same ones
 */
export function planRotations(services: readonly DailyService[], count: number, seed: number): DailyService[][] {
  const order = services
    .map((service) => ({ service, rank: hashOf(`${seed} ${service.flightNumber}`) }))
    .sort((a, b) => a.service.tier - b.service.tier || a.rank - b.rank)
    .map(({ service }) => service);
  const unused = new Set(order);
  const rotations: DailyService[][] = [];
  for (const first of order) {
    if (rotations.length >= count) break;
    const rotation = unused.has(first) ? rotationFrom(first, unused) : [];
    // Alone it would be at its destination's gate, and at the next moment at its origin's.
    if (rotation.length > 1) rotations.push(rotation);
  }
  return rotations;
}

function rotationFrom(first: DailyService, unused: Set<DailyService>): DailyService[] {
  const rotation = [first];
  unused.delete(first);
  let freeMin = first.blockMin;
  for (;;) {
    const next = bestAfter(first, freeMin, unused);
    if (next === null) return rotation;
    rotation.push(next);
    unused.delete(next);
    freeMin = minutesAfter(first, next) + next.blockMin;
  }
}

/** The service that leaves soonest, those of earlier tiers first, and is back before the first one leaves again. */
function bestAfter(first: DailyService, freeMin: number, unused: ReadonlySet<DailyService>): DailyService | null {
  let best: DailyService | null = null;
  let leastMin = Infinity;
  for (const service of unused) {
    const atMin = minutesAfter(first, service);
    if (atMin < freeMin + SHORTEST_GAP_MIN || atMin + service.blockMin + SHORTEST_GAP_MIN > DAY_MIN) continue;
    const costMin = atMin - freeMin + TIER_MIN * service.tier;
    if (costMin >= leastMin) continue;
    best = service;
    leastMin = costMin;
  }
  return best;
}

function minutesAfter(first: DailyService, service: DailyService): number {
  return (service.departureMin - first.departureMin + DAY_MIN) % DAY_MIN;
}
