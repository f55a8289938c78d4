import { describe, expect, it } from 'vitest';
import { createLufthansaApi } from '#adapters/lufthansa/create-lufthansa-api.ts';
import type { CallOptions, LufthansaApi } from '#adapters/lufthansa/lufthansa-api.ts';
import { quotaLimits } from '#adapters/lufthansa/quota/quota-limits.ts';
import { REFERENCE_RESOURCES } from '#domain/schedules/reference-data.ts';
import { createFakeLufthansa, type FakeBehaviour, type FakeLufthansa } from '../../../fakes/fake-lufthansa.ts';
import { createMemoryQuota, createMemoryTokens } from '../../../fakes/lufthansa-access.ts';
import { createRecordingLogger } from '../../../fakes/recording-logger.ts';

const ROUTE = { origin: 'FRA', destination: 'JFK', date: '2026-12-01' };
const WINDOW = { airport: 'FRA', direction: 'departures', fromLocal: '2026-12-01T10:00' } as const;
const NOTHING: FakeBehaviour = { status: 404, body: {} };

const zoneOf = (code: string): string | null => (code === 'JFK' ? 'America/New_York' : 'Europe/Berlin');

const call = (): CallOptions => ({ purpose: 'admin', signal: new AbortController().signal, untilMs: Infinity });

/** Nothing waits: what time passes is for lufthansa-client.test.ts. */
function start(answer: (path: string) => FakeBehaviour, more = {}): { api: LufthansaApi; lufthansa: FakeLufthansa } {
  const lufthansa = createFakeLufthansa(answer);
  let nowMs = 1_700_000_000_000;
  const clock = () => nowMs;
  const api = createLufthansaApi({
    baseUrl: lufthansa.baseUrl,
    clientId: 'client',
    clientSecret: 'secret',
    quota: createMemoryQuota(clock, quotaLimits({ callsPerHour: 9000 })),
    tokens: createMemoryTokens(clock),
    fetch: lufthansa.fetch,
    clock,
    random: () => 0.5,
    // The time limit of a request is the one wait that is not worth waiting for.
    sleep: (ms, signal) =>
      ms >= 20_000
        ? new Promise((resolve) => signal.addEventListener('abort', () => resolve()))
        : Promise.resolve(void (nowMs += ms)),
    log: createRecordingLogger(),
    ...more,
  });
  return { api, lufthansa };
}

const countryPage = (codes: readonly string[], total: number): FakeBehaviour => ({
  body: {
    CountryResource: {
      Countries: { Country: codes.map((CountryCode) => ({ CountryCode, Names: {} })) },
      Meta: { TotalCount: total },
    },
  },
});

/** Journeys of a day: number `n` leaves at minute `n`. */
function schedulePage(from: number, to: number): FakeBehaviour {
  const Schedule = Array.from({ length: to - from + 1 }, (_, index) => {
    const n = from + index;
    const at = (hour: number) =>
      `2026-12-01T${String(hour + Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`;
    return {
      TotalJourney: { Duration: 'PT8H' },
      Flight: {
        Departure: { AirportCode: 'FRA', ScheduledTimeLocal: { DateTime: at(8) } },
        Arrival: { AirportCode: 'JFK', ScheduledTimeLocal: { DateTime: at(10) } },
        MarketingCarrier: { AirlineID: 'LH', FlightNumber: 400 + n },
        Equipment: { AircraftCode: 388 },
        Details: { Stops: { StopQuantity: 0 } },
      },
    };
  });
  return { body: { ScheduleResource: { Schedule, Meta: { Link: [{ '@Rel': 'next', '@Href': 'x' }] } } } };
}

function statusPage(from: number, to: number, total: number): FakeBehaviour {
  const Flight = Array.from({ length: to - from + 1 }, (_, index) => {
    const n = from + index;
    const end = (airport: string, hour: number) => ({
      AirportCode: airport,
      ScheduledTimeLocal: { DateTime: `2026-12-01T${hour + 1}:00` },
      ScheduledTimeUTC: { DateTime: `2026-12-01T${hour}:00Z` },
      TimeStatus: { Code: 'OT' },
    });
    return {
      Departure: end('FRA', 10),
      Arrival: end('MUC', 11),
      MarketingCarrier: { AirlineID: 'LH', FlightNumber: n },
      OperatingCarrier: { AirlineID: 'LH', FlightNumber: n },
      Equipment: { AircraftCode: '32N' },
      FlightStatus: { Code: 'NA' },
    };
  });
  return { body: { FlightStatusResource: { Flights: { Flight }, Meta: { TotalCount: total } } } };
}

const offsetOf = (path: string): number => Number(new URL(path, 'http://x').searchParams.get('offset'));

describe('reference data', () => {
  it('is asked for without a language, airports with those that Lufthansa does not fly to', async () => {
    const { api, lufthansa } = start(() => NOTHING);
    for (const resource of REFERENCE_RESOURCES) await api.referenceRange({ resource, offset: 101, limit: 100 }, call());
    expect(lufthansa.paths()).toEqual([
      '/mds-references/countries?limit=100&offset=101',
      '/mds-references/cities?limit=100&offset=101',
      '/mds-references/airports?limit=100&offset=101&LHoperated=0',
      '/mds-references/airlines?limit=100&offset=101',
      '/mds-references/aircraft?limit=100&offset=101',
    ]);
  });

  it('comes as a page with its raw answer', async () => {
    const { api } = start(() => countryPage(['AD', 'AE'], 238));
    const answer = await api.referenceRange({ resource: 'countries', offset: 1, limit: 2 }, call());
    expect(answer).toMatchObject({
      kind: 'page',
      totalCount: 238,
      records: [{ countryCode: 'AD' }, { countryCode: 'AE' }],
      rejected: [],
      raw: { path: '/mds-references/countries?limit=2&offset=1', status: 200 },
    });
  });

  it.each([404, 500])('is a bad range where Lufthansa answers %i, without another try', async (status) => {
    const { api } = start(() => ({ status, body: {} }));
    const answer = await api.referenceRange({ resource: 'cities', offset: 1, limit: 50 }, call());
    expect(answer).toEqual({ kind: 'bad-range', status });
    expect(api.calls()).toBe(2);
  });

  it('that is no page is a bad answer', async () => {
    const { api } = start(() => ({ body: { CityResource: {} } }));
    const asked = api.referenceRange({ resource: 'countries', offset: 1, limit: 1 }, call());
    await expect(asked).rejects.toMatchObject({ name: 'LufthansaError', kind: 'bad-answer', status: 200 });
  });

  it('is found by code, of which there may be several', async () => {
    const { api, lufthansa } = start(() => ({
      body: {
        AirlineResource: {
          Airlines: {
            Airline: [
              { AirlineID: 'LH', AirlineID_ICAO: 'DLH', Names: {} },
              { AirlineID: 'LH', Names: {} },
            ],
          },
        },
      },
    }));
    const found = await api.referenceByCode('airlines', 'LH', call());
    expect(found?.records.map(({ icao }) => icao)).toEqual(['DLH', null]);
    expect(lufthansa.paths()).toEqual(['/mds-references/airlines/LH']);
  });

  it.each([400, 404, 500])('by code is none where Lufthansa answers %i', async (status) => {
    const { api } = start(() => ({ status, body: {} }));
    expect(await api.referenceByCode('airports', 'A/B', call())).toBeNull();
    expect(api.calls()).toBeLessThanOrEqual(3);
  });

  it('by code is an error where Lufthansa is away', async () => {
    const { api } = start(() => ({ status: 503, body: '' }));
    await expect(api.referenceByCode('airports', 'FRA', call())).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('of the older API is asked for under its prefix', async () => {
    const { api, lufthansa } = start(() => NOTHING, { referencePrefix: 'references' });
    await api.referenceByCode('cities', 'X Y', call());
    expect(lufthansa.paths()).toEqual(['/references/cities/X%20Y']);
  });
});

describe('schedules', () => {
  it('are one page where there are fewer than asked for, whatever the links say', async () => {
    const { api, lufthansa } = start(() => schedulePage(1, 7));
    const answer = await api.schedules(ROUTE, zoneOf, call());
    expect(answer.records).toHaveLength(7);
    expect(answer.raw).toHaveLength(1);
    expect(lufthansa.paths()).toEqual(['/operations/schedules/FRA/JFK/2026-12-01?directFlights=0&limit=100&offset=0']);
  });

  it('are none where Lufthansa has none', async () => {
    const { api } = start(() => NOTHING);
    expect(await api.schedules(ROUTE, zoneOf, call())).toEqual({ records: [], rejected: [], merged: 0, raw: [] });
  });

  it.each([100, 50, 20])('are read on after a page of %i, up to the one that is not full', async (size) => {
    const total = 2 * size + 3;
    const { api, lufthansa } = start((path) =>
      schedulePage(offsetOf(path) + 1, Math.min(total, offsetOf(path) + size)),
    );
    const answer = await api.schedules(ROUTE, zoneOf, call());
    expect(answer.records.length + answer.merged + answer.rejected.length).toBe(total);
    expect(answer.records).toHaveLength(total);
    expect(lufthansa.paths().map(offsetOf)).toEqual([0, size, 2 * size]);
    expect(answer.raw).toHaveLength(3);
  });

  it('end with 404 where the last page is full', async () => {
    const { api, lufthansa } = start((path) => (offsetOf(path) === 0 ? schedulePage(1, 20) : NOTHING));
    expect((await api.schedules(ROUTE, zoneOf, call())).records).toHaveLength(20);
    expect(lufthansa.paths()).toHaveLength(2);
  });

  it('end where the same page comes again', async () => {
    const { api, lufthansa } = start(() => schedulePage(1, 20));
    const answer = await api.schedules(ROUTE, zoneOf, call());
    expect(answer).toMatchObject({ merged: 0 });
    expect(answer.records).toHaveLength(20);
    expect(lufthansa.paths()).toHaveLength(2);
  });

  it('are given up where there is no end', async () => {
    const { api, lufthansa } = start((path) => schedulePage(offsetOf(path) + 1, offsetOf(path) + 20));
    await expect(api.schedules(ROUTE, zoneOf, call())).rejects.toMatchObject({ kind: 'bad-answer' });
    expect(lufthansa.paths()).toHaveLength(40);
  });
});

describe('status of an airport', () => {
  it('is read in pages of 50 up to the total', async () => {
    const { api, lufthansa } = start((path) => statusPage(offsetOf(path) + 1, Math.min(120, offsetOf(path) + 50), 120));
    const answer = await api.airportStatus(WINDOW, zoneOf, call());
    expect(answer.records).toHaveLength(120);
    expect(lufthansa.paths()).toEqual(
      [0, 50, 100].map(
        (offset) => `/operations/flightstatus/departures/FRA/2026-12-01T10:00?limit=50&offset=${offset}`,
      ),
    );
  });

  it('goes on by the rows that came, not by those asked for', async () => {
    const { api, lufthansa } = start((path) => statusPage(offsetOf(path) + 1, Math.min(70, offsetOf(path) + 30), 70));
    expect((await api.airportStatus(WINDOW, zoneOf, call())).records).toHaveLength(70);
    expect(lufthansa.paths().map(offsetOf)).toEqual([0, 30, 60]);
  });

  it('ends with 404 or an empty page where the total was too high', async () => {
    for (const end of [NOTHING, statusPage(1, 0, 90)]) {
      const { api, lufthansa } = start((path) => (offsetOf(path) === 0 ? statusPage(1, 50, 90) : end));
      expect((await api.airportStatus(WINDOW, zoneOf, call())).records).toHaveLength(50);
      expect(lufthansa.paths()).toHaveLength(2);
    }
  });

  it('counts the flights that two pages have once, and says so', async () => {
    const { api } = start((path) => (offsetOf(path) === 0 ? statusPage(1, 50, 60) : statusPage(41, 50, 60)));
    const answer = await api.airportStatus({ ...WINDOW, direction: 'arrivals' }, zoneOf, call());
    expect([answer.records.length, answer.merged]).toEqual([50, 10]);
  });
});
