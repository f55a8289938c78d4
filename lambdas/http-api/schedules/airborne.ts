import type { Position, PositionKind } from '#domain/position.ts';
import type { DataSource } from '#domain/schedules/data-source.ts';
import { formatFlightNumber, parseFlightNumber, type FlightNumber } from '#domain/schedules/flight-number.ts';
import type { KnownFlight } from '#domain/schedules/known-flight.ts';
import { matchFlight, parseCallsign, type IataOf } from '#domain/schedules/match-callsign.ts';
import type { Picture } from '../positions/read-picture.ts';
import type { NameBook, ReferenceDirectory } from './reference-directory.ts';
import type { ScheduleState } from './schedule-state.ts';

/**
 * Aircraft that may be joined to schedules of a source: nothing simulated to a real flight, nothing real to a sample one,
 * and a replay to none, because what it shows was another day's.
 */
export const JOINED_KIND: Readonly<Record<DataSource, PositionKind>> = { lufthansa: 'live', sample: 'simulated' };

/** The flight number of an aircraft: the one that it states itself, else what its callsign spells. */
export function numberOf({ flightNumber, callsign }: Position, iataOf: IataOf): FlightNumber | null {
  const stated = flightNumber === null ? null : parseFlightNumber(flightNumber);
  return stated ?? (callsign === null ? null : parseCallsign(callsign, iataOf));
}

/** Aircraft in the air by the flight number that they seem to have. */
export type Airborne = ReadonlyMap<string, readonly Position[]>;

export interface AirborneOptions {
  readonly readPicture: () => Promise<Picture>;
  readonly readState: () => Promise<ScheduleState>;
  readonly directory: Pick<ReferenceDirectory, 'designators'>;
}

/** Aircraft in the air as of the picture that is remembered; sorted once for each picture. */
export function createAirborneReader({ readPicture, readState, directory }: AirborneOptions): () => Promise<Airborne> {
  let last: { readonly picture: Picture; readonly source: DataSource; readonly airborne: Airborne } | null = null;
  return async () => {
    const [picture, { source }, designators] = await Promise.all([readPicture(), readState(), directory.designators()]);
    if (source === null) return new Map();
    if (last?.picture !== picture || last.source !== source) {
      last = { picture, source, airborne: listAirborne(picture, source, (icao) => designators.get(icao)) };
    }
    return last.airborne;
  };
}

export function listAirborne({ positions }: Picture, source: DataSource, iataOf: IataOf): Airborne {
  const airborne = new Map<string, Position[]>();
  for (const position of positions[JOINED_KIND[source]]) {
    const number = position.onGround ? null : numberOf(position, iataOf);
    if (number === null) continue;
    const key = formatFlightNumber(number);
    airborne.set(key, [...(airborne.get(key) ?? []), position]);
  }
  return airborne;
}

/**
 * The one aircraft under a number of the operating carrier that is taken to fly a flight now; null where there is none, or
 * more than one could.
 */
export function aircraftOf(flight: KnownFlight, airborne: Airborne, book: Pick<NameBook, 'positionOf'>): string | null {
  const originAt = book.positionOf(flight.departure.airport);
  const destinationAt = book.positionOf(flight.arrival.airport);
  const own = flight.numbers.filter(({ airline }) => airline === flight.operatingAirline);
  const [one, ...others] = own
    .flatMap((number) => airborne.get(formatFlightNumber(number)) ?? [])
    .filter((position) => matchFlight(position, [{ flight, originAt, destinationAt }]) !== null);
  return one === undefined || others.length > 0 ? null : one.icao24;
}
