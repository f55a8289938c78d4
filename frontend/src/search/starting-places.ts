import type { Place } from '#contracts/http-flights.ts';
import type { Language } from '../i18n/languages.ts';

const MOST_PLACES = 12;

/** Places to begin a search at: cities before airports, each by name, no more than fit below the form. */
export function startingPlaces(places: readonly Place[], language: Language): readonly Place[] {
  const { compare } = new Intl.Collator(language);
  const rank = ({ kind }: Place): number => (kind === 'city' ? 0 : 1);
  return [...places]
    .sort((a, b) => rank(a) - rank(b) || compare(a.cityName, b.cityName) || compare(a.name, b.name))
    .slice(0, MOST_PLACES);
}
