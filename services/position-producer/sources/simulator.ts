import { createAirportZones } from '#adapters/time-zones/airport-zones.ts';
import type { Observation } from '#domain/observation.ts';
import { createSampleTimetable } from '#domain/sample-timetable.ts';
import { MAX_SIMULATED_AIRCRAFT } from '#domain/simulated-fleet.ts';
import { createSimulatedTraffic, type SimulatedTraffic } from '#domain/simulated-traffic.ts';
import type { FeedDelivery, PositionSource, SourceDefinition, SourceTools } from '../position-source.ts';
import { listSetting, numberSetting, SettingError } from '../settings.ts';

/** Aircraft are due at different moments; this is how finely the interval is cut. */
const TICK_MS = 100;
const ENDLESS = 0;

export interface SimulatorOptions {
  readonly seed: number;
  readonly aircraft: number;
  readonly countries: readonly string[];
  readonly intervalMs: number;
  /** Positions of each aircraft before the simulation ends; 0 is endless. */
  readonly steps: number;
}

/** Simulated flights between real airports. */
export const simulator: SourceDefinition = {
  name: 'simulator',
  help: 'simulated flights between real airports, marked as simulated everywhere',
  flags: [
    { name: 'aircraft', env: 'SIMULATOR_AIRCRAFT', value: 'N', help: 'how many, 300 unless told, at most 50000' },
    { name: 'countries', env: 'SIMULATOR_COUNTRIES', value: 'FR,DE', help: 'only flights that begin or end there' },
    { name: 'interval', env: 'FEED_INTERVAL_SECONDS', value: 'S', help: 'a position of each every S seconds, 5' },
    { name: 'steps', env: 'SIMULATOR_STEPS', value: 'N', help: 'end after N positions of each; endless unless told' },
    { name: 'seed', env: 'SIMULATOR_SEED', value: 'N', help: 'another seed, other flights; 1 unless told' },
  ],
  create: (settings, tools) =>
    createSimulator(
      {
        seed: numberSetting(settings, 'seed', { fallback: 1, min: 0, max: 2 ** 31 - 1, whole: true }),
        aircraft: numberSetting(settings, 'aircraft', {
          fallback: 300,
          min: 1,
          max: MAX_SIMULATED_AIRCRAFT,
          whole: true,
        }),
        countries: listSetting(settings, 'countries').map(readCountry),
        intervalMs: Math.round(numberSetting(settings, 'interval', { fallback: 5, min: 0.5, max: 300 }) * 1000),
        steps: numberSetting(settings, 'steps', { fallback: ENDLESS, min: 0, max: 10_000_000, whole: true }),
      },
      tools,
    ),
};

function readCountry(text: string): string {
  const country = text.toUpperCase();
  if (/^[A-Z]{2}$/.test(country)) return country;
  throw new SettingError(`--countries takes two-letter codes of ISO 3166 separated by commas, not "${text}"`);
}

/**
 * A pure function of seed and wall clock: aircraft `i` is observed at its own moments of a grid that all simulators with
 * this interval share, spread over the interval so that the load is even. A restart goes on with the same flights, and a
 * second simulator says the same positions again.
 */
export function createSimulator(
  options: SimulatorOptions,
  tools: Pick<SourceTools, 'clock' | 'sleep'>,
): PositionSource {
  const { intervalMs, steps, countries } = options;
  const traffic = trafficOf(options);
  const { size } = traffic;
  return {
    feed: 'simulator',
    source: 'simulator',
    kind: 'simulated',
    attribution: countries.length === 0 ? null : `Simulated flights of ${countries.join(', ')}`,
    licence: null,
    intervalMs,
    timeScale: 1,
    async *events(signal) {
      const grid = createGrid(size, intervalMs);
      // Everyone's newest moment at once, so that nobody is missing for the first interval.
      let next = grid.after(tools.clock()) - size;
      const end = steps === ENDLESS ? Infinity : next + steps * size;
      while (!signal.aborted && next < end) {
        const nowMs = tools.clock();
        const after = Math.min(end, grid.after(nowMs));
        // After a pause of the process only the newest round counts.
        next = Math.max(next, Math.min(after, grid.after(nowMs) - size));
        if (after > next) yield delivery(observe(traffic, grid, next, after), nowMs, intervalMs);
        next = Math.max(next, after);
        await tools.sleep(TICK_MS, signal);
      }
    },
  };
}

function trafficOf(options: SimulatorOptions): SimulatedTraffic {
  try {
    return createSimulatedTraffic(options, createSampleTimetable(createAirportZones()));
  } catch (error) {
    throw new SettingError(`--countries: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Numbers the moments of observation: moment `n` belongs to aircraft `n mod size`. */
interface Grid {
  /** The first moment after an instant. */
  after(nowMs: number): number;
  timeOf(moment: number): number;
}

function createGrid(size: number, intervalMs: number): Grid {
  const timeOf = (moment: number): number =>
    Math.floor(moment / size) * intervalMs + Math.floor(((moment % size) * intervalMs) / size);
  return {
    timeOf,
    after(nowMs) {
      const round = Math.floor(nowMs / intervalMs);
      let moment = round * size + Math.floor(((nowMs - round * intervalMs) * size) / intervalMs);
      while (timeOf(moment) <= nowMs) moment += 1;
      return moment;
    },
  };
}

function observe(traffic: SimulatedTraffic, grid: Grid, from: number, to: number): Observation[] {
  const observations: Observation[] = [];
  for (let moment = from; moment < to; moment++) {
    observations.push(traffic.observe(moment % traffic.size, grid.timeOf(moment)));
  }
  return observations;
}

function delivery(observations: readonly Observation[], readAtMs: number, intervalMs: number): FeedDelivery {
  return {
    type: 'delivery',
    readAtMs,
    observations,
    unreadable: 0,
    clockOffsetMs: null,
    capturedAtMs: null,
    intervalMs,
    isRestart: false,
  };
}
