import { describe, expect, it } from 'vitest';
import { createPlaceIndex, MOST_OPTIONS } from '../../../frontend/src/search/place-match.ts';
import { TIMETABLE_PLACES } from '../../fixtures/search-timetable.ts';

const index = createPlaceIndex(TIMETABLE_PLACES);
const codes = (text: string): string[] => index.find(text).places.map(({ code }) => code);

describe('matching places', () => {
  it('finds names without their accents and in either case', () => {
    expect(codes('sao paulo')).toEqual(['GRU']);
    expect(codes('GENÈVE')).toEqual(['GVA']);
    expect(codes('geneve')).toEqual(['GVA']);
  });

  it('finds umlauts written out and left out', () => {
    expect(codes('dusseldorf')).toEqual(['DUS']);
    expect(codes('duesseldorf')).toEqual(['DUS']);
    expect(codes('düsseldorf')).toEqual(['DUS']);
  });

  it('sets the exact code before cities, cities before names, names before words, words before parts', () => {
    const places = ['AAA', 'BBB', 'CCC', 'DDD', 'ROM'].map((code, at) => ({
      ...TIMETABLE_PLACES[0]!,
      kind: 'airport' as const,
      code,
      cityCode: code,
      countryName: null,
      airportCodes: [code],
      cityName: ['Xromx', 'Big Rome', 'Paris', 'Rome', 'Elsewhere'][at]!,
      name: ['x', 'x', 'Romeo Field', 'x', 'x'][at]!,
    }));
    expect(
      createPlaceIndex(places)
        .find('rom')
        .places.map(({ code }) => code),
    ).toEqual(['ROM', 'DDD', 'CCC', 'BBB', 'AAA']);
  });

  it('offers a city before its airports, by the name and by the code', () => {
    expect(codes('paris')).toEqual(['PAR', 'CDG', 'ORY']);
    expect(codes('par')).toEqual(['PAR', 'CDG', 'ORY']);
    expect(codes('nyc')).toEqual(['NYC', 'EWR', 'JFK']);
  });

  it('takes several words of city, airport, country and code in any order', () => {
    expect(codes('jfk new')).toEqual(['JFK', 'NYC']);
    expect(codes('francfort allemagne')).toEqual(['FRA']);
    expect(codes('gaulle')).toEqual(['CDG']);
  });

  it('shows at most eight and says how many there are', () => {
    const all = index.find('');
    expect(all.places).toHaveLength(MOST_OPTIONS);
    expect(all.total).toBe(TIMETABLE_PLACES.length);
    const some = index.find('a');
    expect(some.places).toHaveLength(MOST_OPTIONS);
    expect(some.total).toBeGreaterThan(MOST_OPTIONS);
    expect(index.find('zzz')).toEqual({ places: [], total: 0 });
  });

  it('knows the one place that a code or a whole name means', () => {
    expect(index.exact('cdg')?.code).toBe('CDG');
    expect(index.exact('Paris')?.code).toBe('PAR');
    expect(index.exact('Düsseldorf')?.code).toBe('DUS');
    expect(index.exact('Francfort-sur-le-Main, Frankfurt/Main International')?.code).toBe('FRA');
    expect(index.exact('Pari')).toBeNull();
    expect(index.exact(' ')).toBeNull();
  });
});
