import type { Aircraft } from '#contracts/http-aircraft.ts';
import type { AircraftSearch } from '#contracts/http-aircraft-search.ts';
import type { AirportPage } from '#contracts/http-reference.ts';
import type { Language } from '../i18n/languages.ts';
import { checked, createApiRequest, type Fetch } from './api-request.ts';

/** The part of the API that the map's search needs. Every call can be aborted, ends within 15 s and fails with an `ApiError`. */
export interface FindClient {
  /** Aircraft heard lately, anywhere, that a text names; at most ten. */
  aircraft(text: string, signal?: AbortSignal): Promise<AircraftSearch>;
  /** The newest of one aircraft, however old. Fails with 404 where nothing is stored of it. */
  address(icao24: string, signal?: AbortSignal): Promise<Aircraft>;
  /** Airports and stations of the reference data whose names or code begin with the text. */
  airports(text: string, language: Language, signal?: AbortSignal): Promise<AirportPage>;
}

const MOST_AIRPORTS = 8;

/** @param fetchImplementation the browser's `fetch` */
export function createFindClient(fetchImplementation: Fetch): FindClient {
  const { get } = createApiRequest(fetchImplementation);
  return {
    async aircraft(text, signal) {
      const url = `/api/aircraft?q=${encodeURIComponent(text)}`;
      const loading = [get(url, { signal }), import('#contracts/http-aircraft-search.ts')] as const;
      const [body, { aircraftSearchSchema }] = await Promise.all(loading);
      return checked(url, body, (value) => aircraftSearchSchema.parse(value));
    },
    async address(icao24, signal) {
      const url = `/api/aircraft/${encodeURIComponent(icao24)}`;
      const loading = [get(url, { signal }), import('#contracts/http-aircraft.ts')] as const;
      const [body, { aircraftSchema }] = await Promise.all(loading);
      return checked(url, body, (value) => aircraftSchema.parse(value));
    },
    async airports(text, language, signal) {
      const url = `/api/airports?q=${encodeURIComponent(text)}&lang=${language}&limit=${MOST_AIRPORTS}`;
      const loading = [get(url, { signal }), import('#contracts/http-reference.ts')] as const;
      const [body, { airportPageSchema }] = await Promise.all(loading);
      return checked(url, body, (value) => airportPageSchema.parse(value));
    },
  };
}
