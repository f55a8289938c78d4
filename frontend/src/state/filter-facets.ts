import { airlineOf } from './aircraft-filter.ts';
import type { Aircraft } from '../live/aircraft-store.ts';

/** A code and how many of the aircraft bear it. */
export interface Facet {
  readonly code: string;
  readonly count: number;
}

const MOST_FACETS = 8;

/** The airlines and types that are most frequent among the aircraft; the first of the alphabet where as many. */
export function filterFacets(aircraft: Iterable<Aircraft>): {
  readonly airlines: readonly Facet[];
  readonly types: readonly Facet[];
} {
  const airlines = new Map<string, number>();
  const types = new Map<string, number>();
  for (const one of aircraft) {
    count(airlines, airlineOf(one));
    count(types, one.identity?.typeCode ?? null);
  }
  return { airlines: mostFrequent(airlines), types: mostFrequent(types) };
}

function count(counts: Map<string, number>, code: string | null): void {
  if (code !== null && code !== '') counts.set(code, (counts.get(code) ?? 0) + 1);
}

function mostFrequent(counts: ReadonlyMap<string, number>): readonly Facet[] {
  return [...counts]
    .map(([code, held]) => ({ code, count: held }))
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1))
    .slice(0, MOST_FACETS);
}
