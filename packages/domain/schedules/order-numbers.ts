import { formatFlightNumber, type FlightNumber } from './flight-number.ts';

/**
 * The numbers of one flight, without doubles: the operating carrier's own first, then by the alphabet. Hence the order in
 * which a source names them, which changes from one answer to the next, doesn't matter.
 */
export function orderNumbers(numbers: readonly FlightNumber[], operatingAirline: string): readonly FlightNumber[] {
  const byText = new Map(numbers.map((number) => [formatFlightNumber(number), number]));
  const rank = (text: string): string => (byText.get(text)?.airline === operatingAirline ? `0${text}` : `1${text}`);
  const texts = [...byText.keys()].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  return texts.flatMap((text) => byText.get(text) ?? []);
}
