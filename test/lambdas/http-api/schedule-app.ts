import { createTestApp, type TestApp } from './test-app.ts';
import { frankfurtToNewYork, niceToNewYork } from '../../fixtures/itineraries.ts';
import { AIRCRAFT_TYPES, AIRLINES, AIRPORTS, CITIES, COUNTRIES } from '../../fixtures/reference-data.ts';

/** 1 December 2026, 11:55 UTC: LH400 has been in the air for two hours. */
export const IN_FLIGHT_MS = Date.UTC(2026, 11, 1, 11, 55);

/** The API over the little world of reference-data.ts, with two ways to New York on 1 and 3 December 2026. */
export function createScheduleApp(): TestApp {
  const app = createTestApp();
  app.clock.nowMs = IN_FLIGHT_MS;
  Object.assign(app.schedules, {
    countries: COUNTRIES,
    cities: CITIES,
    airports: AIRPORTS,
    airlines: AIRLINES,
    aircraftTypes: AIRCRAFT_TYPES,
    itineraries: ['2026-12-01', '2026-12-03'].flatMap((date) => [niceToNewYork(date), frankfurtToNewYork(date)]),
  });
  return app;
}
