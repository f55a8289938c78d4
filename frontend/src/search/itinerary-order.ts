import type { HttpItinerary } from '#contracts/http-flights.ts';

/** Columns of the results, in the order in which they are shown. */
export const RESULT_COLUMNS = [
  'duration',
  'from',
  'to',
  'departureDate',
  'departureTime',
  'arrivalDate',
  'arrivalTime',
  'flight',
  'stops',
] as const;
export type ResultColumn = (typeof RESULT_COLUMNS)[number];

export interface ResultSort {
  readonly column: ResultColumn;
  readonly ascending: boolean;
}

export const FIRST_SORT: ResultSort = { column: 'departureTime', ascending: true };
export const ROWS_PER_PAGE = 10;

export interface ArrangedResults {
  /** The rows of the page. */
  readonly rows: readonly HttpItinerary[];
  /** All that pass the filter. */
  readonly total: number;
  /** From 1 on; the last one where the page asked for is beyond it. */
  readonly page: number;
  readonly pages: number;
}

/** What the table shows of the itineraries of one direction. */
export function arrangeResults(
  itineraries: readonly HttpItinerary[],
  { sort, page, directOnly }: { readonly sort: ResultSort; readonly page: number; readonly directOnly: boolean },
): ArrangedResults {
  const shown = directOnly ? itineraries.filter((itinerary) => stopsOf(itinerary) === 0) : [...itineraries];
  const key = KEYS[sort.column];
  const sign = sort.ascending ? 1 : -1;
  // Stable: equal rows stay in the order of the answer, by departure and duration.
  shown.sort((a, b) => sign * compare(key(a), key(b)));
  const pages = Math.max(1, Math.ceil(shown.length / ROWS_PER_PAGE));
  const at = Math.min(Math.max(1, page), pages);
  return { rows: shown.slice((at - 1) * ROWS_PER_PAGE, at * ROWS_PER_PAGE), total: shown.length, page: at, pages };
}

/** Stops between origin and destination: changes, and stops under one number. */
export function stopsOf({ changes, legs }: HttpItinerary): number {
  return changes + legs.reduce((sum, { stops }) => sum + stops, 0);
}

export function firstLegOf({ legs }: HttpItinerary): HttpItinerary['legs'][number] {
  const [first] = legs;
  if (first === undefined) throw new Error('an itinerary has at least one leg');
  return first;
}

export function lastLegOf(itinerary: HttpItinerary): HttpItinerary['legs'][number] {
  return itinerary.legs.at(-1) ?? firstLegOf(itinerary);
}

type SortKey = (itinerary: HttpItinerary) => string | number;

const departure = (itinerary: HttpItinerary) => firstLegOf(itinerary).departure;
const arrival = (itinerary: HttpItinerary) => lastLegOf(itinerary).arrival;

/** Dates sort by the calendar of the place, times by its clock, as they are shown. */
const KEYS: Readonly<Record<ResultColumn, SortKey>> = {
  duration: (itinerary) => itinerary.durationMin,
  from: (itinerary) => `${departure(itinerary).cityName} ${departure(itinerary).airport}`,
  to: (itinerary) => `${arrival(itinerary).cityName} ${arrival(itinerary).airport}`,
  departureDate: (itinerary) => departure(itinerary).local,
  departureTime: (itinerary) => departure(itinerary).local.slice(11),
  arrivalDate: (itinerary) => arrival(itinerary).local,
  arrivalTime: (itinerary) => arrival(itinerary).local.slice(11),
  flight: (itinerary) => firstLegOf(itinerary).flight,
  stops: stopsOf,
};

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), undefined, { numeric: true });
}
