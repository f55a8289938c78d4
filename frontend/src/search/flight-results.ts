import type { Flights } from '#contracts/http-flights.ts';
import type { Language } from '../i18n/languages.ts';
import type { ScheduleClient } from '../api/schedule-client.ts';
import { ApiError } from '../api/api-error.ts';
import { createCell, type ReadonlyCell } from '../state/cell.ts';
import { createLatestOnly } from '../schedules/latest-only.ts';
import type { SearchQuery } from './search-url.ts';

/** Why a search has no answer. `unavailable`: nothing is stored yet, or the database is away. */
export type ResultFailure = 'unreachable' | 'unknown-place' | 'unavailable' | 'refused';

export type ResultReading =
  | { readonly state: 'none' }
  | { readonly state: 'loading'; readonly query: SearchQuery }
  | { readonly state: 'ready'; readonly query: SearchQuery; readonly flights: Flights }
  | { readonly state: 'failed'; readonly query: SearchQuery; readonly reason: ResultFailure };

/** The answer of the newest search. */
export interface FlightResults {
  readonly reading: ReadonlyCell<ResultReading>;
  /** Searches; what was asked before is given up. */
  readonly search: (query: SearchQuery) => void;
  /** Asks for the same again, in place of what is shown: in another language, or after a failure. */
  readonly again: () => void;
  readonly clear: () => void;
  readonly close: () => void;
}

export function createFlightResults(options: {
  readonly client: Pick<ScheduleClient, 'flights'>;
  readonly language: () => Language;
}): FlightResults {
  const reading = createCell<ResultReading>({ state: 'none' });
  const work = createLatestOnly();

  function load(query: SearchQuery): void {
    const { return: back, ...there } = query;
    work.begin(async (signal) => {
      const asked = { ...there, ...(back === null ? {} : { return: back }), lang: options.language() };
      try {
        const flights = await options.client.flights(asked, signal);
        if (!signal.aborted) reading.set({ state: 'ready', query, flights });
      } catch (error) {
        if (!signal.aborted) reading.set({ state: 'failed', query, reason: failureOf(error) });
      }
    });
  }

  function search(query: SearchQuery): void {
    reading.set({ state: 'loading', query });
    load(query);
  }

  return {
    reading,
    search,
    again() {
      const current = reading.get();
      if (current.state === 'ready') load(current.query);
      else if (current.state !== 'none') search(current.query);
    },
    clear() {
      work.abort();
      reading.set({ state: 'none' });
    },
    close: work.abort,
  };
}

function failureOf(error: unknown): ResultFailure {
  if (!(error instanceof ApiError) || error.code === 'unreachable') return 'unreachable';
  if (error.status === 404) return 'unknown-place';
  return error.status === 503 ? 'unavailable' : 'refused';
}
