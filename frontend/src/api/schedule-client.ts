import type { Flights, FlightsQuery, Routes, RoutesQuery } from '#contracts/http-flights.ts';
import { checked, createApiRequest, type Fetch } from './api-request.ts';

/** The part of the API that the search needs. Every call can be aborted, ends within 15 s and fails with an `ApiError`. */
export interface ScheduleClient {
  /** Places that can be started from, or reached, or the days of a route. Fails with 503 while nothing is stored. */
  routes(query: RoutesQuery, signal?: AbortSignal): Promise<Routes>;
  flights(query: FlightsQuery, signal?: AbortSignal): Promise<Flights>;
}

/** @param fetchImplementation the browser's `fetch` */
export function createScheduleClient(fetchImplementation: Fetch): ScheduleClient {
  const { get } = createApiRequest(fetchImplementation);
  return {
    async routes(query, signal) {
      const url = addressOf('/api/routes', query);
      const [body, { routesSchema }] = await Promise.all([get(url, { signal }), import('#contracts/http-flights.ts')]);
      return checked(url, body, (value) => routesSchema.parse(value));
    },
    async flights(query, signal) {
      const url = addressOf('/api/flights', query);
      const [body, { flightsSchema }] = await Promise.all([get(url, { signal }), import('#contracts/http-flights.ts')]);
      return checked(url, body, (value) => flightsSchema.parse(value));
    },
  };
}

function addressOf(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const text = new URLSearchParams(given).toString();
  return text === '' ? path : `${path}?${text}`;
}
