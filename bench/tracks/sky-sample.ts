import { isJsonObject, type JsonObject } from '#contracts/read.ts';
import type { Observation } from '#domain/observation.ts';
import { parseAircraftJson, readAircraft } from '../../services/position-producer/sources/readsb-json.ts';
import { readShared } from './read-shared.ts';

/** One aircraft of the real picture: as the feed writes it, and as we read it. */
export interface SampleAircraft {
  readonly row: JsonObject;
  readonly observation: Observation;
}

/** The real picture of the sky, every fourth aircraft of 30 April 2022. */
export interface SkySample {
  readonly nowMs: number;
  readonly aircraft: readonly SampleAircraft[];
}

export async function readSkySample(): Promise<SkySample> {
  const { nowMs, rows } = parseAircraftJson(await readShared('feeds/aircraft.json.gz'));
  const aircraft = rows.flatMap((row) => {
    const observation = isJsonObject(row) ? readAircraft(row, nowMs) : null;
    return isJsonObject(row) && observation !== null ? [{ row, observation }] : [];
  });
  return { nowMs, aircraft };
}

/** Longest age of a position that still counts as one of an aircraft that is heard. */
const HEARD_WITHIN_MS = 60_000;

/** Those that fly and are heard, in the sample's order: the ones that can be given a motion. */
export function airborneOf({ nowMs, aircraft }: SkySample): readonly SampleAircraft[] {
  return aircraft.filter(
    ({ observation: { lat, observedAtMs, onGround, groundSpeedMps, trackDeg, source } }) =>
      lat !== null &&
      observedAtMs !== null &&
      nowMs - observedAtMs < HEARD_WITHIN_MS &&
      !onGround &&
      groundSpeedMps !== null &&
      trackDeg !== null &&
      source !== 'adsc',
  );
}
