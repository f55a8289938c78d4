import { MATCH, type MatchRank } from '#domain/aircraft-search.ts';
import type { Airport } from '#domain/airports.ts';
import { plainText } from '../schedules/plain-text.ts';
import type { FoundAirport } from './found.ts';

/** More are never shown, even with no aircraft beside them. */
const MOST_AIRPORTS = 8;

/** Airports by IATA or ICAO code, city or name, without accents and in any case; the best first, hubs before others. */
export function findAirports(airports: readonly Airport[], text: string): readonly FoundAirport[] {
  const wanted = plainText(text);
  if (wanted === '') return [];
  const found: { readonly airport: Airport; readonly rank: MatchRank }[] = [];
  for (const airport of airports) {
    const rank = rankOf(airport, wanted);
    if (rank !== null) found.push({ airport, rank });
  }
  return found
    .sort((a, b) => a.rank - b.rank || a.airport.rank - b.airport.rank)
    .slice(0, MOST_AIRPORTS)
    .map(({ airport: { iata, icao, name, city, lat, lon }, rank }) => ({
      kind: 'airport',
      iata,
      icao: icao === '' ? null : icao,
      name,
      city,
      lat,
      lon,
      rank,
    }));
}

/** A code or a whole name is exact; a part of a name counts from three letters on, lest a flight number find cities. */
function rankOf({ iata, icao, name, city }: Airport, wanted: string): MatchRank | null {
  const names = [plainText(city), plainText(name)];
  if (iata.toLowerCase() === wanted || icao.toLowerCase() === wanted || names.includes(wanted)) return MATCH.exact;
  if (icao.toLowerCase().startsWith(wanted) || names.some((each) => each.startsWith(wanted))) return MATCH.prefix;
  if (wanted.length < 3) return null;
  const words = wanted.split(' ');
  const all = ` ${names.join(' ')} ${iata.toLowerCase()}`;
  return words.every((word) => all.includes(` ${word}`) || (word.length >= 3 && all.includes(word)))
    ? MATCH.substring
    : null;
}
