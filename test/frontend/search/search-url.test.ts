import { describe, expect, it } from 'vitest';
import {
  FIRST_VIEW,
  formatSearchUrl,
  parseSearchUrl,
  queryOf,
  type ResultView,
} from '../../../frontend/src/search/search-url.ts';

const QUERY = { from: 'FRA', to: 'NYC', date: '2026-12-01', return: '2026-12-08' };

describe('address of a search', () => {
  it('comes back from what was written', () => {
    const view: ResultView = {
      outbound: { sort: { column: 'duration', ascending: false }, page: 2 },
      inbound: { sort: { column: 'stops', ascending: true }, page: 3 },
      directOnly: true,
    };
    const text = formatSearchUrl(QUERY, view);
    const url = parseSearchUrl(text);
    expect(queryOf(url)).toEqual(QUERY);
    expect(url.view).toEqual(view);
    expect(text).toContain('sort=-duration');
  });

  it('says nothing of what is as usual, and keeps what isn’t its own', () => {
    expect(formatSearchUrl({ ...QUERY, return: null }, FIRST_VIEW, '?lang=de&page=4&return=2026-12-09')).toBe(
      '?lang=de&from=FRA&to=NYC&date=2026-12-01',
    );
  });

  it('takes codes in any case', () => {
    expect(queryOf(parseSearchUrl('?from=fra&to=%20jfk&date=2026-12-01'))).toEqual({
      ...QUERY,
      to: 'JFK',
      return: null,
    });
  });

  it('takes what is malformed as absent', () => {
    const url = parseSearchUrl('?from=FRANKFURT&to=J1&date=2026-02-30&return=x&sort=price&page=-2&direct=yes');
    expect(url).toEqual({ from: null, to: null, date: null, return: null, view: FIRST_VIEW });
    expect(queryOf(url)).toBeNull();
    expect(parseSearchUrl('?date=2026-12-08&return=2026-12-01').return).toBeNull();
    expect(parseSearchUrl('?page=1e9').view.outbound.page).toBe(1);
  });
});
