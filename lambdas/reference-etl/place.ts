import { ContractError } from '#contracts/contract-error.ts';
import { isJsonObject } from '#contracts/read.ts';
import { parseWalkState, type WalkState } from '#adapters/lufthansa/walk/reference-walk-state.ts';

/** Where a run stopped: what is left of the lists, and what became of records asked for by their codes. */
export interface Place {
  readonly v: 1;
  readonly walk: WalkState | null;
  /** Requests answered, as {@link requestKey} writes them. */
  readonly tried: readonly string[];
  /** Of those, the ones that brought a record. */
  readonly found: readonly string[];
  /** In how many runs a request failed that was not answered yet. */
  readonly failed: readonly (readonly [string, number])[];
}

export const BEGINNING: Place = { v: 1, walk: null, tried: [], found: [], failed: [] };

/** Null for what is no place, or one of another version: begin anew then. */
export function parsePlace(value: unknown): Place | null {
  if (!isJsonObject(value) || value['v'] !== 1) return null;
  const { walk, tried, found, failed = [] } = value;
  if (!isTexts(tried) || !isTexts(found) || !areCounts(failed)) return null;
  try {
    return { v: 1, walk: walk == null ? null : parseWalkState(walk), tried, found, failed };
  } catch (error) {
    if (error instanceof ContractError) return null;
    throw error;
  }
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function areCounts(value: unknown): value is readonly (readonly [string, number])[] {
  return (
    Array.isArray(value) &&
    value.every((item) => Array.isArray(item) && typeof item[0] === 'string' && Number.isInteger(item[1]))
  );
}
