import { addressFromNumber, SIMULATED_FIRST } from './address.ts';
import type { Observation } from './observation.ts';
import type { DailyService, TimetableSource } from './scheduled-rotations.ts';
import { planScheduledLeg, type ScheduledLeg } from './scheduled-leg.ts';
import { formatFlightNumber } from './schedules/flight-number.ts';
import { seededRandom } from './seeded-random.ts';
import { MAX_SIMULATED_AIRCRAFT } from './simulated-fleet.ts';
import { motionArrived, motionAtGate, motionOnLeg, type SimulatedMotion } from './simulated-leg.ts';
import { drawSquawk, simulatedObservation, type SimulatedIdentity } from './simulated-observation.ts';

/** One rotation of services: what flies in it at an instant. */
export interface ScheduledAircraft {
  /**
   * Mostly one: between two flights it stands at the gate of the nearer one. Two where the clocks have changed at one end
   * of a flight only, none in a gap of more than six hours. Each service has an address of its own.
   */
  observe(atMs: number): readonly Observation[];
}

interface PlannedService extends ScheduledLeg {
  readonly service: DailyService;
  readonly identity: SimulatedIdentity;
}

interface PlannedFlight {
  readonly planned: PlannedService;
  readonly departureMs: number;
  readonly arrivalMs: number;
}

const DAY_MS = 86_400_000;
/** Local dates around a UTC day on which flights leave that are under way, or the last or next ones, on that day. */
const DATES = [-2, -1, 0, 1, 2] as const;
/** The longest that an aircraft stands at a gate before or after its flight. */
const LONGEST_AT_GATE_MS = 3 * 3_600_000;
/** Days whose flights are remembered: positions around midnight ask for two in turn. */
const MOST_DAYS = 2;

/** A pure function of rotation, seed and time; the flights of a UTC day are looked up once. */
export function createScheduledAircraft(
  rotation: readonly DailyService[],
  timetable: TimetableSource,
  seed: number,
): ScheduledAircraft {
  const services = rotation.map((service) => plan(service, seed));
  const byDay = new Map<number, readonly PlannedFlight[]>();
  const flightsAround = (day: number): readonly PlannedFlight[] => {
    const known = byDay.get(day);
    if (known !== undefined) return known;
    const flights = services.flatMap((planned) => flightsOf(planned, timetable, day));
    flights.sort((a, b) => a.departureMs - b.departureMs);
    if (byDay.size >= MOST_DAYS) byDay.delete(Math.min(...byDay.keys()));
    byDay.set(day, flights);
    return flights;
  };
  return {
    observe: (atMs) => shownAt(flightsAround(Math.floor(atMs / DAY_MS)), atMs).map((flight) => observe(flight, atMs)),
  };
}

/** Addresses are above those of the aircraft that fly to and fro. */
function plan(service: DailyService, seed: number): PlannedService {
  const { index, from, to, blockMin, flightNumber, callsign, airline, typeCode } = service;
  const random = seededRandom(seed, MAX_SIMULATED_AIRCRAFT + index);
  const icao24 = addressFromNumber(SIMULATED_FIRST + MAX_SIMULATED_AIRCRAFT + index);
  return {
    service,
    identity: { icao24, flightNumber, callsign, airline, typeCode, squawk: drawSquawk(random) },
    ...planScheduledLeg({ origin: from, destination: to, blockS: blockMin * 60 }, random()),
  };
}

function flightsOf(planned: PlannedService, timetable: TimetableSource, day: number): PlannedFlight[] {
  const { from, to, flightNumber } = planned.service;
  return DATES.flatMap((days) => {
    const date = new Date((day + days) * DAY_MS).toISOString().slice(0, 10);
    const flight = timetable
      .flights(from.iata, to.iata, date)
      .find((one) => formatFlightNumber(one.flight) === flightNumber);
    return flight === undefined ? [] : [{ planned, departureMs: flight.departureMs, arrivalMs: flight.arrivalMs }];
  });
}

/** @param flights by departure */
function shownAt(flights: readonly PlannedFlight[], atMs: number): readonly PlannedFlight[] {
  const underWay = flights.filter(({ departureMs, arrivalMs }) => departureMs <= atMs && atMs <= arrivalMs);
  if (underWay.length > 0) return underWay;
  const next = flights.find(({ departureMs }) => departureMs > atMs);
  const last = flights
    .filter(({ arrivalMs }) => arrivalMs < atMs)
    .reduce<PlannedFlight | null>((a, b) => (a === null || b.arrivalMs > a.arrivalMs ? b : a), null);
  const sinceMs = last === null ? Infinity : atMs - last.arrivalMs;
  const untilMs = next === undefined ? Infinity : next.departureMs - atMs;
  if (Math.min(sinceMs, untilMs) > LONGEST_AT_GATE_MS) return [];
  const nearer = sinceMs < untilMs ? last : next;
  return nearer == null ? [] : [nearer];
}

function observe({ planned, departureMs }: PlannedFlight, atMs: number): Observation {
  return simulatedObservation(planned.identity, planned.leg, motionAt(planned, (atMs - departureMs) / 1000), atMs);
}

function motionAt({ leg, taxiOutS }: ScheduledLeg, sinceDepartureS: number): SimulatedMotion {
  const flownS = sinceDepartureS - taxiOutS;
  if (flownS < 0) return motionAtGate(leg);
  return flownS > leg.durationS ? motionArrived(leg) : motionOnLeg(leg, flownS);
}
