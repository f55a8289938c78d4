import type { Aircraft } from '../live/aircraft-store.ts';

/** `auto` hides aircraft on the ground where the map shows more than an airport; the others are the reader's word. */
export const GROUND_CHOICES = ['auto', 'show', 'hide', 'only'] as const;
export type GroundChoice = (typeof GROUND_CHOICES)[number];

/** How a position was measured, as far as a frame tells: `other` is TIS-B, FLARM and whatever else. */
export const SOURCE_CHOICES = ['adsb', 'mlat', 'adsc', 'other'] as const;
export type SourceChoice = (typeof SOURCE_CHOICES)[number];

/** Which aircraft the reader wants to see. Empty lists and nulls want all. */
export interface AircraftFilter {
  /** Metres, both included. */
  readonly minAltitudeM: number | null;
  readonly maxAltitudeM: number | null;
  /** ICAO designators, three letters, as callsigns begin with them. */
  readonly airlines: readonly string[];
  /** ICAO type designators: `A320`. */
  readonly types: readonly string[];
  readonly ground: GroundChoice;
  readonly sources: readonly SourceChoice[];
  /** Shows surface vehicles and obstacles too. */
  readonly vehicles: boolean;
}

export const NO_FILTER: AircraftFilter = {
  minAltitudeM: null,
  maxAltitudeM: null,
  airlines: [],
  types: [],
  ground: 'auto',
  sources: [],
  vehicles: false,
};

/** No list of a filter is longer. */
export const MOST_CODES = 20;

/** What of an aircraft a filter looks at. */
export type Filtered = Pick<
  Aircraft,
  'icao24' | 'fix' | 'identity' | 'emergency' | 'mlat' | 'longLived' | 'otherSource'
>;

/** How many of its criteria differ from those of {@link NO_FILTER}. */
export function criteriaOf(filter: AircraftFilter): number {
  const { minAltitudeM, maxAltitudeM, airlines, types, ground, sources, vehicles } = filter;
  return [
    minAltitudeM !== null || maxAltitudeM !== null,
    airlines.length > 0,
    types.length > 0,
    ground !== 'auto',
    sources.length > 0,
    vehicles,
  ].filter(Boolean).length;
}

/** Whether the filter's own criteria let the aircraft through, those that hide by default left aside. */
export function passesFilter(filter: AircraftFilter, aircraft: Filtered): boolean {
  return (
    passesGround(filter.ground, aircraft) &&
    passesAltitude(filter, aircraft) &&
    (filter.airlines.length === 0 || filter.airlines.includes(airlineOf(aircraft) ?? '')) &&
    (filter.types.length === 0 || filter.types.includes(aircraft.identity?.typeCode ?? '')) &&
    (filter.sources.length === 0 || filter.sources.includes(sourceOf(aircraft)))
  );
}

/** A surface vehicle or an obstacle, by its emitter category. */
export function isVehicle({ identity }: Pick<Filtered, 'identity'>): boolean {
  return identity?.category?.startsWith('C') === true;
}

/** The ICAO designator that the callsign begins with; null where it bears none, as registrations do. */
export function airlineOf({ identity }: Pick<Filtered, 'identity'>): string | null {
  return /^([A-Z]{3})\d/.exec(identity?.callsign ?? '')?.[1] ?? null;
}

export function sourceOf({ mlat, longLived, otherSource }: Filtered): SourceChoice {
  if (mlat) return 'mlat';
  if (longLived) return 'adsc';
  return otherSource ? 'other' : 'adsb';
}

function passesGround(ground: GroundChoice, { fix }: Filtered): boolean {
  if (ground === 'hide') return !fix.onGround;
  return ground !== 'only' || fix.onGround;
}

/** The ground is below every altitude; an altitude that isn't known is within no bounds. */
function passesAltitude({ minAltitudeM, maxAltitudeM }: AircraftFilter, { fix }: Filtered): boolean {
  if (minAltitudeM === null && maxAltitudeM === null) return true;
  if (fix.onGround) return minAltitudeM === null;
  if (fix.altitudeM === null) return false;
  return fix.altitudeM >= (minAltitudeM ?? -Infinity) && fix.altitudeM <= (maxAltitudeM ?? Infinity);
}
