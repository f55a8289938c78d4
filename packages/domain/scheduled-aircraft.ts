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
   * The flight that is under way; between two of them the nearer one, at its gate. Each service has an address of its own:
   * what is at the gate of the one was never at the other's.
   */
  observe(atMs: number): Observation;
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
/** Days whose flights are remembered: positions around midnight ask for two in turn. */
const MOST_DAYS = 2;

/**
 * A pure function of rotation, seed and time; the flights of a UTC day are looked up once.
 * @throws Error where the timetable doesn't have the rotation's flights
 */
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
    observe(atMs) {
      const shown = shownAt(flightsAround(Math.floor(atMs / DAY_MS)), atMs);
      if (shown === null) throw new Error(`no flight of the rotation leaves around ${new Date(atMs).toISOString()}`);
      const { identity, leg } = shown.planned;
      return simulatedObservation(identity, leg, motionOf(shown, atMs), atMs);
    },
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

/**
 * Where clocks change at one end of a flight only, two flights of a rotation may overlap: the later one is shown when the
 * earlier one has arrived.
 * @param flights by departure
 */
function shownAt(flights: readonly PlannedFlight[], atMs: number): PlannedFlight | null {
  let last: PlannedFlight | null = null;
  for (const flight of flights) {
    if (flight.departureMs > atMs) return last === null || isNearer(flight, last, atMs) ? flight : last;
    if (flight.arrivalMs >= atMs) return flight;
    if (last === null || flight.arrivalMs > last.arrivalMs) last = flight;
  }
  return last;
}

function isNearer(next: PlannedFlight, last: PlannedFlight, atMs: number): boolean {
  return next.departureMs - atMs <= atMs - last.arrivalMs;
}

function motionOf({ planned: { leg, taxiOutS }, departureMs }: PlannedFlight, atMs: number): SimulatedMotion {
  const flownS = (atMs - departureMs) / 1000 - taxiOutS;
  if (flownS < 0) return motionAtGate(leg);
  return flownS > leg.durationS ? motionArrived(leg) : motionOnLeg(leg, flownS);
}
