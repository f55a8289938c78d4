import { describe, expect, test } from 'vitest';
import { mergeTwins } from '#domain/schedules/merge-twins.ts';
import type { Airline, City, ReferenceAirport } from '#domain/schedules/reference-data.ts';

const gps: ReferenceAirport = {
  airportCode: 'GPS',
  cityCode: 'GPS',
  countryCode: 'EC',
  locationType: 'Airport',
  names: { en: 'Baltra', fr: 'Baltra' },
  position: { lat: -0.4539, lon: -90.2659 },
  utcOffset: '-06:00',
  timeZone: 'Pacific/Galapagos',
};
const blank: ReferenceAirport = {
  airportCode: 'GPS',
  cityCode: null,
  countryCode: null,
  locationType: null,
  names: {},
  position: null,
  utcOffset: null,
  timeZone: null,
};

describe('mergeTwins()', () => {
  test.each([
    ['first', [blank, gps]],
    ['second', [gps, blank]],
  ])('keeps what one twin knows where the one that knows nothing comes %s', (_, twins) => {
    expect(mergeTwins('airports', twins)).toEqual({ records: [gps], merged: 1 });
  });

  test('joins what each knows alone, name by name', () => {
    const named = { ...blank, names: { de: 'Insel Baltra', en: 'South Seymour' }, cityCode: 'GPS' };
    const { records } = mergeTwins('airports', [{ ...gps, cityCode: null, utcOffset: null }, named]);
    expect(records).toEqual([{ ...gps, utcOffset: null, names: { fr: 'Baltra', en: 'Baltra', de: 'Insel Baltra' } }]);
  });

  test('leaves carriers that share a code apart, and joins one that is listed twice', () => {
    const airline = (icao: string | null, name?: string): Airline => ({
      airlineId: 'LH',
      icao,
      names: name === undefined ? {} : { en: name },
    });
    const lufthansa = [
      airline('DLH', 'Lufthansa'),
      airline('GEC', 'Lufthansa Cargo'),
      airline(null, 'Lufthansa Group'),
    ];
    const { records, merged } = mergeTwins('airlines', [...lufthansa, airline('DLH', 'Deutsche Lufthansa')]);
    expect(records).toEqual(lufthansa);
    expect(merged).toBe(1);
  });

  test('has all airports of both twins of a city', () => {
    const city = (...airportCodes: string[]): City => ({
      cityCode: 'BER',
      countryCode: 'DE',
      names: {},
      utcOffset: null,
      timeZone: null,
      airportCodes,
    });
    expect(mergeTwins('cities', [city('BER', 'SXF'), city('SXF', 'TXL')]).records[0]?.airportCodes).toEqual([
      'BER',
      'SXF',
      'TXL',
    ]);
  });

  test('joins aircraft types and countries', () => {
    const type = { aircraftCode: '748', names: {}, icaoTypeCode: null };
    const types = [type, { ...type, icaoTypeCode: 'B748' }, { ...type, names: { en: 'Boeing 747-8' } }];
    expect(mergeTwins('aircraft', types)).toEqual({
      records: [{ aircraftCode: '748', names: { en: 'Boeing 747-8' }, icaoTypeCode: 'B748' }],
      merged: 2,
    });
    const countries = [
      { countryCode: 'DE', names: { de: 'Deutschland' } },
      { countryCode: 'FR', names: {} },
      { countryCode: 'DE', names: { fr: 'Allemagne' } },
    ];
    expect(mergeTwins('countries', countries).records).toEqual([
      { countryCode: 'DE', names: { fr: 'Allemagne', de: 'Deutschland' } },
      { countryCode: 'FR', names: {} },
    ]);
  });
});
