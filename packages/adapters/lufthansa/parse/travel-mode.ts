import type { TravelMode } from '#domain/schedules/itinerary.ts';

/** Equipment on rails and on the road in the API's own list of aircraft: all with the type `0000`. */
const GROUND_MODES: ReadonlyMap<string, TravelMode> = new Map([
  ['TRN', 'rail'],
  ['TRS', 'rail'],
  ['BUS', 'bus'],
  ['LMO', 'bus'],
  ['RFS', 'bus'],
]);

/** Trains and buses have an aircraft code too. */
export function travelModeOf(aircraftCode: string | null): TravelMode {
  return GROUND_MODES.get(aircraftCode ?? '') ?? 'air';
}
