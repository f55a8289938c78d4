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

/** What to ask for by code when the lists are read. */
export interface CodePlan {
  /** Codes that may stand in the gaps of the lists. */
  readonly guesses: readonly CodeRequest[];
  /** Airports that the list lacks though flights use them, a former run had them, or a city names them; in this order. */
  readonly missing: readonly CodeRequest[];
}

/** A gap of one record has few codes in question; more of them would be guessing. */
const GUESSES_PER_RECORD = 4;

export const requestKey = ({ resource, code }: CodeRequest): string => `${resource}/${code}`;

/** Plans what is not yet known to be nothing; what is in a gap is not among the missing. */
export function planCodes(gaps: readonly Gap[], { unseen, worldAirports, unknown }: KnownCodes): CodePlan {
  const planned = new Set(unknown);
  const plan = (resource: ReferenceResource, codes: readonly string[]): CodeRequest[] =>
    codes.flatMap((code) => {
      const request = { resource, code };
      const key = requestKey(request);
      if (planned.has(key)) return [];
      planned.add(key);
      return [request];
    });
  const guesses = REFERENCE_RESOURCES.flatMap((resource) => {
    const { used, stored, named } = unseen[resource];
    const world = resource === 'airports' ? worldAirports : [];
    const candidates = [...new Set([...used, ...stored, ...named, ...world])].sort();
    const ofResource = gaps.filter((gap) => gap.resource === resource);
    return ofResource.flatMap((gap) => plan(resource, candidatesOf(gap, candidates)));
  });
  const { used, stored, named } = unseen.airports;
  return { guesses, missing: [used, stored, named].flatMap((codes) => plan('airports', codes)) };
}

/** The candidates nearest to a neighbour that is known. */
function candidatesOf(gap: Gap, candidates: readonly string[]): readonly string[] {
  const most = GUESSES_PER_RECORD * gap.count;
  if (gap.before === null && gap.after === null) return [];
  const between = candidates.filter((code) => isBetween(gap, code));
  return gap.before === null ? between.slice(-most) : between.slice(0, most);
}
