import type { JsonObject } from '#contracts/read.ts';
import type { Names } from '#domain/schedules/reference-data.ts';
import { hashOf } from '#domain/text-hash.ts';
import { CITY_EXONYMS } from './facts/city-exonyms.ts';
import { METROPOLITAN_AREAS } from './facts/metropolitan-areas.ts';
import { standardOffset, zoneAt } from './place-zones.ts';
import type { Place } from './places.ts';
import type { SampleRecord } from './sample-record.ts';
import { oneOrMany } from './reply.ts';
import { writeNames } from './write-names.ts';

/** Flights use them and they answer by code, but the list doesn't have them, as in 2024. */
const UNLISTED = new Set(['DEN', 'HKG', 'MIA']);
/** In the list twice, once named and once not; which comes first is the value. */
const TWINS: Readonly<Record<string, 'named' | 'nameless'>> = { GOM: 'nameless', GPS: 'named', HBX: 'nameless' };
/** Of those that the timetable doesn't serve, one in so many has no time zone, and no airports of its city. */
const ONE_WITHOUT_ZONE_IN = 26;
const ONE_WITHOUT_AIRPORTS_IN = 150;

const exonyms = new Map(CITY_EXONYMS.map(([en, fr, de]) => [en, { en, fr, de }]));
const areaNames = new Map(METROPOLITAN_AREAS.map(([code, name]) => [code, name]));

/** Names of a city in the languages that have one of their own; every third elsewhere is named in English alone. */
function cityNames(city: string, code: string): Names {
  const known = exonyms.get(city);
  if (known !== undefined) return known;
  return hashOf(code) % 3 === 0 ? { en: city } : { fr: city, en: city, de: city };
}

const KIND_OF_AIRPORT = / (International |Regional |Municipal )?Airport$/;

/** The only airport of a city is called after it, the others by their own names, in each language. */
function airportNames({ name, city, code, cityCode, isServed }: Place): Names {
  const { fr, en, de } = cityNames(city, code);
  const ownName = isServed && cityCode === code ? city : name.replace(KIND_OF_AIRPORT, '');
  const called = (own: string | undefined): string => ownName.replace(city, own ?? city);
  return { en: called(en), ...(fr !== undefined && { fr: called(fr) }), ...(de !== undefined && { de: called(de) }) };
}

export function makeAirports(places: readonly Place[]): SampleRecord[] {
  return places.flatMap((place) => {
    const named = airportRecord(place, airportNames(place));
    const twin = TWINS[place.code];
    if (twin === undefined) return [named];
    const nameless = airportRecord(place, {});
    return twin === 'named' ? [named, nameless] : [nameless, named];
  });
}

export function airportRecord(place: Place, names: Names): SampleRecord {
  const { code, isServed } = place;
  return {
    key: code,
    isServed,
    isUnlisted: UNLISTED.has(code),
    write: (language) => ({
      AirportCode: code,
      Position: { Coordinate: { Latitude: fourDecimals(place.lat), Longitude: fourDecimals(place.lon) } },
      CityCode: place.cityCode,
      CountryCode: place.country,
      LocationType: place.locationType,
      Names: writeNames(names, language),
      ...clocks(place, code),
    }),
  };
}

function clocks(place: Place, code: string): JsonObject {
  const timeZone = zoneAt(place);
  const isWithout = !place.isServed && hashOf(code) % ONE_WITHOUT_ZONE_IN === 0;
  return { UtcOffset: standardOffset(timeZone), ...(!isWithout && { TimeZoneId: timeZone }) };
}

const fourDecimals = (degrees: number): number => Number(degrees.toFixed(4));

/** The cities of the places: a metropolitan area, or the town of a single airport under the airport's code. */
export function makeCities(places: readonly Place[]): SampleRecord[] {
  return [...Map.groupBy(places, ({ cityCode }) => cityCode)].flatMap(([code, members]) => {
    const main = members.find(({ locationType }) => locationType === 'Airport') ?? members[0];
    return main === undefined ? [] : [cityRecord(code, main, members)];
  });
}

export function cityRecord(code: string, main: Place, members: readonly Place[]): SampleRecord {
  const names = cityNames(areaNames.get(code) ?? main.city, code);
  const codes = members.map((member) => member.code);
  const isServed = members.some((member) => member.isServed);
  const isWithout = !isServed && hashOf(`airports of ${code}`) % ONE_WITHOUT_AIRPORTS_IN === 0;
  return {
    key: code,
    isServed,
    write: (language) => ({
      CityCode: code,
      CountryCode: main.country,
      Names: writeNames(names, language),
      ...clocks(isServed ? { ...main, isServed } : main, code),
      ...(!isWithout && { Airports: { AirportCode: oneOrMany(codes) } }),
    }),
  };
}
