import { isCalendarDate } from '#domain/calendar-date.ts';
import { FIRST_SORT, RESULT_COLUMNS, type ResultSort } from './itinerary-order.ts';

export const DIRECTIONS = ['outbound', 'inbound'] as const;
export type DirectionName = (typeof DIRECTIONS)[number];

/** What one search asks for. Codes are upper case, days `2026-12-01`. */
export interface SearchQuery {
  readonly from: string;
  readonly to: string;
  readonly date: string;
  /** Null: one way. */
  readonly return: string | null;
}

/** How the results of one direction are shown. */
export interface DirectionView {
  readonly sort: ResultSort;
  readonly page: number;
}

export interface ResultView extends Readonly<Record<DirectionName, DirectionView>> {
  readonly directOnly: boolean;
}

/** What the address of the search page says; a part of a search fills the form and searches nothing. */
export interface SearchUrl {
  readonly from: string | null;
  readonly to: string | null;
  readonly date: string | null;
  readonly return: string | null;
  readonly view: ResultView;
}

const FIRST_DIRECTION: DirectionView = { sort: FIRST_SORT, page: 1 };
export const FIRST_VIEW: ResultView = { outbound: FIRST_DIRECTION, inbound: FIRST_DIRECTION, directOnly: false };

const SORT_NAMES: Readonly<Record<DirectionName, string>> = { outbound: 'sort', inbound: 'returnSort' };
const PAGE_NAMES: Readonly<Record<DirectionName, string>> = { outbound: 'page', inbound: 'returnPage' };

/** Reads the query of an address; what is malformed is as good as absent. */
export function parseSearchUrl(search: string): SearchUrl {
  const query = new URLSearchParams(search);
  const date = dateIn(query.get('date'));
  const back = dateIn(query.get('return'));
  return {
    from: codeIn(query.get('from')),
    to: codeIn(query.get('to')),
    date,
    return: back !== null && date !== null && back < date ? null : back,
    view: {
      outbound: directionIn(query, 'outbound'),
      inbound: directionIn(query, 'inbound'),
      directOnly: query.get('direct') === '1',
    },
  };
}

/** The search of an address, null where something that it needs is missing. */
export function queryOf({ from, to, date, return: back }: SearchUrl): SearchQuery | null {
  return from === null || to === null || date === null ? null : { from, to, date, return: back };
}

function codeIn(text: string | null): string | null {
  const code = text?.trim().toUpperCase() ?? '';
  return /^[A-Z0-9]{3}$/.test(code) ? code : null;
}

function dateIn(text: string | null): string | null {
  return text !== null && isCalendarDate(text) ? text : null;
}

function directionIn(query: URLSearchParams, direction: DirectionName): DirectionView {
  const page = Number(query.get(PAGE_NAMES[direction]));
  const sort = query.get(SORT_NAMES[direction]) ?? '';
  const ascending = !sort.startsWith('-');
  const column = RESULT_COLUMNS.find((name) => name === (ascending ? sort : sort.slice(1)));
  return {
    sort: column === undefined ? FIRST_SORT : { column, ascending },
    page: Number.isInteger(page) && page >= 1 && page < 1000 ? page : 1,
  };
}

/** Writes the query of an address; parameters that are not of the search, the language among them, stay as they are. */
export function formatSearchUrl(asked: SearchQuery, view: ResultView, previousSearch = ''): string {
  const query = new URLSearchParams(previousSearch);
  const set = (name: string, value: string | null): void => {
    if (value === null) query.delete(name);
    else query.set(name, value);
  };
  set('from', asked.from);
  set('to', asked.to);
  set('date', asked.date);
  set('return', asked.return);
  for (const direction of DIRECTIONS) {
    const { sort, page } = view[direction];
    const isFirst = sort.column === FIRST_SORT.column && sort.ascending === FIRST_SORT.ascending;
    set(SORT_NAMES[direction], isFirst ? null : `${sort.ascending ? '' : '-'}${sort.column}`);
    set(PAGE_NAMES[direction], page === 1 ? null : String(page));
  }
  set('direct', view.directOnly ? '1' : null);
  return `?${query.toString()}`;
}
