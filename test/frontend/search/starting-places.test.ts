import { expect, it } from 'vitest';
import { startingPlaces } from '../../../frontend/src/search/starting-places.ts';
import { placeOf, TIMETABLE_PLACES } from '../../fixtures/search-timetable.ts';

const codes = (...of: readonly string[]) => startingPlaces(of.map(placeOf), 'fr').map(({ code }) => code);

it('names cities before airports, each by name', () => {
  expect(codes('ZRH', 'MUC', 'PAR', 'CDG', 'LON', 'GVA')).toEqual(['LON', 'PAR', 'GVA', 'MUC', 'CDG', 'ZRH']);
  expect(codes('JFK', 'EWR')).toEqual(['JFK', 'EWR']);
});

it('names twelve places at most', () => {
  expect(TIMETABLE_PLACES.length).toBeGreaterThan(12);
  expect(startingPlaces(TIMETABLE_PLACES, 'fr')).toHaveLength(12);
});
