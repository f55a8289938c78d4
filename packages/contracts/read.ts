import { ContractError } from './contract-error.ts';

/** A JSON object whose members are still unknown. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parses JSON text into an object; the error says what was found instead. */
export function parseJsonObject(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ContractError('json', '', 'not valid JSON: send one JSON object', { cause });
  }
  if (!isJsonObject(value)) throw new ContractError('not_an_object', '', 'must be a JSON object');
  return value;
}

export function requiredNumber(object: JsonObject, field: string, min: number, max: number): number {
  const value = object[field];
  if (typeof value !== 'number' || !(value >= min && value <= max)) {
    throw new ContractError(`${field}_invalid`, field, `${field} must be a number from ${min} to ${max}`);
  }
  return value;
}

/** Null where absent; an error where present and not a number in range. */
export function optionalNumber(object: JsonObject, field: string, min: number, max: number): number | null {
  return object[field] == null ? null : requiredNumber(object, field, min, max);
}

export function optionalText(object: JsonObject, field: string, maxLength: number): string | null {
  const value = object[field];
  if (value == null || value === '') return null;
  if (typeof value !== 'string' || value.length > maxLength) {
    throw new ContractError(`${field}_invalid`, field, `${field} must be text of at most ${maxLength} characters`);
  }
  return value;
}

export function optionalMember<T extends string>(
  object: JsonObject,
  field: string,
  members: readonly T[],
  fallback: T,
): T {
  const value = object[field];
  if (value == null) return fallback;
  const member = members.find((candidate) => candidate === value);
  if (member === undefined) {
    throw new ContractError(`${field}_invalid`, field, `${field} must be one of ${members.join(', ')}`);
  }
  return member;
}
