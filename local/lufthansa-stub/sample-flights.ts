import { airportByIata } from '#domain/airports.ts';
import { sampleRailStation } from '#domain/sample-rail-stations.ts';
import { createSampleTimetable, type SampleTimetable } from '#domain/sample-timetable.ts';
import { createDayClock, type DayClock } from '#domain/day-clock.ts';
import { zoneAt } from './place-zones.ts';

/** The timetable with the clocks of its airports. */
export interface SampleFlights {
  readonly timetable: SampleTimetable;
  /** Null for an airport that the timetable doesn't have. */
  readonly clockOf: (code: string) => DayClock | null;
}

/** Made at the first call, so that the stub starts at once. */
export function createSampleFlights(): () => SampleFlights {
  let made: SampleFlights | null = null;
  return () => (made ??= make());
}

function make(): SampleFlights {
  const zones = new Map<string, string | null>();
  const zoneOf = (code: string): string | null => {
    const known = zones.get(code);
    if (known !== undefined) return known;
    const place = airportByIata(code) ?? sampleRailStation(code);
    const zone = place === undefined ? null : zoneAt(place);
    if (zone !== null) zones.set(code, zone);
    return zone;
  };
  const clocks = new Map<string, DayClock>();
  return {
    timetable: createSampleTimetable((code) => zoneOf(code) ?? 'UTC'),
    clockOf(code) {
      const zone = zoneOf(code);
      if (zone === null) return null;
      const clock = clocks.get(zone) ?? createDayClock(zone);
      clocks.set(zone, clock);
      return clock;
    },
  };
}
