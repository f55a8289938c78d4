import { describe, expect, it } from 'vitest';
import { MOST_CODES, NO_FILTER, type AircraftFilter } from '../../../frontend/src/state/aircraft-filter.ts';
import { filterParameters, parseFilter } from '../../../frontend/src/state/filter-url.ts';

const parse = (query: string): AircraftFilter => parseFilter(new URLSearchParams(query));

function written(filter: AircraftFilter): string {
  const query = new URLSearchParams();
  for (const [name, value] of filterParameters(filter)) if (value !== null) query.set(name, value);
  return query.toString();
}

describe('the filter in the address', () => {
  it('reads back what it wrote', () => {
    const filter: AircraftFilter = {
      minAltitudeM: 3048,
      maxAltitudeM: 9144,
      airlines: ['AFR', 'DLH'],
      types: ['A320', 'B738'],
      ground: 'only',
      sources: ['mlat', 'other'],
      vehicles: true,
    };
    expect(written(filter)).toBe(
      'altmin=3048&altmax=9144&airline=AFR%2CDLH&type=A320%2CB738&ground=only&source=mlat%2Cother&vehicles=1',
    );
    expect(parse(written(filter))).toEqual(filter);
  });

  it('writes nothing where nothing is filtered', () => {
    expect(written(NO_FILTER)).toBe('');
    expect(parse('')).toEqual(NO_FILTER);
  });

  it('keeps a round number of feet round', () => {
    expect(parse(written({ ...NO_FILTER, minAltitudeM: 9500 * 0.3048 })).minAltitudeM).toBeCloseTo(2895.6, 6);
  });

  it.each([
    'altmin=low',
    'altmin=',
    'altmin=-501',
    'altmax=40001',
    'altmax=NaN',
    'airline=AF,AFRA,A1B,%3Cb%3E',
    'type=A,A3200,A-20',
    'ground=maybe',
    'source=radar',
    'vehicles=yes',
    'constructor=1&__proto__=2',
  ])('ignores %s', (query) => expect(parse(query)).toEqual(NO_FILTER));

  it('takes codes in either case, each once, and not without end', () => {
    expect(parse('airline=afr, dlh;AFR').airlines).toEqual(['AFR', 'DLH']);
    const many = Array.from({ length: 200 }, (_, index) => `A${String(100 + index)}`).join(',');
    expect(parse(`type=${many}`).types).toHaveLength(MOST_CODES);
  });
});
