import { ContractError } from '#contracts/contract-error.ts';
import type { JsonObject } from '#contracts/read.ts';
import { LONGEST_TERMINAL } from '#domain/schedules/itinerary.ts';

/** No name, code or number of the API comes near it. */
const LONGEST_TEXT = 300;

/**
 * A text, null where there is none. What looks like a number comes as a number from some of the API's backends (`321`,
 * gate `173`), with a leading zero as text (`"017"`). An absent value also comes as `{}` or `{"@nil":"true"}`.
 */
export function textOf(value: unknown): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  if (typeof value !== 'string') return null;
  const text = value.replace(/\s+/g, ' ').trim().slice(0, LONGEST_TEXT);
  return text === '' ? null : text;
}

/** The name of a terminal or gate; null where it is missing, or so long that it is none. */
export function terminalOf(value: unknown): string | null {
  const text = textOf(value);
  return text === null || text.length > LONGEST_TERMINAL ? null : text;
}

/** A number, also where it is written as text; null where it is none or out of range. */
export function numberOf(value: unknown, min: number, max: number): number | null {
  const text = textOf(value);
  const number = text === null ? NaN : Number(text);
  return number >= min && number <= max ? number : null;
}

/** What a code is like, and the words that name its field in reasons: `code` gives `code_missing`, `code_invalid`. */
export interface CodeRule {
  readonly pattern: RegExp;
  readonly reason: string;
}

/**
 * A code in upper case.
 * @throws ContractError where it is missing or none: nothing stands for a record without its code
 */
export function requiredCode(object: JsonObject, field: string, { pattern, reason }: CodeRule): string {
  const code = textOf(object[field])?.toUpperCase();
  if (code === undefined) throw new ContractError(`${reason}_missing`, field, `${field} is missing`);
  if (!pattern.test(code)) throw new ContractError(`${reason}_invalid`, field, `${field} must fit ${pattern.source}`);
  return code;
}

/** A code in upper case, null where it is missing or none: the record is of use without it. */
export function optionalCode(value: unknown, pattern: RegExp): string | null {
  const code = textOf(value)?.toUpperCase() ?? '';
  return pattern.test(code) ? code : null;
}
