import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseReferencePage } from '#adapters/lufthansa/parse/parse-reference-page.ts';
import { parseCustomerFlightInformation, parseFlightStatus } from '#adapters/lufthansa/parse/parse-flight-status.ts';
import { parseSchedules } from '#adapters/lufthansa/parse/parse-schedules.ts';
import { parseToken } from '#adapters/lufthansa/token/parse-token.ts';
import { airportByIata } from '#domain/airports.ts';
import { sampleRailStation } from '#domain/sample-rail-stations.ts';
import type { FlightStatus } from '#domain/schedules/flight-status.ts';
import { REFERENCE_RESOURCES } from '#domain/schedules/reference-data.ts';
import { zoneAt } from '../../local/lufthansa-stub/place-zones.ts';
import { startLufthansaStub, type LufthansaStub } from '../../local/lufthansa-stub.ts';
import { createStubCaller, type StubAnswer, type StubCaller } from '../fakes/stub-caller.ts';

/** A Tuesday. */
const NOW_MS = Date.parse('2026-12-01T11:00Z');
const ANY_QUOTA = { callsPerSecond: 10_000, callsPerHour: 100_000 };

let stub: LufthansaStub;
let get: StubCaller;
beforeAll(async () => {
  stub = await startLufthansaStub({ quota: ANY_QUOTA, clock: () => NOW_MS });
  get = await createStubCaller(stub.url);
});
afterAll(() => stub.stop());

const zoneOf = (code: string): string | null => {
  const place = airportByIata(code) ?? sampleRailStation(code);
  return place === undefined ? null : zoneAt(place);
};
const dig = (value: unknown, ...path: (string | number)[]): unknown =>
  path.reduce<unknown>((at, key) => (at as Record<string | number, unknown> | undefined)?.[key], value);
const rowsOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);
const AIRPORT = ['AirportResource', 'Airports', 'Airport'] as const;
const linksOf = ({ json }: StubAnswer, root: string): Record<string, string> =>
  Object.fromEntries(
    rowsOf(dig(json, root, 'Meta', 'Link')).map((link) => [dig(link, '@Rel'), dig(link, '@Href')]),
  ) as Record<string, string>;

describe('reference data', () => {
  test.each(REFERENCE_RESOURCES)('every record of a page of %s passes the parser', async (resource) => {
    const { json } = await get(`/mds-references/${resource}/?limit=100&offset=1`);
    const page = parseReferencePage(resource, json);
    expect(page.rejected).toEqual([]);
    expect(page.records.length).toBe(Math.min(100, page.totalCount));
  });

  test('a limit over 100 is cut to 100 without a word, none is 20', async () => {
    const [many, few] = [await get('/mds-references/airports/?limit=300'), await get('/mds-references/airports')];
    expect(rowsOf(dig(many.json, ...AIRPORT))).toHaveLength(100);
    expect(rowsOf(dig(few.json, ...AIRPORT))).toHaveLength(20);
  });

  test('offset 0 and offset 1 are the same page, offset 100 repeats the hundredth record', async () => {
    const pages = await Promise.all(
      [0, 1, 100].map(async (offset) =>
        rowsOf(
          dig((await get(`/mds-references/cities/?limit=100&offset=${offset}`)).json, 'CityResource', 'Cities', 'City'),
        ),
      ),
    );
    expect(pages[0]).toEqual(pages[1]);
    expect(pages[2]?.[0]).toEqual(pages[1]?.[99]);
  });

  test('the last page has what is left, no next and no last', async () => {
    const first = await get('/mds-references/countries/?limit=100&offset=1');
    const total = Number(dig(first.json, 'CountryResource', 'Meta', 'TotalCount'));
    const last = await get(`/mds-references/countries/?limit=100&offset=201`);
    expect(rowsOf(dig(last.json, 'CountryResource', 'Countries', 'Country'))).toHaveLength(total - 200);
    expect(Object.keys(linksOf(last, 'CountryResource'))).toEqual(['self', 'first', 'previous', 'related']);
    const links = linksOf(first, 'CountryResource');
    expect(links['previous']).toMatch(/limit=100&offset=0$/);
    expect(links['next']).toMatch(/offset=101$/);
    expect(links['last']).toMatch(/offset=200$/);
  });

  test('an offset beyond the end is not found', async () => {
    const { status, json } = await get('/mds-references/aircraft/?offset=5000');
    expect(status).toBe(404);
    expect(dig(json, 'ProcessingErrors', 'ProcessingError', 'Type')).toBe('ResourceNotFound');
  });

  test('one record is an object, several are a list', async () => {
    const one = await get('/mds-references/airports/?limit=1&offset=7');
    const two = await get('/mds-references/airports/?limit=2&offset=7');
    expect(Array.isArray(dig(one.json, ...AIRPORT))).toBe(false);
    expect(dig(two.json, ...AIRPORT)).toHaveLength(2);
  });

  test('without a language there are all names, with one that alone, in English where it is missing', async () => {
    const name = async (path: string): Promise<unknown> =>
      dig((await get(`/mds-references/${path}`)).json, 'CityResource', 'Cities', 'City', 'Names', 'Name');
    expect(rowsOf(await name('cities/MUC')).map((one) => [dig(one, '@LanguageCode'), dig(one, '$')])).toEqual([
      ['DE', 'München'],
      ['EN', 'Munich'],
      ['FR', 'Munich'],
    ]);
    expect(await name('cities/VIE?lang=FR')).toEqual({ '@LanguageCode': 'FR', $: 'Vienne' });
    expect(await name('cities/AAA?lang=FR')).toEqual({ '@LanguageCode': 'EN', $: 'Anaa' });
    expect(await name('cities/AAA')).toEqual({ '@LanguageCode': 'EN', $: 'Anaa' });
  });

  test('airlines and aircraft take no language', async () => {
    const [plain, french] = [
      await get('/mds-references/airlines/LX'),
      await get('/mds-references/airlines/LX?lang=FR'),
    ];
    expect(dig(french.json, 'AirlineResource', 'Airlines')).toEqual(dig(plain.json, 'AirlineResource', 'Airlines'));
  });

  test('twins share a code: one named and one not, three airlines LH, two nameless aircraft 748', async () => {
    const goma = rowsOf(dig((await get('/mds-references/airports/GOM')).json, ...AIRPORT));
    expect(goma.map((one) => Object.keys(dig(one, 'Names') as object))).toEqual([[], ['Name']]);
    const lh = rowsOf(dig((await get('/mds-references/airlines/LH')).json, 'AirlineResource', 'Airlines', 'Airline'));
    expect(lh.map((one) => dig(one, 'AirlineID_ICAO'))).toEqual(['DLH', 'GEC', undefined]);
    const jumbos = dig(
      (await get('/mds-references/aircraft/748')).json,
      'AircraftResource',
      'AircraftSummaries',
      'AircraftSummary',
    );
    expect(jumbos).toEqual([
      { AircraftCode: '748', Names: {} },
      { AircraftCode: '748', Names: {} },
    ]);
  });

  test('DEN, HKG and MIA are not in the list and answer by their code', async () => {
    const listed = new Set<unknown>();
    for (let offset = 1; listed.size === 0 || offset < 4600; offset += 100) {
      const { status, json } = await get(`/mds-references/airports/?limit=100&offset=${offset}`);
      if (status === 200) for (const row of rowsOf(dig(json, ...AIRPORT))) listed.add(dig(row, 'AirportCode'));
    }
    expect(listed.has('FRA')).toBe(true);
    for (const code of ['DEN', 'HKG', 'MIA']) {
      expect(listed.has(code)).toBe(false);
      expect(dig((await get(`/mds-references/airports/${code}`)).json, ...AIRPORT, 'AirportCode')).toBe(code);
    }
  });

  test('a city has one airport as text, several as a list, now and then none named; an airport may lack its zone', async () => {
    const codes = async (city: string): Promise<unknown> =>
      dig(
        (await get(`/mds-references/cities/${city}`)).json,
        'CityResource',
        'Cities',
        'City',
        'Airports',
        'AirportCode',
      );
    expect(await codes('FRA')).toBe('FRA');
    expect(await codes('PAR')).toEqual(['BVA', 'CDG', 'LBG', 'ORY']);
    const cities = await Promise.all(
      [1, 101, 201, 301, 401, 501].map(async (offset) =>
        rowsOf(
          dig((await get(`/mds-references/cities/?limit=100&offset=${offset}`)).json, 'CityResource', 'Cities', 'City'),
        ),
      ),
    );
    expect(cities.flat().some((city) => dig(city, 'Airports') === undefined)).toBe(true);
    expect(cities.flat().some((city) => dig(city, 'TimeZoneId') === undefined)).toBe(true);
  });

  test('offsets are standard time also in summer', async () => {
    const offset = async (code: string): Promise<unknown> =>
      dig((await get(`/mds-references/airports/${code}`)).json, ...AIRPORT, 'UtcOffset');
    expect(await Promise.all(['FRA', 'JFK', 'KTM', 'SYD'].map(offset))).toEqual([
      '+01:00',
      '-05:00',
      '+05:45',
      '+10:00',
    ]);
  });

  test('LHoperated=1 is a shorter list, the old prefix the same data', async () => {
    const total = async (path: string): Promise<number> =>
      Number(dig((await get(path)).json, 'AirportResource', 'Meta', 'TotalCount'));
    expect(await total('/mds-references/airports/?LHoperated=1')).toBeLessThan(
      await total('/mds-references/airports/?LHoperated=0'),
    );
    expect(await total('/references/airports')).toBe(await total('/mds-references/airports'));
  });

  test('an unknown code is not found, in the words of the real API', async () => {
    const { status, json } = await get('/mds-references/airports/QQQ');
    expect(status).toBe(404);
    expect(json).toEqual({
      ProcessingErrors: {
        ProcessingError: {
          '@RetryIndicator': false,
          Type: 'ResourceNotFound',
          Code: '2021',
          Description: 'Invalid airport code (semantically incorrect). Example: /mds-references/airports/LAS.',
          InfoURL: 'not supported yet: http://api.lufthansa.com/errorcodes/{processingError.Code}',
        },
      },
    });
  });
});

describe('schedules', () => {
  const POOL = ['BIO', 'PAR', 'JFK', 'LHR', 'FRA', 'AMS'];
  const pairs = POOL.flatMap((from) => POOL.filter((to) => to !== from).map((to): [string, string] => [from, to]));

  test.each(pairs)('every journey from %s to %s passes the parser', async (from, to) => {
    const { status, json } = await get(`/operations/schedules/${from}/${to}/2026-12-09?directFlights=0&limit=100`);
    expect(status).toBe(200);
    const { records, rejected } = parseSchedules(json, zoneOf);
    expect(rejected).toEqual([]);
    expect(records.length).toBeGreaterThan(0);
    expect(records.every(({ departureDate }) => departureDate === '2026-12-09')).toBe(true);
  });

  test('a direct flight is an object, a connection a list; codeshares are journeys of their own', async () => {
    const { json } = await get('/operations/schedules/FRA/JFK/2026-12-09?directFlights=true');
    const journeys = rowsOf(dig(json, 'ScheduleResource', 'Schedule'));
    const carriers = journeys.map((one) => [
      dig(one, 'Flight', 'MarketingCarrier', 'AirlineID'),
      dig(one, 'Flight', 'OperatingCarrier'),
    ]);
    expect(carriers).toContainEqual(['LH', undefined]);
    expect(carriers).toContainEqual(['UA', { AirlineID: 'LH' }]);
    const over = await get('/operations/schedules/BIO/JFK/2026-12-09');
    expect(
      rowsOf(dig(over.json, 'ScheduleResource', 'Schedule')).every((one) => Array.isArray(dig(one, 'Flight'))),
    ).toBe(true);
    const merged = parseSchedules(json, zoneOf);
    expect(merged.records.length + merged.merged).toBe(journeys.length);
    expect(merged.merged).toBeGreaterThan(0);
  });

  test('text that looks like a number is one, unless it begins with zero', async () => {
    const { json } = await get('/operations/schedules/FRA/MUC/2026-12-09?directFlights=1');
    const [flight] = rowsOf(dig(json, 'ScheduleResource', 'Schedule')).map((one) => dig(one, 'Flight'));
    expect(dig(flight, 'MarketingCarrier', 'FlightNumber')).toMatch(/^0\d\d$/);
    expect(dig(flight, 'Departure', 'Terminal', 'Name')).toBe(1);
    expect(dig(flight, 'Details', 'DaysOfOperation')).toBeTypeOf('number');
    const far = await get('/operations/schedules/FRA/JFK/2026-12-09?directFlights=1');
    expect(
      dig(rowsOf(dig(far.json, 'ScheduleResource', 'Schedule'))[0], 'Flight', 'MarketingCarrier', 'FlightNumber'),
    ).toBe(400);
  });

  test('trains have flight numbers too, and journeys over a day a duration with days', async () => {
    const rail = await get('/operations/schedules/FRA/QKL/2026-12-09');
    const { records } = parseSchedules(rail.json, zoneOf);
    expect(records.every(({ legs }) => legs[0]?.mode === 'rail')).toBe(true);
    const far = await get('/operations/schedules/BIO/AKL/2026-12-09?limit=100');
    const durations = rowsOf(dig(far.json, 'ScheduleResource', 'Schedule')).map((one) =>
      dig(one, 'TotalJourney', 'Duration'),
    );
    expect(durations.some((text) => /^P1DT/.test(String(text)))).toBe(true);
  });

  test('a city means all its airports', async () => {
    const { json } = await get('/operations/schedules/NYC/CGN/2026-12-09?limit=100');
    const { records } = parseSchedules(json, zoneOf);
    expect(new Set(records.map(({ origin }) => origin)).size).toBeGreaterThan(1);
    expect(new Set(records.map(({ destination }) => destination))).toContain('QKL');
  });

  test('pages follow limit and offset, and end with 404', async () => {
    const all = await get('/operations/schedules/FRA/JFK/2026-12-09?limit=100');
    const rows = rowsOf(dig(all.json, 'ScheduleResource', 'Schedule'));
    const second = await get('/operations/schedules/FRA/JFK/2026-12-09?limit=5&offset=5');
    expect(rowsOf(dig(second.json, 'ScheduleResource', 'Schedule'))).toEqual(rows.slice(5, 10));
    expect((await get(`/operations/schedules/FRA/JFK/2026-12-09?limit=5&offset=${rows.length}`)).status).toBe(404);
  });

  test.each([
    ['yesterday', '/operations/schedules/FRA/JFK/2026-11-30'],
    ['more than 360 days ahead', '/operations/schedules/FRA/JFK/2027-11-27'],
    ['an airport that nobody knows', '/operations/schedules/FRA/QQQ/2026-12-09'],
  ])('there is nothing for %s', async (_, path) => {
    expect((await get(path)).status).toBe(404);
  });

  test('a malformed date is a bad request', async () => {
    expect((await get('/operations/schedules/FRA/JFK/2026-13-40')).status).toBe(400);
  });
});

describe('flight status', () => {
  test.each(['departures', 'arrivals'])(
    'every flight in the list of %s passes both parsers, 50 a page',
    async (kind) => {
      const old = await get(`/operations/flightstatus/${kind}/FRA/2026-12-01T08:00?limit=100`);
      const statuses = parseFlightStatus(old.json, zoneOf);
      expect(statuses.rejected).toEqual([]);
      expect(rowsOf(dig(old.json, 'FlightStatusResource', 'Flights', 'Flight'))).toHaveLength(50);
      expect(statuses.totalCount).toBeGreaterThan(50);
      const now = await get(`/operations/customerflightinformation/${kind}/FRA/2026-12-01T08:00?limit=100`);
      const information = parseCustomerFlightInformation(now.json, zoneOf);
      expect(information.rejected).toEqual([]);
      const times = ({ departure, arrival }: FlightStatus): unknown => [
        departure.scheduledMs,
        departure.actualMs,
        arrival.actualMs,
      ];
      expect(information.records.map(times)).toEqual(statuses.records.map(times));
    },
  );

  test('a list links to the windows before and after, and to its own pages', async () => {
    const links = linksOf(
      await get('/operations/flightstatus/arrivals/FRA/2026-12-01T09:00?limit=100&offset=0'),
      'FlightStatusResource',
    );
    expect(links['previousRange']).toMatch(/2026-12-01T05:00\?limit=50&offset=0$/);
    expect(links['nextRange']).toMatch(/2026-12-01T13:00\?limit=50&offset=0$/);
    expect(links['next']).toMatch(/limit=50&offset=50$/);
  });

  test('what is past has departed and landed, what is ahead has not, by the clock', async () => {
    const before = parseFlightStatus(
      (await get('/operations/flightstatus/departures/FRA/2026-12-01T06:00')).json,
      zoneOf,
    );
    expect(new Set(before.records.map(({ state }) => state))).toContain('landed');
    const after = parseFlightStatus(
      (await get('/operations/flightstatus/departures/FRA/2026-12-02T13:00')).json,
      zoneOf,
    );
    expect(new Set(after.records.map(({ state }) => state))).toEqual(new Set(['scheduled']));
    for (const { departure } of before.records)
      if (departure.actualMs !== null) expect(departure.actualMs).toBeLessThanOrEqual(NOW_MS);
  });

  test('windows go by the best known time: a late flight is in the later one', async () => {
    const { json } = await get('/operations/flightstatus/departures/FRA/2026-12-01T08:00');
    const from = Date.parse('2026-12-01T07:00Z');
    const { records } = parseFlightStatus(json, zoneOf);
    expect(
      records.every(
        ({ departure: { actualMs, estimatedMs, scheduledMs } }) => (actualMs ?? estimatedMs ?? scheduledMs) >= from,
      ),
    ).toBe(true);
    expect(records.some(({ departure }) => departure.scheduledMs < from)).toBe(true);
  });

  test('a flight is the same as in the schedules of the day', async () => {
    const schedules = parseSchedules(
      (await get('/operations/schedules/FRA/JFK/2026-12-01?directFlights=1')).json,
      zoneOf,
    );
    const { json } = await get('/operations/flightstatus/LH400/2026-12-01');
    const { records, totalCount } = parseFlightStatus(json, zoneOf);
    expect(totalCount).toBe(null);
    const [leg] = schedules.records.flatMap(({ legs }) => legs).filter(({ flight }) => flight.number === 400);
    expect(records.map(({ departure }) => departure.scheduledMs)).toEqual([leg?.departure.atMs]);
    expect(records.map(({ aircraftCode }) => aircraftCode)).toEqual([leg?.aircraftCode]);
  });

  test('customer flight information lists the numbers of those who sell it', async () => {
    const { json } = await get('/operations/customerflightinformation/LH400/2026-12-01');
    const [status] = parseCustomerFlightInformation(json, zoneOf).records;
    expect(status?.flight).toMatchObject({ airline: 'LH', number: 400 });
    expect(status?.numbers.map(({ airline }) => airline)).toContain('UA');
  });

  test('a date out of reach has nothing, a malformed place is a bad request', async () => {
    expect((await get('/operations/flightstatus/departures/FRA/2026-12-08T08:00')).status).toBe(404);
    expect((await get('/operations/flightstatus/departures/123/2026-12-01T08:00')).status).toBe(400);
  });
});

describe('tokens', () => {
  const ask = (form: Record<string, string>): Promise<Response> =>
    fetch(`${stub.url}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
  const RIGHT = { client_id: 'somebody', client_secret: 'sample', grant_type: 'client_credentials' };

  test('right credentials get a token that lasts six hours, in an answer that nobody may keep', async () => {
    const answer = await ask(RIGHT);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('server')).toBe('Mashery Proxy');
    expect(answer.headers.get('x-mashery-responder')).toBeTruthy();
    expect(answer.headers.get('x-mashery-message-id')).toBeTruthy();
    const text = await answer.text();
    expect(text).toMatch(/"access_token":"[a-z0-9]{24}","token_type":"bearer","expires_in":21600/);
    expect(parseToken(text)).toBeTruthy();
  });

  test.each([
    ['a wrong secret', { ...RIGHT, client_secret: 'guess' }],
    ['no client', { ...RIGHT, client_id: '' }],
  ])('%s gets 401', async (_, form) => {
    expect((await ask(form)).status).toBe(401);
  });

  test('bearer in lower case, or no token, is unauthorized', async () => {
    const token = await createStubCaller(stub.url);
    for (const authorization of [`bearer ${token.token}`, 'Bearer nonsense', '']) {
      const answer = await fetch(`${stub.url}/mds-references/countries`, { headers: { authorization } });
      expect(answer.status).toBe(401);
      expect(await answer.json()).toEqual({ Error: 'Unauthorized' });
    }
  });
});
