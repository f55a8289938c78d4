import { describe, expect, it } from 'vitest';
import { bestFound, MOST_FOUND, type Found, type FoundAircraft } from '../../../frontend/src/state/found.ts';

function anAircraft(icao24: string, given: Partial<FoundAircraft> = {}): Found {
  return {
    kind: 'aircraft',
    icao24,
    callsign: null,
    registration: null,
    typeCode: null,
    flightNumber: null,
    lat: 0,
    lon: 0,
    where: 'held',
    observedAtMs: 0,
    rank: 1,
    ...given,
  };
}

const anAirport = (iata: string, rank: 0 | 1 | 2): Found => ({
  kind: 'airport',
  iata,
  icao: null,
  name: iata,
  city: null,
  lat: 0,
  lon: 0,
  rank,
});

const names = (found: readonly Found[]): string[] =>
  found.map((one) => (one.kind === 'aircraft' ? one.icao24 : one.iata));

describe('bestFound', () => {
  it('puts exact names before beginnings and those before parts, whatever they are of', () => {
    const found = [anAircraft('a1', { rank: 2 }), anAircraft('a2', { rank: 1 }), anAirport('NCE', 0)];
    expect(names(bestFound(found))).toEqual(['NCE', 'a2', 'a1']);
  });

  it('puts what the page holds before what is elsewhere, and both before what is past', () => {
    const found = [
      anAirport('NCE', 1),
      anAircraft('a3', { where: 'past' }),
      anAircraft('a2', { where: 'elsewhere' }),
      anAircraft('a1'),
    ];
    expect(names(bestFound(found))).toEqual(['a1', 'a2', 'a3', 'NCE']);
  });

  it('names each once, as it was found first', () => {
    expect(bestFound([anAircraft('a1'), anAircraft('a1', { where: 'elsewhere', rank: 0 })])).toEqual([
      anAircraft('a1'),
    ]);
  });

  it('names at most eight, two of them airports where there are such', () => {
    const many = Array.from({ length: 20 }, (_, index) => anAircraft(`a${String(10 + index)}`, { rank: 0 }));
    expect(bestFound(many)).toHaveLength(MOST_FOUND);
    const beside = bestFound([...many, anAirport('NCE', 2), anAirport('NTE', 2), anAirport('NWI', 2)]);
    expect(names(beside).slice(5)).toEqual(['a15', 'NCE', 'NTE']);
  });
});
