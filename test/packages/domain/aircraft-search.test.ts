import { describe, expect, it } from 'vitest';
import { matchAircraft, parseAircraftQuery, type NamedAircraft } from '#domain/aircraft-search.ts';

const SEEN: NamedAircraft = { icao24: '3944ed', callsign: 'AFR1234', registration: 'F-GKXN', flightNumber: null };

function rankOf(text: string, named: Partial<NamedAircraft> = {}): number | null {
  const query = parseAircraftQuery(text);
  return query === null ? null : matchAircraft(query, { ...SEEN, ...named });
}

describe('matchAircraft', () => {
  it.each([
    ['its callsign', 'AFR1234'],
    ['its callsign in lower case with spaces', ' afr 1234 '],
    ['the flight number that its callsign spells', 'AF1234'],
    ['the same with leading zeros', 'af01234'],
    ['its registration', 'F-GKXN'],
    ['its registration without the hyphen', 'fgkxn'],
    ['its address in either case', '3944ED'],
  ])('finds an aircraft exactly by %s', (_, text) => expect(rankOf(text)).toBe(0));

  it('finds a callsign with leading zeros by the number without them', () => {
    expect(rankOf('DLH7', { callsign: 'DLH007' })).toBe(0);
    expect(rankOf('LH 0007', { callsign: 'DLH7' })).toBe(0);
  });

  it('finds a stated flight number by the callsign of its carrier', () => {
    expect(rankOf('DLH400', { callsign: 'DLH4TR', flightNumber: 'LH400' })).toBe(0);
  });

  it('finds the flights that others fly for a carrier', () => {
    expect(rankOf('U2 1234', { callsign: 'EJU1234' })).toBe(0);
  });

  it('finds an address that is not an ICAO one with and without its sign', () => {
    expect(rankOf('~2a3b4c', { icao24: '~2a3b4c' })).toBe(0);
    expect(rankOf('2a3b4c', { icao24: '~2a3b4c' })).toBe(0);
  });

  it('ranks a beginning before a part within, and neither as exact', () => {
    expect(rankOf('AFR12')).toBe(1);
    expect(rankOf('af12')).toBe(1);
    expect(rankOf('R123')).toBe(2);
    expect(rankOf('KXN')).toBe(2);
  });

  it('takes a single sign only as a beginning', () => {
    expect(rankOf('A')).toBe(1);
    expect(rankOf('K')).toBeNull();
  });

  it('finds nothing by another name, or by none', () => {
    expect(rankOf('DLH1234')).toBeNull();
    expect(rankOf('')).toBeNull();
    expect(rankOf(' -~. ')).toBeNull();
  });

  it('takes only the first signs of a long text', () => {
    expect(rankOf(`AFR1234${' '.repeat(100)}X`)).toBe(0);
  });
});
