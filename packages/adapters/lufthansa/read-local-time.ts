import { ContractError } from '#contracts/contract-error.ts';
import type { LocalClock, LocalClocks } from '#domain/local-time.ts';
import type { ZoneOf } from './lufthansa-api.ts';
import { textOf } from './read-scalar.ts';

const LOCAL_TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?$/;

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
  const text = textOf(value);
  if (text === null) throw new ContractError('time_missing', field, `${field} is missing`);
  const instants = clock.instantsOf(LOCAL_TIME.exec(text)?.[1] ?? '');
  if (instants.length === 0) throw new ContractError('time_invalid', field, 'must be like 2018-07-06T09:30');
  return instants;
}
