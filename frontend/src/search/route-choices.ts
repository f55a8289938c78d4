import type { Place } from '#contracts/http-flights.ts';
import type { Language } from '../i18n/languages.ts';
import type { Scheduler } from '../live/scheduler.ts';
import type { ScheduleClient } from '../api/schedule-client.ts';
import { ApiError } from '../api/api-error.ts';
import { createCell, type ReadonlyCell } from '../state/cell.ts';
import { createLatestOnly } from '../schedules/latest-only.ts';
import { createPlaceIndex, type PlaceIndex } from './place-match.ts';

/**
 * Places to choose from. `waiting`: nothing is stored yet, it is asked again until there is; `idle`: there is no origin to
 * reach them from.
 */
export interface PlacesReading {
  readonly state: 'idle' | 'loading' | 'ready' | 'waiting' | 'failed';
  readonly places: readonly Place[];
  readonly index: PlaceIndex;
}

/** Days on which a route is stored; `dates` is null where they aren't known. */
export interface DatesReading {
  readonly state: 'idle' | 'loading' | 'ready' | 'failed';
  readonly dates: readonly string[] | null;
}

/** What can be chosen in the form, loaded as it is needed. */
export interface RouteChoices {
  readonly origins: ReadonlyCell<PlacesReading>;
  readonly destinations: ReadonlyCell<PlacesReading>;
  readonly outboundDates: ReadonlyCell<DatesReading>;
  readonly inboundDates: ReadonlyCell<DatesReading>;
  /** Whether the schedules are sample data; null until an answer said so. */
  readonly sample: ReadonlyCell<boolean | null>;
  /** Loads the places that can be started from; also again after a failure or in another language. */
  readonly loadOrigins: () => void;
  /** Loads what can be reached from a place; null: from nowhere. */
  readonly loadDestinations: (from: string | null) => void;
  /** Loads the days of a route and of its way back. */
  readonly loadDates: (from: string | null, to: string | null) => void;
  readonly close: () => void;
}

const ASK_AGAIN_MS = 5000;
const NOTHING = createPlaceIndex([]);
const NO_DATES: DatesReading = { state: 'idle', dates: null };

export function createRouteChoices(options: {
  readonly client: Pick<ScheduleClient, 'routes'>;
  readonly scheduler: Scheduler;
  readonly language: () => Language;
}): RouteChoices {
  const { client, scheduler, language } = options;
  const origins = createCell<PlacesReading>(withoutPlaces('loading'));
  const destinations = createCell<PlacesReading>(withoutPlaces('idle'));
  const outboundDates = createCell<DatesReading>(NO_DATES);
  const inboundDates = createCell<DatesReading>(NO_DATES);
  const sample = createCell<boolean | null>(null);
  const work = { origins: createLatestOnly(), destinations: createLatestOnly(), dates: createLatestOnly() };
  let cancelAgain: () => void = () => undefined;

  function loadOrigins(): void {
    cancelAgain();
    work.origins.begin(async (signal) => {
      const reading = await readPlaces(undefined, signal);
      if (signal.aborted) return;
      if (reading.state === 'ready' || origins.get().state !== 'ready') origins.set(reading);
      if (reading.state === 'waiting') cancelAgain = scheduler.after(ASK_AGAIN_MS, loadOrigins);
    });
  }

  async function readPlaces(from: string | undefined, signal: AbortSignal): Promise<PlacesReading> {
    try {
      const { places, sample: isSample } = await client.routes({ from, lang: language() }, signal);
      if (signal.aborted) return withoutPlaces('loading');
      if (places.length > 0) sample.set(isSample);
      if (places.length === 0 && from === undefined) return withoutPlaces('waiting');
      return { state: 'ready', places, index: createPlaceIndex(places) };
    } catch (error) {
      if (isStatus(error, 404)) return { state: 'ready', places: [], index: NOTHING };
      return withoutPlaces(isStatus(error, 503) && from === undefined ? 'waiting' : 'failed');
    }
  }

  async function readDates(from: string, to: string, signal: AbortSignal): Promise<DatesReading> {
    try {
      return { state: 'ready', dates: (await client.routes({ from, to, lang: language() }, signal)).dates };
    } catch (error) {
      return isStatus(error, 404) ? { state: 'ready', dates: [] } : { state: 'failed', dates: null };
    }
  }

  return {
    origins,
    destinations,
    outboundDates,
    inboundDates,
    sample,
    loadOrigins,
    loadDestinations(from) {
      work.destinations.abort();
      destinations.set(withoutPlaces(from === null ? 'idle' : 'loading'));
      if (from === null) return;
      work.destinations.begin(async (signal) => {
        const reading = await readPlaces(from, signal);
        if (!signal.aborted) destinations.set(reading);
      });
    },
    loadDates(from, to) {
      work.dates.abort();
      const isKnown = from !== null && to !== null;
      outboundDates.set(isKnown ? { state: 'loading', dates: null } : NO_DATES);
      inboundDates.set(isKnown ? { state: 'loading', dates: null } : NO_DATES);
      if (!isKnown) return;
      work.dates.begin(async (signal) => {
        const there = readDates(from, to, signal);
        const back = readDates(to, from, signal);
        const read = { there: await there, back: await back };
        if (signal.aborted) return;
        inboundDates.set(read.back);
        outboundDates.set(read.there);
      });
    },
    close() {
      cancelAgain();
      for (const one of Object.values(work)) one.abort();
    },
  };
}

function withoutPlaces(state: PlacesReading['state']): PlacesReading {
  return { state, places: [], index: NOTHING };
}

function isStatus(error: unknown, status: number): boolean {
  return error instanceof ApiError && error.status === status;
}
