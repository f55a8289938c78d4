import type { Place } from '#contracts/http-flights.ts';
import { plainText } from '../schedules/plain-text.ts';

/** No list of the search is longer. */
export const MOST_OPTIONS = 8;

export interface PlaceMatches {
  /** Best first, at most {@link MOST_OPTIONS}. */
  readonly places: readonly Place[];
  /** How many match in all. */
  readonly total: number;
}

export interface PlaceIndex {
  /** Without a text: all places in their own order. */
  readonly find: (text: string) => PlaceMatches;
  /** The one place that a text names by its code or by its whole name; null where there is none or more than one. */
  readonly exact: (text: string) => Place | null;
  readonly byCode: (code: string) => Place | null;
}

interface Entry {
  readonly place: Place;
  readonly code: string;
  readonly cityCode: string;
  readonly cities: readonly string[];
  readonly names: readonly string[];
  /** Everything that a word of the text may stand in, each with a space before every word. */
  readonly all: string;
}

/** Ranks of a match, best first. */
const EXACT_CODE = 0;
const EXACT_CITY_CODE = 1;
/** The code beside other words: `new york jfk`. */
const CODE_AMONG_WORDS = 2;
const CITY_PREFIX = 3;
const NAME_PREFIX = 4;
const WORD_PREFIX = 5;
const SUBSTRING = 6;

/** Makes places findable by city, name, country and code, without accents and in any case. */
export function createPlaceIndex(places: readonly Place[]): PlaceIndex {
  const entries = places.map(entryOf);
  return {
    find(text) {
      const wanted = plainText(text);
      if (wanted === '') return { places: places.slice(0, MOST_OPTIONS), total: places.length };
      const found = entries
        .map((entry) => ({ place: entry.place, rank: rankOf(entry, wanted) }))
        .filter((match): match is { place: Place; rank: number } => match.rank !== null)
        .sort((a, b) => a.rank - b.rank);
      return { places: found.slice(0, MOST_OPTIONS).map(({ place }) => place), total: found.length };
    },
    exact(text) {
      const wanted = plainText(text);
      if (wanted === '') return null;
      const byCode = entries.find(({ code }) => code === wanted);
      if (byCode !== undefined) return byCode.place;
      const named = entries.filter(({ cities, names }) => names.includes(wanted) || cities.includes(wanted));
      // A city stands for all its airports, so its name means the city and not one of them.
      const cities = named.filter(({ place }) => place.kind === 'city');
      const [only, ...others] = cities.length > 0 ? cities : named;
      return others.length === 0 ? (only?.place ?? null) : null;
    },
    byCode: (code) => places.find((place) => place.code === code) ?? null,
  };
}

function entryOf(place: Place): Entry {
  const cities = spellings(place.cityName);
  const names = [...spellings(place.name), ...spellings(`${place.cityName} ${place.name}`)];
  const words = [place.code, place.cityCode ?? '', ...place.airportCodes].map(plainText);
  return {
    place,
    code: plainText(place.code),
    cityCode: plainText(place.cityCode ?? ''),
    cities,
    names,
    all: ` ${[...words, ...cities, ...names, ...spellings(place.countryName ?? '')].join(' ')}`,
  };
}

function rankOf(entry: Entry, wanted: string): number | null {
  if (entry.code === wanted) return EXACT_CODE;
  if (entry.cityCode === wanted) return EXACT_CITY_CODE;
  const words = wanted.split(' ');
  const hasAllWords = words.every((word) => entry.all.includes(` ${word}`));
  if (hasAllWords && words.includes(entry.code)) return CODE_AMONG_WORDS;
  if (entry.cities.some((city) => city.startsWith(wanted))) return CITY_PREFIX;
  if (entry.names.some((name) => name.startsWith(wanted))) return NAME_PREFIX;
  if (hasAllWords) return WORD_PREFIX;
  return words.every((word) => entry.all.includes(word)) ? SUBSTRING : null;
}

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' };

/** How a name may be typed: without its accents, and with German umlauts written out. */
function spellings(name: string): readonly string[] {
  const written = name
    .toLowerCase()
    .normalize('NFC')
    .replace(/[äöü]/g, (letter) => UMLAUTS[letter] ?? '');
  return [...new Set([plainText(name), plainText(written)])].filter((spelling) => spelling !== '');
}
