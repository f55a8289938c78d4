import type { Observation } from '#domain/observation.ts';
import { WORLD_BOX, type BoundingBox, type LatLon } from '#domain/geo.ts';
import type { Level } from '#domain/position.ts';
import { createFleet, type FleetAircraft } from '../tracks/fleet.ts';
import { asReported } from '../tracks/reported-fix.ts';
import { airborneOf, readSkySample, type SampleAircraft } from '../tracks/sky-sample.ts';

/** One aircraft in a picture of the feed. */
export interface ViewedAircraft {
  readonly aircraft: FleetAircraft;
  readonly fix: Observation & LatLon & { readonly observedAtMs: number };
}

/** The box that a viewer of each level looks at: of the finer ones, where nearly all of the flights stay. */
export const VIEWED_BOXES: Readonly<Record<Level, BoundingBox>> = {
  world: WORLD_BOX,
  regional: [-5.9, 38.1, 27.9, 57.9],
  fine: [2.1, 43.6, 14.9, 51.4],
};

/** What one viewer sees: a feed of one second, and the truth behind it. */
export interface ViewedSky {
  readonly startsAtMs: number;
  /** The feed's picture at a whole second; ask in the order of time. */
  pictureAt(atMs: number): readonly ViewedAircraft[];
}

/** What a screen shows at each level: flights of the finer ones begin somewhere in it. */
export const SCREENS: Readonly<Record<Level, BoundingBox>> = {
  world: WORLD_BOX,
  regional: [2, 44, 20, 52],
  fine: [6, 46, 10.5, 49],
};

/** The fleet comes into view over so long, so that not all keepalives fall into one second. */
export const ARRIVAL_MS = 60_000;

/**
 * As many aircraft as asked for, flying the Swiss tracks: at the places of the real picture for the world, spread over an
 * area that a map of the level shows for the others. Where one ends another begins; text and signal are those of real ones.
 */
export async function viewedSky(aircraft: number, level: Level): Promise<ViewedSky> {
  const sample = await readSkySample();
  const airborne = airborneOf(sample);
  // Not the first ones, which the sample has by region, but every nth.
  const donors = airborne.map((_, n) => airborne[(n * 997) % airborne.length]).filter((donor) => donor !== undefined);
  const startsAtMs = Math.round(sample.nowMs / 1000) * 1000;
  const fleet = await createFleet({
    ...{ aircraft, startsAtMs, donors },
    courseOf: (number, random) => ({ start: startOf(level, donors, number, random), turnDeg: random() * 360 }),
  });
  return {
    startsAtMs,
    pictureAt: (atMs) =>
      fleet
        .at(atMs)
        .filter((one, slot) => one.beginsAtMs > startsAtMs || atMs - startsAtMs >= (slot * ARRIVAL_MS) / aircraft)
        .map((one) => ({ aircraft: one, fix: fixOf(one, atMs - heardAgeMs(one)) })),
  };
}

function startOf(level: Level, donors: readonly SampleAircraft[], number: number, random: () => number): LatLon {
  const { lat, lon } = donors[number % donors.length]?.observation ?? { lat: 0, lon: 0 };
  if (level === 'world') return { lat: lat ?? 0, lon: lon ?? 0 };
  const [west, south, east, north] = SCREENS[level];
  return { lon: west + random() * (east - west), lat: south + random() * (north - south) };
}

/** As old as the real one was in the captured picture, within the second. */
export function heardAgeMs({ donor: { row } }: FleetAircraft): number {
  const age = row['seen_pos'];
  return typeof age === 'number' ? Math.round((age % 1) * 1000) : 0;
}

function fixOf(one: FleetAircraft, observedAtMs: number): ViewedAircraft['fix'] {
  const { donor, icao24, callsign } = one;
  return {
    ...donor.observation,
    icao24,
    callsign,
    observedAtMs,
    wantsPrivacy: false,
    ...asReported(one.at(observedAtMs)),
  };
}
