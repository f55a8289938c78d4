import { REFERENCE_RESOURCES, type ReferenceResource } from '#domain/schedules/reference-data.ts';
import { isBetween, type Gap } from './gaps.ts';

/** A record to ask for by its code. */
export interface CodeRequest {
  readonly resource: ReferenceResource;
  readonly code: string;
}

/** Codes that a run did not see, by how they are known; see mongo/reference-codes.ts. */
export interface UnseenCodes {
  readonly used: readonly string[];
  readonly stored: readonly string[];
  readonly named: readonly string[];
}

export interface KnownCodes {
  readonly unseen: Readonly<Record<ReferenceResource, UnseenCodes>>;
  /** Airports of the world that the run did not see: they help to guess, nobody misses them. */
  readonly worldAirports: readonly string[];
  /** {@link requestKey} of what was asked for lately and found to be nothing. */
  readonly unknown: ReadonlySet<string>;
}

/** A gap of one record has few codes in question; more of them would be guessing. */
const GUESSES_PER_RECORD = 4;

export const requestKey = ({ resource, code }: CodeRequest): string => `${resource}/${code}`;

/**
 * What to ask for by code when the lists are read, the most telling first: codes that may stand in the gaps, then airports
 * that the list lacks though flights use them, a former run had them, or a city names them.
 */
export function planCodes(gaps: readonly Gap[], { unseen, worldAirports, unknown }: KnownCodes): CodeRequest[] {
  const requests = new Map<string, CodeRequest>();
  const add = (resource: ReferenceResource, codes: readonly string[]): void => {
    for (const code of codes) {
      const request = { resource, code };
      const key = requestKey(request);
      if (!unknown.has(key)) requests.set(key, request);
    }
  };
  for (const resource of REFERENCE_RESOURCES) {
    const { used, stored, named } = unseen[resource];
    const world = resource === 'airports' ? worldAirports : [];
    const candidates = [...new Set([...used, ...stored, ...named, ...world])].sort();
    for (const gap of gaps) if (gap.resource === resource) add(resource, guesses(gap, candidates));
  }
  const { used, stored, named } = unseen.airports;
  for (const codes of [used, stored, named]) add('airports', codes);
  return [...requests.values()];
}

/** The candidates nearest to a neighbour that is known. */
function guesses(gap: Gap, candidates: readonly string[]): readonly string[] {
  const most = GUESSES_PER_RECORD * gap.count;
  if (gap.before === null && gap.after === null) return [];
  const between = candidates.filter((code) => isBetween(gap, code));
  return gap.before === null ? between.slice(-most) : between.slice(0, most);
}
