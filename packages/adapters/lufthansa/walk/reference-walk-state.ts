import { ContractError } from '#contracts/contract-error.ts';
import { isJsonObject, requiredNumber } from '#contracts/read.ts';
import { REFERENCE_RESOURCES, type ReferenceResource } from '#domain/schedules/reference-data.ts';

/** Where the reading of one list is; offsets count from 1. */
export interface ListState {
  /** Length of the list as last told; null before the first page. */
  readonly total: number | null;
  /** Up to which record ranges were made. */
  readonly plannedTo: number;
  /** Ranges answered. */
  readonly done: number;
  /** Ranges left to do: offset, limit, and how many records follow of which one is bad if none of the range is. */
  readonly pending: readonly (readonly [number, number, number])[];
  /** Bad records: offset, number of records, HTTP status. */
  readonly bad: readonly (readonly [number, number, number])[];
  /** Codes at the ends of pages: offset, code. */
  readonly edges: readonly (readonly [number, string])[];
}

/** Where a walk is, as JSON; see reference-walk.ts. */
export interface WalkState {
  readonly v: 1;
  readonly lists: Readonly<Partial<Record<ReferenceResource, ListState>>>;
}

/** Bounds of what is read back: far more than a walk ever holds. */
const MOST_ENTRIES = 20_000;
const MOST = 1_000_000;

/**
 * Reads a state that was stored.
 * @throws ContractError for what no walk made, or one of another version: begin anew then
 */
export function parseWalkState(value: unknown): WalkState {
  if (!isJsonObject(value) || value['v'] !== 1 || !isJsonObject(value['lists'])) {
    throw new ContractError('state_version', 'v', 'no state of a walk, or of another version: start without it');
  }
  const stored = value['lists'];
  const lists = REFERENCE_RESOURCES.filter((resource) => stored[resource] != null).map(
    (resource) => [resource, parseListState(stored[resource])] as const,
  );
  return { v: 1, lists: Object.fromEntries(lists) };
}

function parseListState(value: unknown): ListState {
  if (!isJsonObject(value)) throw new ContractError('state_list', 'lists', 'the state of a list must be an object');
  return {
    total: value['total'] === null ? null : requiredNumber(value, 'total', 0, Number.MAX_SAFE_INTEGER),
    plannedTo: requiredNumber(value, 'plannedTo', 0, MOST),
    done: requiredNumber(value, 'done', 0, Number.MAX_SAFE_INTEGER),
    pending: entries(
      value['pending'],
      'pending',
      ([offset, limit, suspects]) =>
        [position(offset), position(limit), suspects === 0 ? 0 : position(suspects)] as const,
    ),
    bad: entries(
      value['bad'],
      'bad',
      ([offset, limit, status]) => [position(offset), position(limit), position(status)] as const,
    ),
    edges: entries(value['edges'], 'edges', ([offset, code]) => [position(offset), text(code)] as const),
  };
}

function entries<T>(value: unknown, field: string, parse: (entry: readonly unknown[]) => T): T[] {
  if (!Array.isArray(value) || value.length > MOST_ENTRIES) {
    throw new ContractError('state_entries', field, `${field} must be a list of at most ${MOST_ENTRIES} entries`);
  }
  return value.map((entry: unknown) => parse(Array.isArray(entry) ? entry : []));
}

function position(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > MOST) {
    throw new ContractError('state_position', '', `positions in lists must be whole numbers from 1 to ${MOST}`);
  }
  return value;
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new ContractError('state_code', 'edges', 'codes must be text');
  return value;
}
