import { matchAircraft, parseAircraftQuery, type AircraftQuery } from '#domain/aircraft-search.ts';
import { isIcao24 } from '#domain/address.ts';
import type { Airport } from '#domain/airports.ts';
import { createCell, type ReadonlyCell } from './cell.ts';
import { findAirports } from './find-airports.ts';
import { bestFound, type Found, type FoundAircraft } from './found.ts';
import { findRemote } from './find-remote.ts';
import type { AircraftStore } from '../live/aircraft-store.ts';
import type { FindClient } from '../api/find-client.ts';
import type { Language } from '../i18n/languages.ts';
import type { Scheduler } from '../live/scheduler.ts';

/** What the search shows for what is typed. */
export interface MapSearchReading {
  readonly text: string;
  readonly found: readonly Found[];
  /** How far the server is: it is asked for what the page doesn't hold. */
  readonly remote: 'idle' | 'loading' | 'ready' | 'failed';
}

export interface MapSearch {
  readonly reading: ReadonlyCell<MapSearchReading>;
  readonly type: (text: string) => void;
  /** What the page holds for what is typed, without waiting for the typist's pause: Enter may come before it. */
  readonly foundNow: () => readonly Found[];
  /** Asks the server again. */
  readonly retry: () => void;
  readonly close: () => void;
}

export interface MapSearchOptions {
  readonly store: Pick<AircraftStore, 'all' | 'get'>;
  readonly client: FindClient;
  /** Whether the server has airports of its own. */
  readonly hasAirports: () => boolean;
  readonly loadAirports: () => Promise<readonly Airport[]>;
  readonly language: ReadonlyCell<Language>;
  readonly scheduler: Scheduler;
}

/** A fast typist's pause between two keys; what the page holds is searched at once after it, the server later. */
const RESTS_MS = 60;
const ASK_AFTER_MS = 250;
const SHORTEST_ASKED = 2;
const NOTHING: MapSearchReading = { text: '', found: [], remote: 'idle' };

/** Finds aircraft and airports by what is typed: among what the page holds, then on the server. */
export function createMapSearch(options: MapSearchOptions): MapSearch {
  const { store, scheduler } = options;
  const reading = createCell<MapSearchReading>(NOTHING);
  let airports: readonly Airport[] = [];
  let text = '';
  let cancel: () => void = () => undefined;
  let aborter: AbortController | null = null;

  options.loadAirports().then(
    (loaded) => {
      airports = loaded;
      if (text !== '') searchHeld();
    },
    // Without the list the server's airports are found all the same.
    () => undefined,
  );

  function held(): readonly Found[] {
    const query = parseAircraftQuery(text);
    const aircraft = query === null ? [] : heldAircraft(store.all(), query);
    return [...aircraft, ...findAirports(airports, text)];
  }

  function searchHeld(): void {
    reading.set({ text, found: bestFound(held()), remote: isAsked(text) ? 'loading' : 'idle' });
  }

  function ask(): void {
    aborter?.abort();
    const { signal } = (aborter = new AbortController());
    reading.set({ ...reading.get(), remote: 'loading' });
    const isHeld = isIcao24(text.toLowerCase()) && store.get(text.toLowerCase()) !== undefined;
    const query = { text, language: options.language.get(), isHeld, hasAirports: options.hasAirports(), signal };
    findRemote(options.client, query).then(
      ({ found, failed }) => {
        if (signal.aborted) return;
        reading.set({ text, found: bestFound([...held(), ...found]), remote: failed ? 'failed' : 'ready' });
      },
      () => {
        if (!signal.aborted) reading.set({ ...reading.get(), remote: 'failed' });
      },
    );
  }

  function stop(): void {
    cancel();
    aborter?.abort();
  }

  return {
    reading,
    type(typed) {
      stop();
      text = typed.trim();
      if (text === '') {
        reading.set({ ...NOTHING });
        return;
      }
      cancel = scheduler.after(RESTS_MS, () => {
        searchHeld();
        if (isAsked(text)) cancel = scheduler.after(ASK_AFTER_MS - RESTS_MS, ask);
      });
    },
    foundNow() {
      if (reading.get().text !== text) searchHeld();
      return reading.get().found;
    },
    retry: ask,
    close: stop,
  };
}

function isAsked(text: string): boolean {
  return text.length >= SHORTEST_ASKED;
}

function heldAircraft(all: ReturnType<AircraftStore['all']>, query: AircraftQuery): readonly FoundAircraft[] {
  const found: FoundAircraft[] = [];
  for (const { icao24, identity, fix } of all) {
    const { callsign = null, registration = null, typeCode = null, flightNumber = null } = identity ?? {};
    const rank = matchAircraft(query, { icao24, callsign, registration, flightNumber });
    if (rank === null) continue;
    const { lat, lon, observedAtMs } = fix;
    const names = { icao24, callsign, registration, typeCode, flightNumber };
    found.push({ kind: 'aircraft', ...names, lat, lon, observedAtMs, where: 'held', rank });
  }
  return found.sort((a, b) => a.rank - b.rank || (nameOf(a) < nameOf(b) ? -1 : 1));
}

/** What the aircraft is called: callsign, else registration, else its address. */
export function nameOf({ callsign, registration, icao24 }: FoundAircraft): string {
  return callsign ?? registration ?? icao24.toUpperCase();
}
