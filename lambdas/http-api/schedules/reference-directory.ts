import type { Clock } from '#adapters/observability/clock.ts';
import type { Place } from '#contracts/http-flights.ts';
import type { LatLon } from '#domain/geo.ts';
import {
  nameIn,
  type AircraftType,
  type Airline,
  type City,
  type Country,
  type NameLanguage,
  type ReferenceAirport,
} from '#domain/schedules/reference-data.ts';
import { remember } from '../remember.ts';
import { rememberEntries } from './remember-entries.ts';

/** Stored reference data by its codes; what isn't stored is left out. */
export interface ReferenceSource {
  countries(codes: readonly string[]): Promise<readonly Country[]>;
  cities(codes: readonly string[]): Promise<readonly City[]>;
  airports(codes: readonly string[]): Promise<readonly ReferenceAirport[]>;
  airportsOfCities(cityCodes: readonly string[]): Promise<readonly ReferenceAirport[]>;
  /** All carriers that bear one of these IATA designators. */
  airlines(ids: readonly string[]): Promise<readonly Airline[]>;
  aircraftTypes(codes: readonly string[]): Promise<readonly AircraftType[]>;
  /** IATA designators by ICAO ones. */
  designators(): Promise<ReadonlyMap<string, string>>;
}

/** What there is to name. */
export interface Codes {
  readonly airports?: Iterable<string>;
  /** IATA designators. */
  readonly airlines?: Iterable<string>;
  readonly aircraftTypes?: Iterable<string>;
}

/** Names in one language; a code that nothing is stored of stands for itself. */
export interface NameBook {
  airport(code: string): Place;
  airline(id: string): string;
  aircraftType(code: string): string;
  /** Null where it isn't known. */
  positionOf(airport: string): LatLon | null;
}

/** Reference data as answers need it, remembered for some minutes. */
export interface ReferenceDirectory {
  book(codes: Codes, language: NameLanguage): Promise<NameBook>;
  /** What a code of a search stands for: a city with all its airports, or an airport. Null where neither is stored. */
  place(code: string, language: NameLanguage): Promise<Place | null>;
  /** A city with these of its airports. */
  city(code: string, airportCodes: readonly string[], language: NameLanguage): Promise<Place>;
  /** IATA designators by ICAO ones. */
  designators(): Promise<ReadonlyMap<string, string>>;
}

/** They change once a night. */
const REMEMBERED_MS = 5 * 60_000;
/** Entries of each kind: more than there are cities or airports in one season's schedules. */
const MOST_ENTRIES = 5000;

export function createReferenceDirectory(source: ReferenceSource, clock: Clock): ReferenceDirectory {
  const kept = <T>(read: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>) =>
    rememberEntries({ read, forMs: REMEMBERED_MS, most: MOST_ENTRIES, clock });
  const countries = kept(async (keys) => byKey(await source.countries(keys), (country) => country.countryCode));
  const cities = kept(async (keys) => byKey(await source.cities(keys), (city) => city.cityCode));
  const airports = kept(async (keys) => byKey(await source.airports(keys), (airport) => airport.airportCode));
  const airlines = kept(async (keys) => byKey(preferredLast(await source.airlines(keys)), (one) => one.airlineId));
  const aircraftTypes = kept(async (keys) => byKey(await source.aircraftTypes(keys), (type) => type.aircraftCode));
  const ofCities = kept(async (keys) => groupByCity(await source.airportsOfCities(keys)));

  async function book(codes: Codes, language: NameLanguage): Promise<NameBook> {
    const [knownAirports, knownAirlines, knownTypes] = await Promise.all([
      airports(codes.airports ?? []),
      airlines(codes.airlines ?? []),
      aircraftTypes(codes.aircraftTypes ?? []),
    ]);
    const cityCodes = [...knownAirports.values()].flatMap(({ cityCode }) => cityCode ?? []);
    const knownCities = await cities(cityCodes);
    const knownCountries = await countries(
      [...knownAirports.values(), ...knownCities.values()].flatMap(({ countryCode }) => countryCode ?? []),
    );
    const placeOf = (code: string): Place => {
      const airport = knownAirports.get(code);
      const city = knownCities.get(airport?.cityCode ?? '');
      return toAirportPlace(code, { airport, city, countries: knownCountries, language });
    };
    const places = new Map<string, Place>();
    return {
      airport: (code) => {
        const place = places.get(code) ?? placeOf(code);
        places.set(code, place);
        return place;
      },
      airline: (id) => nameIn(knownAirlines.get(id)?.names ?? {}, language, id),
      aircraftType: (code) => nameIn(knownTypes.get(code)?.names ?? {}, language, code),
      positionOf: (code) => knownAirports.get(code)?.position ?? null,
    };
  }

  async function city(code: string, airportCodes: readonly string[], language: NameLanguage): Promise<Place> {
    const [known, members] = await Promise.all([cities([code]), airports(airportCodes)]);
    const record = known.get(code);
    const main = members.get(code) ?? [...members.values()].find(({ position }) => position !== null);
    const countryCode = record?.countryCode ?? main?.countryCode ?? null;
    const name = nameIn(record?.names ?? main?.names ?? {}, language, code);
    return {
      code,
      kind: 'city',
      name,
      cityName: name,
      cityCode: code,
      countryCode,
      countryName: countryName(await countries(countryCode === null ? [] : [countryCode]), countryCode, language),
      airportCodes: [...airportCodes],
      lat: main?.position?.lat ?? null,
      lon: main?.position?.lon ?? null,
      timeZone: record?.timeZone ?? main?.timeZone ?? null,
    };
  }

  async function place(code: string, language: NameLanguage): Promise<Place | null> {
    const [knownCities, knownAirports, members] = await Promise.all([
      cities([code]),
      airports([code]),
      ofCities([code]),
    ]);
    const airport = knownAirports.get(code);
    const listed = [...(knownCities.get(code)?.airportCodes ?? []), ...(members.get(code) ?? [])];
    // An airport of another city may bear a city's code; searches mean the city's airports and itself.
    const airportCodes = [...new Set([...(airport === undefined ? [] : [code]), ...listed])].sort();
    if (airportCodes.length > 1 || (airportCodes.length === 1 && airport === undefined)) {
      return city(code, airportCodes, language);
    }
    return airport === undefined ? null : (await book({ airports: [code] }, language)).airport(code);
  }

  const designators = remember(() => source.designators(), { forMs: REMEMBERED_MS, clock });
  return { book, place, city, designators };
}

function byKey<T>(entries: readonly T[], keyOf: (entry: T) => string): ReadonlyMap<string, T> {
  return new Map(entries.map((entry) => [keyOf(entry), entry]));
}

function groupByCity(airports: readonly ReferenceAirport[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const { cityCode, airportCode } of airports) {
    if (cityCode !== null) groups.set(cityCode, [...(groups.get(cityCode) ?? []), airportCode]);
  }
  return groups;
}

/**
 * Of carriers that share a designator the one that passengers fly with comes last, and so wins: LH is Lufthansa (DLH),
 * Lufthansa Cargo (GEC) and the group, which has no ICAO designator.
 */
function preferredLast(airlines: readonly Airline[]): Airline[] {
  const rank = ({ icao, names }: Airline): number =>
    (icao === null ? 0 : 2) + (Object.values(names).some((name) => /cargo/i.test(name)) ? 0 : 1);
  return airlines.toSorted((a, b) => rank(a) - rank(b) || (b.icao ?? '').localeCompare(a.icao ?? ''));
}

interface AirportFacts {
  readonly airport: ReferenceAirport | undefined;
  readonly city: City | undefined;
  readonly countries: ReadonlyMap<string, Country>;
  readonly language: NameLanguage;
}

function toAirportPlace(code: string, { airport, city, countries, language }: AirportFacts): Place {
  const name = nameIn(airport?.names ?? {}, language, code);
  const countryCode = airport?.countryCode ?? city?.countryCode ?? null;
  return {
    code,
    kind: 'airport',
    name,
    cityName: nameIn(city?.names ?? {}, language, name),
    cityCode: airport?.cityCode ?? null,
    countryCode,
    countryName: countryName(countries, countryCode, language),
    airportCodes: [code],
    lat: airport?.position?.lat ?? null,
    lon: airport?.position?.lon ?? null,
    timeZone: airport?.timeZone ?? city?.timeZone ?? null,
  };
}

function countryName(
  countries: ReadonlyMap<string, Country>,
  code: string | null,
  language: NameLanguage,
): string | null {
  return code === null ? null : nameIn(countries.get(code)?.names ?? {}, language, code);
}
