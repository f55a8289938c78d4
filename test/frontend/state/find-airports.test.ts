import { describe, expect, it } from 'vitest';
import { AIRPORTS } from '#domain/airports.ts';
import { findAirports } from '../../../frontend/src/state/find-airports.ts';

const codes = (text: string): string[] => findAirports(AIRPORTS, text).map(({ iata }) => iata);

describe('findAirports', () => {
  it.each([
    ['an IATA code', 'nce'],
    ['an ICAO code', 'LFMN'],
    ['a city', 'nice'],
    ['a name without its accents and hyphens', 'nice cote d azur'],
  ])('finds an airport first by %s', (_, text) => expect(codes(text)[0]).toBe('NCE'));

  it('puts hubs before others of the same rank', () => {
    expect(codes('london')[0]).toBe('LHR');
  });

  it('finds by a word within a name, but not by two letters within', () => {
    expect(codes('heathrow')).toEqual(['LHR']);
    expect(codes('hr')).not.toContain('LHR');
  });

  it('finds nothing by nothing, and never more than eight', () => {
    expect(codes(' - ')).toEqual([]);
    expect(codes('a').length).toBeLessThanOrEqual(8);
  });
});
