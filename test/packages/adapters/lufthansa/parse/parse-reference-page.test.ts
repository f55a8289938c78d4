import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseReferencePage, parseReferenceRecords } from '#adapters/lufthansa/parse/parse-reference-page.ts';
import { ContractError } from '#contracts/contract-error.ts';
import { mergeTwins } from '#domain/schedules/merge-twins.ts';
import {
  REFERENCE_RESOURCES,
  type ReferenceRecords,
  type ReferenceResource,
} from '#domain/schedules/reference-data.ts';
import { lufthansaAnswer } from '../../../../fixtures/lufthansa.ts';
import { hasSharedData, sharedData } from '../../../../shared-data.ts';

describe('parseReferencePage()', () => {
  test('reads countries with the languages that each has', () => {
    const { totalCount, records, rejected } = parseReferencePage('countries', lufthansaAnswer('countries'));
    expect(totalCount).toBe(4);
    expect(records).toEqual([
      { countryCode: 'DE', names: { fr: 'Allemagne', en: 'Germany', de: 'Deutschland' } },
      { countryCode: 'FR', names: { en: 'France' } },
      { countryCode: 'XK', names: {} },
    ]);
    expect(rejected).toEqual([
      {
        resource: 'countries',
        reason: 'code_missing',
        field: 'CountryCode',
        record: '{"Names":{"Name":{"@LanguageCode":"EN","$":"Nowhere"}}}',
      },
    ]);
  });

  test('reads cities with several, one and no airport, and a total that is text', () => {
    const { totalCount, records } = parseReferencePage('cities', lufthansaAnswer('cities'));
    expect(totalCount).toBe(10_688);
    expect(records.map(({ cityCode, airportCodes }) => [cityCode, airportCodes])).toEqual([
      ['BER', ['BER', 'SXF', 'TXL']],
      ['KTM', ['KTM']],
      ['BFB', []],
    ]);
    expect(records[1]).toEqual({
      cityCode: 'KTM',
      countryCode: 'NP',
      names: { en: 'Kathmandu' },
      utcOffset: '+05:45',
      timeZone: 'Asia/Kathmandu',
      airportCodes: ['KTM'],
    });
  });

  test('leaves out a zone that there is not', () => {
    const { records } = parseReferencePage('cities', lufthansaAnswer('cities'));
    expect(records[2]?.timeZone).toBeNull();
  });

  test('reads a page with one record, which is no list there', () => {
    const { records } = parseReferencePage('cities', lufthansaAnswer('city'));
    expect(records.map(({ cityCode, airportCodes }) => [cityCode, airportCodes])).toEqual([['MEX', ['MEX', 'NLU']]]);
  });

  test('reads airports, and stations without a position', () => {
    const { records } = parseReferencePage('airports', lufthansaAnswer('airports'));
    expect(records[0]).toEqual({
      airportCode: 'FRA',
      cityCode: 'FRA',
      countryCode: 'DE',
      locationType: 'Airport',
      names: { fr: 'Francfort', en: 'Frankfurt', de: 'Frankfurt am Main' },
      position: { lat: 50.0331, lon: 8.5706 },
      utcOffset: '+01:00',
      timeZone: 'Europe/Berlin',
    });
    expect(records[3]).toMatchObject({
      airportCode: 'GPS',
      position: { lat: -0.4539, lon: -90.2659 },
      utcOffset: '-06:00',
    });
    expect(records.slice(4)).toMatchObject([
      { airportCode: 'GPS', position: null, names: {} },
      { airportCode: 'QKL', position: null, locationType: 'Rail Station', timeZone: null, utcOffset: '+01:00' },
    ]);
  });

  test('puts aside what is no record, with its reason, and keeps its neighbours', () => {
    const { records, rejected } = parseReferencePage('airports', lufthansaAnswer('airports'));
    expect(records).toHaveLength(6);
    expect(rejected.map(({ reason, field, record }) => [reason, field, record.slice(0, 30)])).toEqual([
      ['code_invalid', 'AirportCode', '{"AirportCode":"FRANKFURT","Co'],
      ['not_an_object', '', '"ZRH"'],
    ]);
  });

  test('hands twins on, which merged know what either knew', () => {
    const { records } = parseReferencePage('airports', lufthansaAnswer('airports'));
    const airports = mergeTwins('airports', records);
    expect(airports.merged).toBe(2);
    expect(airports.records.map(({ airportCode, names }) => [airportCode, names.en])).toEqual([
      ['FRA', 'Frankfurt'],
      ['GOM', 'Goma'],
      ['GPS', 'Galapagos Seymour'],
      ['QKL', undefined],
    ]);
  });

  test('reads airlines, several of them under one code', () => {
    const airlines = mergeTwins('airlines', parseReferencePage('airlines', lufthansaAnswer('airlines')).records);
    expect(airlines.records.map(({ airlineId, icao, names }) => [airlineId, icao, names.en])).toEqual([
      ['LH', 'DLH', 'Lufthansa'],
      ['LH', 'GEC', 'Lufthansa Cargo'],
      ['LH', null, 'Lufthansa Group'],
      ['4Y', 'OCN', 'Discover Airlines'],
      ['4Y', 'BGA', undefined],
    ]);
  });

  test('reads aircraft types whose codes are numbers, and takes only real designators', () => {
    const types = mergeTwins('aircraft', parseReferencePage('aircraft', lufthansaAnswer('aircraft')).records);
    expect(types.records.map(({ aircraftCode, icaoTypeCode }) => [aircraftCode, icaoTypeCode])).toEqual([
      ['320', 'A320'],
      ['748', null],
      ['351', null],
      ['TRN', null],
    ]);
    expect(types.merged).toBe(1);
  });

  test.each<[string, unknown]>([
    ['nothing', null],
    ['text', '<html>'],
    ['a list', []],
    ['an error', { ProcessingErrors: { ProcessingError: {} } }],
    ['another resource', lufthansaAnswer('cities')],
    ['a page that does not say how many there are', lufthansaAnswer('airport')],
    ['a page with a total that is none', { AirportResource: { Meta: { TotalCount: 'many' } } }],
  ])('refuses %s', (_, body) => {
    expect(() => parseReferencePage('airports', body)).toThrow(ContractError);
  });

  test.each([{}, { Airports: null }, { Airports: {} }, { Airports: '' }, { Airports: { Airport: [] } }])(
    'finds no records in %j',
    (list) => {
      const body = { AirportResource: { ...list, Meta: { TotalCount: 0 } } };
      expect(parseReferencePage('airports', body)).toEqual({ totalCount: 0, records: [], rejected: [] });
    },
  );

  test('cuts a long record that it puts aside', () => {
    const body = { CountryResource: { Countries: { Country: { Names: 'x'.repeat(9000) } }, Meta: { TotalCount: 1 } } };
    expect(parseReferencePage('countries', body).rejected[0]?.record).toHaveLength(4000);
  });
});

describe('parseReferenceRecords()', () => {
  test('reads the answer about one code, which need not say how many there are', () => {
    const { records, rejected } = parseReferenceRecords('airports', lufthansaAnswer('airport'));
    expect(records.map(({ airportCode }) => airportCode)).toEqual(['DEN']);
    expect(rejected).toEqual([]);
  });

  test('reads all carriers of one code', () => {
    expect(parseReferenceRecords('airlines', lufthansaAnswer('airlines')).records).toHaveLength(6);
  });

  test('refuses another answer', () => {
    expect(() => parseReferenceRecords('cities', lufthansaAnswer('airport'))).toThrow(ContractError);
  });
});

type CapturedRow = Readonly<Record<string, unknown>>;

interface CapturedPage {
  readonly body: Record<string, Record<string, Record<string, CapturedRow | readonly CapturedRow[]>>>;
}

/** What the captured pages of a resource hold, counted without the parser. */
interface Tally {
  readonly pages: readonly CapturedPage[];
  readonly rows: readonly CapturedRow[];
}

const ITEMS: Readonly<Record<ReferenceResource, readonly [string, string, string]>> = {
  countries: ['CountryResource', 'Countries', 'Country'],
  cities: ['CityResource', 'Cities', 'City'],
  airports: ['AirportResource', 'Airports', 'Airport'],
  airlines: ['AirlineResource', 'Airlines', 'Airline'],
  aircraft: ['AircraftResource', 'AircraftSummaries', 'AircraftSummary'],
};

function tally(resource: ReferenceResource): Tally {
  const text = readFileSync(sharedData(`lufthansa/${resource}.pages.json`), 'utf8');
  const pages = JSON.parse(text) as readonly CapturedPage[];
  const [root, list, item] = ITEMS[resource];
  const rows = pages.flatMap(({ body }) => body[root]?.[list]?.[item] ?? []);
  return { pages, rows };
}

function parseAll<R extends ReferenceResource>(resource: R, { pages }: Tally) {
  const parsed = pages.map(({ body }) => parseReferencePage(resource, body));
  const records: ReferenceRecords[R][] = parsed.flatMap((page) => [...page.records]);
  return {
    records,
    rejected: parsed.flatMap(({ rejected }) => rejected),
    twins: mergeTwins(resource, records),
    totals: new Set(parsed.map(({ totalCount }) => totalCount)),
  };
}

describe.skipIf(!hasSharedData)('captured pages', () => {
  test.each(REFERENCE_RESOURCES)('%s: what came in is read, nothing is put aside', (resource) => {
    const pages = tally(resource);
    const { records, rejected } = parseAll(resource, pages);
    expect(records.length).toBe(pages.rows.length);
    expect(rejected).toEqual([]);
    expect(records.length).toBeGreaterThan(200);
  });

  test('countries are 238, none of them twice', () => {
    const { twins, totals } = parseAll('countries', tally('countries'));
    expect([twins.records.length, twins.merged]).toEqual([238, 0]);
    expect([...totals]).toEqual([238]);
  });

  test('airlines are 1,132 with 1,127 codes: LH and 4Y three times, BW twice, one carrier of 4Y doubled', () => {
    const { records, twins } = parseAll('airlines', tally('airlines'));
    expect(records).toHaveLength(1132);
    expect(new Set(records.map(({ airlineId }) => airlineId)).size).toBe(1127);
    const icaoOf = (id: string) => twins.records.filter(({ airlineId }) => airlineId === id).map(({ icao }) => icao);
    expect([icaoOf('LH'), icaoOf('4Y'), icaoOf('BW')]).toEqual([
      ['DLH', 'GEC', null],
      ['OCN', 'BGA'],
      ['BWA', 'GAF'],
    ]);
    expect([twins.records.length, twins.merged]).toEqual([1131, 1]);
    expect(records.filter(({ icao }) => icao === null)).toHaveLength(122);
  });

  test('aircraft types are 381, 748 of them twice', () => {
    const { twins } = parseAll('aircraft', tally('aircraft'));
    expect([twins.records.length, twins.merged]).toEqual([381, 1]);
    expect(twins.records.find(({ aircraftCode }) => aircraftCode === 'TRN')?.names.en).toBe('Train');
  });

  test('airports: GOM, GPS and HBX are twins whose name survives; all else is as in the pages', () => {
    const pages = tally('airports');
    const { records, twins } = parseAll('airports', pages);
    const codes = pages.rows.map((row) => row['AirportCode'] as string);
    const doubled = codes.filter((code, index) => codes.indexOf(code) !== index);
    expect([...doubled].sort()).toEqual(['GOM', 'GPS', 'HBX']);
    expect(twins.merged).toBe(doubled.length);
    expect(twins.records.map(({ airportCode }) => airportCode)).toEqual([...new Set(codes)]);
    expect(twins.records.filter(({ names }) => names.en === undefined)).toEqual([]);
    expect(records.filter(({ timeZone }) => timeZone === null)).toHaveLength(
      pages.rows.filter((row) => row['TimeZoneId'] === undefined).length,
    );
    expect(records.filter(({ position }) => position === null)).toEqual([]);
    expect(records.map(({ utcOffset }) => utcOffset)).toEqual(pages.rows.map((row) => row['UtcOffset']));
    expect(records.map(({ locationType }) => locationType)).toEqual(pages.rows.map((row) => row['LocationType']));
  });

  test('cities: each once, with all its airports', () => {
    const pages = tally('cities');
    const { records, twins } = parseAll('cities', pages);
    expect(twins.merged).toBe(0);
    const airportsOf = (row: CapturedRow) =>
      [(row['Airports'] as { AirportCode?: unknown } | undefined)?.AirportCode ?? []].flat();
    expect(records.map(({ airportCodes }) => airportCodes)).toEqual(pages.rows.map(airportsOf));
    expect(records.filter(({ timeZone }) => timeZone === null)).toHaveLength(
      pages.rows.filter((row) => row['TimeZoneId'] === undefined).length,
    );
  });
});
