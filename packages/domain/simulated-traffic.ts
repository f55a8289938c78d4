import type { Observation } from './observation.ts';
import { createScheduledAircraft, type ScheduledAircraft } from './scheduled-aircraft.ts';
import { listDailyServices, planRotations, type DailyService, type TimetableSource } from './scheduled-rotations.ts';
import { createSimulatedFleet, observeSimulated, type SimulatedFleetOptions } from './simulated-fleet.ts';

/** Everything that the simulator shows, by place in the fleet. */
export interface SimulatedTraffic {
  /** As many as asked for. */
  readonly size: number;
  /**
   * What is seen in that place at an instant. Where the timetable is flown, it is one aircraft after another.
   * @throws RangeError for a place that isn't in the fleet
   */
  observe(place: number, atMs: number): Observation;
}

/** Every third place flies what the timetable says, as long as it is no more than so many of them. */
const SCHEDULED_EVERY = 3;
const MOST_SCHEDULED = 200;

/**
 * The simulated fleet, with a share of its places flying the timetable: number, times and places are those that the
 * schedules tell of. A pure function of options and time; a larger fleet begins with the same aircraft.
 * @throws Error where no listed airport lies in the countries
 */
export function createSimulatedTraffic(options: SimulatedFleetOptions, timetable: TimetableSource): SimulatedTraffic {
  const fleet = createSimulatedFleet(options);
  const taken = new Set(createSimulatedFleet({ ...options, countries: [], aircraft: SCHEDULED_EVERY }).map(numberOf));
  const count = Math.min(MOST_SCHEDULED, Math.floor((fleet.length - 1) / SCHEDULED_EVERY));
  const services = count === 0 ? [] : listDailyServices(timetable, taken).filter(isWithin(options.countries));
  const scheduled = planRotations(services, count, options.seed).map((rotation) =>
    createScheduledAircraft(rotation, timetable, options.seed),
  );
  return {
    size: fleet.length,
    observe(place, atMs) {
      const rotation = scheduledAt(scheduled, place);
      if (rotation !== undefined) return rotation.observe(atMs);
      const aircraft = fleet[place];
      if (aircraft === undefined) throw new RangeError(`place ${place} of ${fleet.length}`);
      return observeSimulated(aircraft, atMs);
    },
  };
}

const numberOf = ({ flightNumber }: { readonly flightNumber: string }): string => flightNumber;

function isWithin(countries: readonly string[]): (service: DailyService) => boolean {
  const wanted = new Set(countries);
  return ({ from, to }) => wanted.size === 0 || wanted.has(from.country) || wanted.has(to.country);
}

/** The first places are those of the named flights. */
function scheduledAt(scheduled: readonly ScheduledAircraft[], place: number): ScheduledAircraft | undefined {
  return place >= SCHEDULED_EVERY && place % SCHEDULED_EVERY === 0 ? scheduled[place / SCHEDULED_EVERY - 1] : undefined;
}
