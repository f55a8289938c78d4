import { isJsonObject } from '#contracts/read.ts';

/** Where a run stopped: names of the windows that are left. They are asked for around the time of the next run. */
export interface Place {
  readonly v: 1;
  readonly left: readonly string[];
}

/** Null for what is no place, or one of another version. */
export function parsePlace(value: unknown): Place | null {
  if (!isJsonObject(value) || value['v'] !== 1) return null;
  const { left } = value;
  if (!Array.isArray(left) || !left.every((name) => typeof name === 'string')) return null;
  return { v: 1, left };
}
