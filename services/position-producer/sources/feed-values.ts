import type { JsonObject } from '#contracts/read.ts';

/**
 * Values of a feed's row, each null where the row has none or one that can't be: feeds repeat what transponders send, and
 * one odd value must not cost the position.
 */

/** The first of some fields that is a number in range. */
export function numberOf(row: JsonObject, fields: readonly string[], min: number, max: number): number | null {
  for (const field of fields) {
    const value = row[field];
    if (typeof value === 'number' && value >= min && value <= max) return value;
  }
  return null;
}

/** A text of a given form, trimmed; feeds pad with spaces and `@`. */
export function textOf(row: JsonObject, field: string, form: RegExp): string | null {
  const value = row[field];
  if (typeof value !== 'string' || value.length > 40) return null;
  const text = (value.includes('@') ? value.replaceAll('@', ' ') : value).trim();
  return form.test(text) ? text : null;
}

export const CALLSIGN = /^[A-Z0-9]{1,8}$/;
export const REGISTRATION = /^[A-Z0-9][A-Z0-9+.-]{1,11}$/i;
export const TYPE_CODE = /^[A-Z0-9]{2,4}$/;
export const SQUAWK = /^[0-7]{4}$/;
export const CATEGORY = /^[A-D][0-7]$/;
export const AIRPORT_CODE = /^[A-Z]{3}$/;
/** What airliners and everything slower can do, with room. */
export const LIMITS = {
  altitudeFt: [-6500, 328_000],
  groundSpeedKt: [0, 3800],
  trackDeg: [0, 360],
  verticalRateFpm: [-190_000, 190_000],
} as const;
