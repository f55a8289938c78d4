import { ContractError } from '#contracts/contract-error.ts';
import type { LocalClock, LocalClocks } from '#domain/local-time.ts';
import type { ZoneOf } from '../lufthansa-api.ts';
import { textOf } from './read-scalar.ts';

const LOCAL_TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?$/;
const UTC_TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?Z$/;

/** Finds the clock of an airport. */
export type ClockOf = (airport: string) => LocalClock;

/**
 * The clocks of airports, `field` naming where the airport stands.
 * @throws ContractError `time_zone_unknown` with the airport in its field: `AirportCode=DEN`
 */
export function createClockOf(clocks: LocalClocks, zoneOf: ZoneOf): ClockOf {
  return (airport) => {
    const zone = zoneOf(airport);
    const clock = zone === null ? null : clocks.of(zone);
    if (clock === null) {
      throw new ContractError('time_zone_unknown', `AirportCode=${airport}`, `no time zone is known for ${airport}`);
    }
    return clock;
  };
}

/**
 * When an airport's clocks show a time such as `2018-07-06T09:30`, which has no offset: two instants in the hour that comes
 * twice. Seconds are ignored.
 * @throws ContractError
 */
export function requiredInstants(value: unknown, field: string, clock: LocalClock): readonly number[] {
  if (textOf(value) === null) throw new ContractError('time_missing', field, `${field} is missing`);
  const instants = optionalInstants(value, clock);
  if (instants.length === 0) throw new ContractError('time_invalid', field, 'must be like 2018-07-06T09:30');
  return instants;
}

/** The same of a time that may be missing: no instants where it is, or can't be read. */
export function optionalInstants(value: unknown, clock: LocalClock): readonly number[] {
  return clock.instantsOf(LOCAL_TIME.exec(textOf(value) ?? '')?.[1] ?? '');
}

/** One instant of a time in UTC, `2018-07-06T07:30Z` without seconds; none where it is missing or can't be read. */
export function utcInstants(value: unknown): readonly number[] {
  const minute = UTC_TIME.exec(textOf(value) ?? '')?.[1];
  const atMs = minute === undefined ? NaN : Date.parse(`${minute}:00Z`);
  // Date.parse takes 31 February for 3 March.
  return Number.isNaN(atMs) || !new Date(atMs).toISOString().startsWith(minute ?? '') ? [] : [atMs];
}
