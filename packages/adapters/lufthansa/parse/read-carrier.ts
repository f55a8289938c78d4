import { ContractError } from '#contracts/contract-error.ts';
import type { JsonObject } from '#contracts/read.ts';
import { parseFlightNumber, type FlightNumber } from '#domain/schedules/flight-number.ts';
import { AIRLINE_CODE } from './code-patterns.ts';
import { oneOrMany } from './one-or-many.ts';
import { objectOf } from './read-member.ts';
import { optionalCode, textOf } from './read-scalar.ts';
import { within } from './read-records.ts';

/** IATA designator in `{ AirlineID, … }`, null where there is none. */
export function airlineOf(carrier: unknown): string | null {
  return optionalCode(objectOf(oneOrMany(carrier)[0])['AirlineID'], AIRLINE_CODE);
}

/**
 * Flight numbers in one or many `{ AirlineID, FlightNumber }`. The number comes as `279`, `"017"` or `"2045"`, the carrier
 * that operates for another often without any.
 * @returns only those that are numbers
 */
export function flightNumbersOf(carriers: unknown): readonly FlightNumber[] {
  return oneOrMany(carriers).flatMap((carrier) => {
    const { AirlineID: airline, FlightNumber: number } = objectOf(carrier);
    return parseFlightNumber(`${textOf(airline) ?? ''}${textOf(number) ?? ''}`) ?? [];
  });
}

/**
 * The numbers of the carriers under `field`, at least one.
 * @throws ContractError
 */
export function requiredFlightNumbers(row: JsonObject, field: string): readonly [FlightNumber, ...FlightNumber[]] {
  const [first, ...others] = flightNumbersOf(row[field]);
  if (first !== undefined) return [first, ...others];
  return within(field, (): never => {
    if (airlineOf(row[field]) === null) {
      throw new ContractError('carrier_missing', 'AirlineID', 'a carrier of two characters is needed');
    }
    throw new ContractError('flight_number_invalid', 'FlightNumber', 'must be 1 to 9999, perhaps with a letter');
  });
}
