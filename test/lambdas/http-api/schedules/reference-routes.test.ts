import { beforeEach, describe, expect, test } from 'vitest';
import {
  airlinePageSchema,
  airportPageSchema,
  cityPageSchema,
  countryPageSchema,
  type AirportPage,
} from '#contracts/http-reference.ts';
import { anEtlRun } from '../../../fixtures/etl-run.ts';
import { createScheduleApp } from '../schedule-app.ts';
import type { TestApp } from '../test-app.ts';

let api: TestApp;
beforeEach(() => {
  api = createScheduleApp();
});

async function get(path: string): Promise<unknown> {
  const response = await api.app.request(path);
  expect(response.status).toBe(200);
  return response.json();
}

const airports = async (query: string): Promise<AirportPage> =>
  airportPageSchema.parse(await get(`/api/airports${query}`));
const codes = ({ items }: AirportPage) => items.map(({ code }) => code);

describe('the lists of reference data', () => {
  test('have every entry by its code, named in French', async () => {
    expect(countryPageSchema.parse(await get('/api/countries'))).toMatchObject({
      total: 4,
      sample: false,
      next: null,
      items: [{ code: 'BR', name: 'Brésil' }, { code: 'DE' }, { code: 'FR' }, { code: 'US', name: 'États-Unis' }],
    });
    expect(cityPageSchema.parse(await get('/api/cities?lang=de')).items[1]).toEqual({
      code: 'NCE',
      countryCode: 'FR',
      name: 'Nizza',
      names: { en: 'Nice', de: 'Nizza' },
      timeZone: 'Europe/Paris',
      airportCodes: ['NCE'],
      isGone: false,
    });
    expect((await airports('?q=fra&limit=1')).items[0]).toMatchObject({
      code: 'FRA',
      cityCode: 'FRA',
      locationType: 'Airport',
      name: 'Francfort-sur-le-Main',
      lat: 50.03,
      lon: 8.57,
      timeZone: 'Europe/Berlin',
    });
  });

  test('have each carrier of a shared designator', async () => {
    const page = airlinePageSchema.parse(await get('/api/airlines?q=lh'));
    expect(page.items.map(({ code, icao, name }) => [code, icao, name])).toEqual([
      ['LH', null, 'Lufthansa Group'],
      ['LH', 'DLH', 'Lufthansa'],
      ['LH', 'GEC', 'Lufthansa Cargo'],
    ]);
  });

  test.each([
    ['?q=SAO+PAULO', ['GRU']],
    ['?q=s%C3%A3o', ['GRU']],
    ['?q=gua', ['GRU']],
    ['?q=arulhos', []],
    ['?q=new+jf', ['JFK']],
    ['?q=nce', ['NCE']],
    ['?q=.*', []],
    ['?q=', ['CDG', 'EWR', 'FRA', 'GRU', 'HHN', 'JFK', 'NCE', 'ORY']],
  ])('find by begins of words, whatever their case and accents: %s', async (query, found) => {
    expect(codes(await airports(query))).toEqual(found);
  });

  test('are walked by next, with what was asked for', async () => {
    const first = await airports('?q=new&lang=en&limit=1');
    expect([codes(first), first.total, first.next]).toEqual([
      ['EWR'],
      2,
      '/api/airports?q=new&lang=en&limit=1&offset=1',
    ]);
    const second = airportPageSchema.parse(await get(first.next ?? ''));
    expect([codes(second), second.next]).toEqual([['JFK'], null]);
    expect(await airports('?offset=8')).toMatchObject({ total: 8, items: [], next: null });
  });

  test('mark what the source no longer has, and sample data', async () => {
    api.schedules.gone = new Set(['airports/HHN']);
    api.schedules.source = 'sample';
    const page = await airports('?q=fr');
    expect(page.sample).toBe(true);
    expect(page.items.map(({ code, isGone }) => [code, isGone])).toEqual([
      ['FRA', false],
      ['HHN', true],
    ]);
  });

  test.each([
    ['?limit=0', 'limit must be a whole number from 1 to 500.'],
    ['?limit=501', 'limit must be a whole number from 1 to 500.'],
    ['?limit=1e2', 'limit must be a whole number from 1 to 500.'],
    ['?offset=-1', 'offset must be a whole number from 0 to 1000000.'],
    ['?lang=xx', 'lang must be fr, en or de.'],
    [`?q=${'a'.repeat(101)}`, 'q must be at most 100 characters.'],
  ])('refuse %s', async (query, detail) => {
    const response = await api.app.request(`/api/airports${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ detail });
  });

  test.each(['countries', 'cities', 'airports', 'airlines'])('%s that are not stored yet are 503', async (name) => {
    Object.assign(api.schedules, { [name]: [] });
    const response = await api.app.request(`/api/${name}`);
    expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '60']);
    expect(await response.json()).toMatchObject({
      detail: `No ${name} are stored yet: run "npm run etl -- references", or wait for the nightly run.`,
    });
  });

  test('the hint tells how far a run has come, and how soon to ask again', async () => {
    Object.assign(api.schedules, { airports: [] });
    api.schedules.runs = [anEtlRun({ kind: 'references', state: 'running', done: 34, total: 96 })];
    const response = await api.app.request('/api/airports');
    expect(response.headers.get('Retry-After')).toBe('10');
    expect(await response.text()).toContain('wait for the run that is under way: 34 of 96 pages.');
  });
});
