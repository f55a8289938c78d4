import type { BoardDirection } from '#contracts/http-board.ts';
import { isCalendarDate } from '#domain/calendar-date.ts';

/** What the address of an airport's page says beside the airport. */
export interface BoardView {
  readonly direction: BoardDirection;
  /** A day there, `2026-12-01`; null: from two hours ago. */
  readonly date: string | null;
  readonly filter: string;
}

/** No filter is longer. */
export const MAX_FILTER_LENGTH = 40;

/** Reads the query of an address; what is malformed is as good as absent. */
export function parseAirportUrl(search: string): BoardView {
  const query = new URLSearchParams(search);
  const date = query.get('date');
  return {
    direction: query.get('direction') === 'arrivals' ? 'arrivals' : 'departures',
    date: date !== null && isCalendarDate(date) ? date : null,
    filter: (query.get('q') ?? '').slice(0, MAX_FILTER_LENGTH),
  };
}

/** Writes the query of an address; parameters that are not of this page, the language among them, stay as they are. */
export function formatAirportUrl({ direction, date, filter }: BoardView, previousSearch = ''): string {
  const query = new URLSearchParams(previousSearch);
  const set = (name: string, value: string | null): void => {
    if (value === null) query.delete(name);
    else query.set(name, value);
  };
  set('direction', direction === 'departures' ? null : direction);
  set('date', date);
  set('q', filter.trim() === '' ? null : filter);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
