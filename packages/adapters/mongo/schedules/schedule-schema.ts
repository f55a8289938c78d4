import { COLLECTIONS } from '#contracts/names.ts';
import type { IndexRule } from '../index-rule.ts';

const DAY_S = 86_400;

/** How long what the schedules are made of is kept. */
const RETENTION_DAYS = { flights: 30, status: 14, runs: 90, rejects: 14, raw: 14 } as const;

/**
 * Indexes of reference data, schedules, flight status and of what their ETLs leave. Two fields of one leg bound an index
 * together only within `$elemMatch`; the words of `search` are found by their beginning (`/^fra/`).
 */
export const SCHEDULE_RULES: readonly IndexRule[] = [
  ...flightRules(),
  ...statusRules(),
  ...referenceRules(),
  ...runRules(),
];

function flightRules(): IndexRule[] {
  const collection = COLLECTIONS.flights;
  return [
    { collection, name: 'route_day', key: { origin: 1, destination: 1, departure_date: 1, departs_at: 1 } },
    { collection, name: 'leg_departures', key: { 'legs.origin': 1, 'legs.departs_at': 1 } },
    { collection, name: 'leg_arrivals', key: { 'legs.destination': 1, 'legs.arrives_at': 1 } },
    { collection, name: 'carrier', key: { 'legs.operating_airline': 1, 'legs.operating_number': 1, departs_at: 1 } },
    { collection, name: 'asked', key: { asked: 1 } },
    { collection, name: 'retention', key: { departs_at: 1 }, expireAfterSeconds: RETENTION_DAYS.flights * DAY_S },
  ];
}

function statusRules(): IndexRule[] {
  const collection = COLLECTIONS.flightStatus;
  return [
    { collection, name: 'departures', key: { origin: 1, scheduled_departure_at: 1 } },
    { collection, name: 'arrivals', key: { destination: 1, scheduled_arrival_at: 1 } },
    { collection, name: 'flight', key: { flight: 1, scheduled_departure_at: 1 } },
    {
      collection,
      name: 'retention',
      key: { scheduled_departure_at: 1 },
      expireAfterSeconds: RETENTION_DAYS.status * DAY_S,
    },
  ];
}

function referenceRules(): IndexRule[] {
  const { countries, cities, airports, airlines, aircraftTypes } = COLLECTIONS;
  return [
    ...[countries, cities, airports, airlines, aircraftTypes].map((collection) => ({
      collection,
      name: 'search',
      key: { search: 1 } as const,
    })),
    { collection: cities, name: 'airports', key: { airport_codes: 1 } },
    { collection: airports, name: 'city', key: { city_code: 1 } },
    { collection: airports, name: 'location', key: { location: '2dsphere' } },
    { collection: airlines, name: 'iata', key: { airline_id: 1 } },
    { collection: airlines, name: 'icao', key: { airline_id_icao: 1 } },
  ];
}

function runRules(): IndexRule[] {
  const { etlRuns, etlRejects, etlRaw, lufthansaAccess } = COLLECTIONS;
  const kept = (collection: string, days: number): IndexRule => ({
    collection,
    name: 'retention',
    key: { at: 1 },
    expireAfterSeconds: days * DAY_S,
  });
  return [
    { collection: etlRuns, name: 'kind', key: { kind: 1, startedAtMs: -1 } },
    { collection: etlRejects, name: 'run', key: { run: 1 } },
    kept(etlRuns, RETENTION_DAYS.runs),
    kept(etlRejects, RETENTION_DAYS.rejects),
    kept(etlRaw, RETENTION_DAYS.raw),
    { collection: lufthansaAccess, name: 'retention', key: { expiresAt: 1 }, expireAfterSeconds: 0 },
  ];
}
