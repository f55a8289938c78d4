import { ContractError } from './contract-error.ts';

const EPOCH_MS = /^\d{1,14}$/;
/** A date alone is its midnight in UTC; a time needs its offset, because no reader could guess it. */
const ISO_8601 = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/**
 * Parses an instant as people and programs write it: ISO 8601 or epoch milliseconds.
 * @returns epoch ms
 * @throws ContractError that shows both forms
 */
export function parseInstant(text: string): number {
  if (EPOCH_MS.test(text)) return Number(text);
  // A plus sign that wasn't escaped arrives as a space.
  const iso = ISO_8601.exec(text.replace(' ', '+'));
  const epochMs = iso === null ? NaN : Date.parse(iso[0]);
  if (Number.isNaN(epochMs) || epochMs < 0 || iso === null || !isCalendarDate(iso[1] ?? '')) {
    throw new ContractError('instant_invalid', '', 'must be like 2026-11-24T05:00:00Z, 2026-11-24 or 1795496400000');
  }
  return epochMs;
}

/** `Date.parse` takes 31 February for 3 March. */
function isCalendarDate(date: string): boolean {
  const midnight = Date.parse(date);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(date);
}
