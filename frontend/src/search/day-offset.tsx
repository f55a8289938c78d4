import type { HttpLegEnd } from '#contracts/http-flights.ts';
import { daysBetween } from '#domain/calendar-date.ts';
import { useSearch } from './search-context.tsx';
import type { JSX } from 'preact';

/** By how many days a clock is ahead of that at the departure: `+1`. */
export function DayOffset({ days }: { readonly days: number }): JSX.Element | null {
  const { texts, formats } = useSearch();
  if (days === 0) return null;
  const count = Math.abs(days);
  const shown = formats.count(count);
  return (
    <span class="day-offset">
      <span aria-hidden="true">{days > 0 ? `+${shown}` : `−${shown}`}</span>
      <span class="visually-hidden">
        {' '}
        {days > 0 ? texts.results.daysLater(count, shown) : texts.results.daysEarlier(count, shown)}
      </span>
    </span>
  );
}

/** Days between the local days of two ends. */
export function dayOffsetOf(first: HttpLegEnd, later: HttpLegEnd): number {
  return daysBetween(first.local.slice(0, 10), later.local.slice(0, 10));
}
