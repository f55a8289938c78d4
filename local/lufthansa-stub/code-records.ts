import type { Names } from '#domain/schedules/reference-data.ts';
import { AIRCRAFT_TYPES } from './facts/aircraft-types.ts';
import { AIRLINES } from './facts/airlines.ts';
import type { Place } from './places.ts';
import type { SampleRecord } from './sample-record.ts';
import { writeNames } from './write-names.ts';

const namesOfCountries = {
  fr: new Intl.DisplayNames('fr', { type: 'region', fallback: 'none' }),
  en: new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }),
  de: new Intl.DisplayNames('de', { type: 'region', fallback: 'none' }),
};
/** These have their English name only, as a fifth of the real countries. */
const ENGLISH_ONLY = new Set(['BL', 'BQ', 'CC', 'CX', 'MF', 'SX', 'XK', 'YT']);

/** The countries that have a place, and the dummy one that the real list has. */
export function makeCountries(places: readonly Place[]): SampleRecord[] {
  const codes = new Set(places.map(({ country }) => country));
  return [
    ...[...codes].map((code) => countryRecord(code, countryNames(code))),
    countryRecord('XX', { en: 'Dummy Country' }),
  ];
}

export function countryRecord(code: string, names: Names): SampleRecord {
  return {
    key: code,
    isServed: true,
    write: (language) => ({ CountryCode: code, Names: writeNames(names, language) }),
  };
}

/** @returns an empty object for what is no country */
export function countryNames(code: string): Names {
  const en = namesOfCountries.en.of(code);
  if (en === undefined) return {};
  if (ENGLISH_ONLY.has(code)) return { en };
  const fr = namesOfCountries.fr.of(code);
  const de = namesOfCountries.de.of(code);
  return { en, ...(fr !== undefined && { fr }), ...(de !== undefined && { de }) };
}

export function makeAirlines(): SampleRecord[] {
  return AIRLINES.map(([id, icao, name]) => airlineRecord(id, icao, { en: name }));
}

export function airlineRecord(id: string, icao: string, names: Names): SampleRecord {
  return {
    key: id,
    isServed: true,
    write: (language) => ({
      AirlineID: id,
      ...(icao !== '' && { AirlineID_ICAO: icao }),
      Names: writeNames(names, language),
    }),
  };
}

export function makeAircraft(): SampleRecord[] {
  return AIRCRAFT_TYPES.map(([code, icao, name]) => aircraftRecord(code, icao, name === '' ? {} : { en: name }));
}

export function aircraftRecord(code: string, icao: string, names: Names): SampleRecord {
  return {
    key: code,
    isServed: true,
    write: (language) => ({
      AircraftCode: code,
      Names: writeNames(names, language),
      ...(icao !== '' && { AirlineEquipCode: icao }),
    }),
  };
}
