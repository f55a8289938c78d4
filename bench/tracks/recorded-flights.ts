import type { Observation } from '#domain/observation.ts';
import { parseRecording, readFix } from '../../services/position-producer/sources/recorded-tracks.ts';
import { readShared } from './read-shared.ts';

/** One fix of a recording: an observation whose place and time are known. */
export interface RecordedFix extends Observation {
  readonly observedAtMs: number;
  readonly lat: number;
  readonly lon: number;
}

/** One aircraft without a gap of more than {@link LONGEST_GAP_MS}; fixes in the order of their time. */
export interface RecordedFlight {
  readonly icao24: string;
  readonly fixes: readonly RecordedFix[];
}

/** What happened in a longer gap is not known: no curve is laid through it. */
export const LONGEST_GAP_MS = 60_000;

/** The flights of a recording in `../shared/data/tracks`, in the order of their beginning. */
export async function readFlights(name: string): Promise<RecordedFlight[]> {
  const { fixes, beginsAtMs } = parseRecording(await readShared(`tracks/${name}.json.gz`));
  return splitFlights(fixes.map((fix) => readFix(fix, beginsAtMs, (sinceMs) => beginsAtMs + sinceMs)));
}

/** Sorts fixes into flights. A fix without a place, or not later than the one before, is left out. */
export function splitFlights(observations: readonly Observation[]): RecordedFlight[] {
  const flights: RecordedFix[][] = [];
  const latest = new Map<string, RecordedFix[]>();
  for (const observation of observations) {
    if (!isPlaced(observation)) continue;
    const flight = latest.get(observation.icao24);
    const sinceMs = observation.observedAtMs - (flight?.at(-1)?.observedAtMs ?? -Infinity);
    if (sinceMs <= 0) continue;
    if (flight !== undefined && sinceMs <= LONGEST_GAP_MS) {
      flight.push(observation);
      continue;
    }
    const begun = [observation];
    latest.set(observation.icao24, begun);
    flights.push(begun);
  }
  return flights.map((fixes) => ({ icao24: fixes[0]?.icao24 ?? '', fixes }));
}

function isPlaced(observation: Observation): observation is RecordedFix {
  return observation.observedAtMs !== null && observation.lat !== null && observation.lon !== null;
}
