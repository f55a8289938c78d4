import type { Place } from '#contracts/http-flights.ts';
import type { SearchTexts } from '../i18n/fr-search.ts';
import { plainText } from '../schedules/plain-text.ts';

/** The first line of a place in a list: its city. */
export function placeTitle(place: Place, texts: SearchTexts): string {
  // Some cities have one airport, under a code of its own.
  const isSeveral = place.kind === 'city' && place.airportCodes.length > 1;
  return isSeveral ? `${place.cityName} (${texts.form.allAirports})` : place.cityName;
}

/** The second line: the airport where its name says more than the city, and the country. */
export function placeDetails(place: Place): string {
  const parts = [place.kind === 'airport' && place.name !== place.cityName ? place.name : null, place.countryName];
  return parts.filter((part) => part !== null && part !== '').join(' · ');
}

/** A place in a field, without its code. */
export function placeLabel(place: Place, texts: SearchTexts): string {
  if (place.kind === 'city') return placeTitle(place, texts);
  const namesCity = plainText(place.name).includes(plainText(place.cityName));
  return namesCity ? place.name : `${place.cityName}, ${place.name}`;
}

/** A place in a sentence. */
export function placeName(place: Place): string {
  return `${place.cityName} (${place.code})`;
}
