import type { BoardFlight } from '#contracts/http-board.ts';
import { spacedNumber } from '../schedules/spaced-number.ts';
import { plainText } from '../schedules/plain-text.ts';
import type { AirportClock } from './airport-clock.ts';

/** A flight of the board with a name that stays the same from one answer to the next. */
export interface BoardRow {
  readonly key: string;
  readonly flight: BoardFlight;
}

/** The flights of one day there. */
export interface BoardDay {
  readonly date: string;
  readonly rows: readonly BoardRow[];
}

/** Flights that have every word of the text in a number, a place or the carrier; accents and case don't matter. */
export function filterFlights(flights: readonly BoardFlight[], filter: string): readonly BoardFlight[] {
  const words = plainText(filter)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return flights;
  return flights.filter((flight) => {
    const text = searchText(flight);
    return words.every((word) => text.includes(word));
  });
}

/** Numbers with and without the space that people write after the carrier. */
function searchText({ numbers, other, airlineName }: BoardFlight): string {
  return plainText(
    [...numbers, ...numbers.map(spacedNumber), other.cityName, other.name, other.airport, airlineName].join(' '),
  );
}

/** Flights by the day of their planned time there; they are in order already. */
export function daysOf(flights: readonly BoardFlight[], clock: AirportClock): readonly BoardDay[] {
  const days: { readonly date: string; readonly rows: BoardRow[] }[] = [];
  const keys = new Map<string, number>();
  for (const flight of flights) {
    const date = clock.date(flight.scheduledMs);
    const name = `${flight.flight}/${flight.scheduledMs}/${flight.other.airport}`;
    const doubles = keys.get(name) ?? 0;
    keys.set(name, doubles + 1);
    if (days.at(-1)?.date !== date) days.push({ date, rows: [] });
    days.at(-1)?.rows.push({ key: doubles === 0 ? name : `${name}/${doubles}`, flight });
  }
  return days;
}
