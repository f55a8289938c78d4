import { expect, test } from 'vitest';
import type { CallOptions, OperationsAnswer, RejectedRecord } from '#adapters/lufthansa/lufthansa-api.ts';
import type { RouteDayAnswer } from '#adapters/mongo/schedules/flight-store.ts';
import { scheduleImportSchema } from '#contracts/http-admin.ts';
import type { DataSource } from '#domain/schedules/data-source.ts';
import type { Itinerary } from '#domain/schedules/itinerary.ts';
import { createDayImporter } from '../../../lambdas/admin-api/import-day.ts';

const NOW_MS = 1_764_000_000_000;
const ASKED = { origin: 'FRA', destination: 'JFK', date: '2026-12-01' };
const LH400 = { airline: 'LH', number: 400, suffix: '' };

const itinerary: Itinerary = {
  origin: 'FRA',
  destination: 'JFK',
  departureDate: '2026-12-01',
  durationMin: 535,
  legs: [
    {
      departure: {
        ...{ airport: 'FRA', atMs: NOW_MS, local: '2026-12-01T10:55', timeZone: 'Europe/Berlin', terminal: '1' },
      },
      arrival: {
        ...{ airport: 'JFK', atMs: NOW_MS + 535 * 60_000, local: '2026-12-01T13:50', terminal: null },
        timeZone: 'America/New_York',
      },
      flight: LH400,
      numbers: [LH400, { airline: 'UA', number: 8840, suffix: '' }],
      operatingAirline: 'LH',
      aircraftCode: '74H',
      mode: 'air',
      stops: 0,
    },
  ],
};
const reject = (reason: string): RejectedRecord => ({ resource: 'schedules', reason, field: 'x', record: '{}' });

function anImporter(answer: Partial<OperationsAnswer<Itinerary>>, source: DataSource = 'sample') {
  const seen = {
    claimed: [] as DataSource[],
    calls: [] as CallOptions[],
    kept: [] as unknown[],
    put: [] as RouteDayAnswer[],
  };
  const importDay = createDayImporter({
    api: {
      schedules: (_query, _zoneOf, call) => {
        seen.calls.push(call);
        return Promise.resolve({ records: [], rejected: [], merged: 0, raw: [], ...answer });
      },
    },
    zones: { load: () => Promise.resolve(() => 'Europe/Berlin') },
    raw: { put: () => Promise.resolve() },
    flights: {
      put: (stored) => {
        seen.put.push(stored);
        return Promise.resolve({ stored: 1, merged: stored.itineraries.length - 1, changed: 1, vanished: 0 });
      },
    },
    rejects: {
      add: (run, records) => {
        seen.kept.push([run, records.length]);
        return Promise.resolve();
      },
    },
    claimSource: (claimed) => {
      seen.claimed.push(claimed);
      return Promise.resolve();
    },
    clock: () => NOW_MS,
    newRunId: () => 'run-1',
    source,
  });
  const limits = { signal: new AbortController().signal, untilMs: NOW_MS + 1000 };
  return { seen, ask: () => importDay(ASKED, limits), limits };
}

test('what was stored is told in the form of the contract, doubles once, with what was kept aside by reason', async () => {
  const rejected = [reject('time_zone_unknown'), reject('time_zone_unknown'), reject('code_missing')];
  const { ask, seen } = anImporter({ records: [itinerary, itinerary], rejected });
  const outcome = scheduleImportSchema.parse(await ask());
  expect(outcome).toMatchObject({
    ...{ ...ASKED, sample: true, received: 5, stored: 1, merged: 1, changed: 1 },
    rejected: { time_zone_unknown: 2, code_missing: 1 },
  });
  expect(outcome.itineraries).toHaveLength(1);
  expect(outcome.itineraries[0]).toMatchObject({
    id: 'FRA-JFK/2026-12-01/LH400:FRA-JFK',
    durationMin: 535,
    legs: [
      {
        flight: 'LH400',
        numbers: ['LH400', 'UA8840'],
        departure: { airport: 'FRA', local: '2026-12-01T10:55', terminal: '1' },
        arrival: { airport: 'JFK', timeZone: 'America/New_York', terminal: null },
      },
    ],
  });
  expect(seen.kept).toEqual([['run-1', 3]]);
});

test('the database is claimed first, the calls are taken from the share of operators and within the limits', async () => {
  const { ask, seen, limits } = anImporter({}, 'lufthansa');
  expect(await ask()).toMatchObject({ sample: false, itineraries: [] });
  expect(seen.claimed).toEqual(['lufthansa']);
  expect(seen.calls).toEqual([{ purpose: 'admin', ...limits }]);
  expect(seen.put).toMatchObject([{ source: 'lufthansa', run: 'run-1', asked: ASKED, isWhole: true }]);
});
