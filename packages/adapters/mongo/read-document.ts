import { ContractError } from '#contracts/contract-error.ts';
import { isJsonObject, type JsonObject } from '#contracts/read.ts';
import { parseFlightNumber, type FlightNumber } from '#domain/schedules/flight-number.ts';

/** Longest text of a field that is no list. */
const LONGEST_TEXT = 200;
/** Longest list within a document. */
const LONGEST_LIST = 200;

/** A field that must be text and not empty. */
export function documentText(document: JsonObject, field: string): string {
  const value = document[field];
  if (typeof value === 'string' && value !== '' && value.length <= LONGEST_TEXT) return value;
  throw new ContractError(`${field}_invalid`, field, `${field} must be text of 1 to ${LONGEST_TEXT} characters`);
}

/** A field that must be a date. @returns epoch ms */
export function documentTimeMs(document: JsonObject, field: string): number {
  const value = document[field];
  if (value instanceof Date && Number.isFinite(value.getTime())) return value.getTime();
  throw new ContractError(`${field}_invalid`, field, `${field} must be a date`);
}

/** Epoch ms, null where the field is absent. */
export function optionalTimeMs(document: JsonObject, field: string): number | null {
  return document[field] == null ? null : documentTimeMs(document, field);
}

/** A field that must be one of the given words. */
export function documentMember<T extends string>(document: JsonObject, field: string, members: readonly T[]): T {
  const member = members.find((candidate) => candidate === document[field]);
  if (member !== undefined) return member;
  throw new ContractError(`${field}_invalid`, field, `${field} must be one of ${members.join(', ')}`);
}

/** A flight number in text form: LH400. */
export function documentFlightNumber(value: unknown, field: string): FlightNumber {
  const number = typeof value === 'string' ? parseFlightNumber(value) : null;
  if (number !== null) return number;
  throw new ContractError(`${field}_invalid`, field, `${field} must be a flight number: LH400`);
}

/** A list of at most 200 values. */
export function documentList(document: JsonObject, field: string): readonly unknown[] {
  const value: unknown = document[field];
  if (Array.isArray(value) && value.length <= LONGEST_LIST) return value;
  throw new ContractError(`${field}_invalid`, field, `${field} must be a list of at most ${LONGEST_LIST}`);
}

export function documentObject(value: unknown, field: string): JsonObject {
  if (isJsonObject(value)) return value;
  throw new ContractError(`${field || 'document'}_invalid`, field, `${field || 'the document'} must be an object`);
}
