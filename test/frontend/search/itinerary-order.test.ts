import { describe, expect, it } from 'vitest';
import {
  arrangeResults,
  FIRST_SORT,
  RESULT_COLUMNS,
  stopsOf,
  type ResultColumn,
} from '../../../frontend/src/search/itinerary-order.ts';
import { aLeg, anItinerary, FIRST_DAY, outboundOf } from '../../fixtures/search-timetable.ts';

const found = outboundOf(FIRST_DAY);
const view = { sort: FIRST_SORT, page: 1, directOnly: false };
const flights = (column: ResultColumn, ascending: boolean): string[] =>
  arrangeResults(found, { ...view, sort: { column, ascending } }).rows.map(({ legs }) => legs[0]!.flight);

describe('order of results', () => {
  it('shows ten a page, and the last page for one beyond it', () => {
    const first = arrangeResults(found, view);
    expect([first.rows.length, first.total, first.page, first.pages]).toEqual([10, 13, 1, 2]);
    const beyond = arrangeResults(found, { ...view, page: 9 });
    expect([beyond.rows.length, beyond.page]).toEqual([3, 2]);
    expect(arrangeResults([], view)).toMatchObject({ total: 0, page: 1, pages: 1 });
  });

  it('sorts by every column in both directions, over all pages', () => {
    for (const column of RESULT_COLUMNS) {
      const keys = (ascending: boolean) =>
        [1, 2].flatMap((page) => arrangeResults(found, { ...view, page, sort: { column, ascending } }).rows);
      expect(new Set(keys(true)).size, column).toBe(found.length);
      expect(new Set(keys(false)).size, column).toBe(found.length);
    }
    expect(flights('duration', true)[0]).toBe('LH400');
    expect(flights('duration', false)[0]).toBe('LH932');
    expect(flights('departureTime', true)[0]).toBe('LH94');
    expect(flights('arrivalDate', false)[0]).toBe('LH932');
    expect(flights('from', true)[0]).toBe('LH3619');
    expect(flights('flight', true)[0]).toBe('LH94');
    expect(flights('stops', false).slice(0, 3)).toEqual(['LH94', 'LH3619', 'LH932']);
  });

  it('leaves equal rows in the order of the answer', () => {
    expect(flights('departureDate', true)).toEqual(found.slice(0, 10).map(({ legs }) => legs[0]!.flight));
  });

  it('counts changes and stops under one number, and keeps direct flights only when asked', () => {
    const withStop = anItinerary(
      aLeg({ from: 'FRA', to: 'JFK', departs: `${FIRST_DAY}T10:00`, durationMin: 700, stops: 1 }),
    );
    expect(stopsOf(withStop)).toBe(1);
    const direct = arrangeResults([...found, withStop], { ...view, directOnly: true });
    expect(direct.total).toBe(10);
    expect(direct.rows.every((itinerary) => stopsOf(itinerary) === 0)).toBe(true);
  });
});
