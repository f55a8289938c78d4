import type { FeatureCollection } from 'geojson';
import { AIRPORTS } from '#domain/airports.ts';

const GRID_STEP_DEG = 10;

/** Airports as points: code, city, rank, and whether it is the main one of its city, which alone names it from afar. */
export function placesOf(): FeatureCollection {
  const named = new Set<string>();
  return {
    type: 'FeatureCollection',
    // Sorted by rank, so that the first of a city is its main airport.
    features: AIRPORTS.map(({ iata, city, country, rank, lat, lon }) => {
      const key = `${country}/${city}`;
      const main = !named.has(key);
      named.add(key);
      return { type: 'Feature', properties: { iata, city, rank, main }, geometry: pointAt(lon, lat) };
    }),
  };
}

/** Names of all countries and territories by ISO 3166-1 alpha-2, from the browser's own dictionary of a language. */
export function countryNames(language: string): Readonly<Record<string, string>> {
  // Some systems name their language in a form that is no BCP 47 tag: `en-US@posix`.
  const primary = /^[a-z]{2,3}/i.exec(language)?.[0] ?? 'en';
  const names = new Intl.DisplayNames([primary, 'en'], { type: 'region', fallback: 'none' });
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));
  const regions = letters.flatMap((first) => letters.map((second) => first + second));
  return Object.fromEntries(
    regions.flatMap((region) => {
      const name = names.of(region);
      return name === undefined ? [] : [[region, name]];
    }),
  );
}

function pointAt(lon: number, lat: number): { type: 'Point'; coordinates: [number, number] } {
  return { type: 'Point', coordinates: [lon, lat] };
}

/** Meridians and parallels every 10 degrees. */
export function graticule(): FeatureCollection {
  const lines: [number, number][][] = [];
  for (let lon = -180; lon <= 180; lon += GRID_STEP_DEG)
    lines.push([
      [lon, -85],
      [lon, 0],
      [lon, 85],
    ]);
  for (let lat = -80; lat <= 80; lat += GRID_STEP_DEG)
    lines.push([
      [-180, lat],
      [0, lat],
      [180, lat],
    ]);
  return {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: {}, geometry: { type: 'MultiLineString', coordinates: lines } }],
  };
}
