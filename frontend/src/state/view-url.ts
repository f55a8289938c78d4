import { isIcao24 } from '#domain/address.ts';
import { wrapLongitude } from '#domain/geo.ts';
import { NO_FILTER, type AircraftFilter } from './aircraft-filter.ts';
import { filterParameters, parseFilter } from './filter-url.ts';
import { languageOfTag, type Language } from '../i18n/languages.ts';

/** Where the map looks. */
export interface MapCamera {
  readonly lat: number;
  readonly lon: number;
  readonly zoom: number;
}

/** What the address of the map page says: everything that a shared link must bring back. */
export interface ViewUrl {
  /** Null: the page's own start view. */
  readonly camera: MapCamera | null;
  readonly icao24: string | null;
  /** Null: not asked for in the address. */
  readonly language: Language | null;
  readonly table: boolean;
  /** The map stays on the aircraft. */
  readonly follow: boolean;
  /** Only the aircraft is shown. */
  readonly isolate: boolean;
  readonly globe: boolean;
  readonly filter: AircraftFilter;
}

/** What an address without any parameter says. */
export const PLAIN_VIEW: ViewUrl = {
  camera: null,
  icao24: null,
  language: null,
  table: false,
  follow: false,
  isolate: false,
  globe: false,
  filter: NO_FILTER,
};

const MAX_ZOOM = 22;
/** Web Mercator ends here. */
const MAX_LATITUDE = 85.06;

/**
 * Reads the query of an address: `lat`, `lon` and `z` of the view, `icao` of the aircraft with `follow=1` and `isolate=1`,
 * `lang`, `table=1`, `globe=1`, and the filter. What is malformed or out of range is as good as absent.
 */
export function parseViewUrl(search: string): ViewUrl {
  const query = new URLSearchParams(search);
  const asked = query.get('icao')?.trim().toLowerCase() ?? '';
  const icao24 = isIcao24(asked) ? asked : null;
  return {
    camera: parseCamera(query),
    icao24,
    language: languageOfTag(query.get('lang')),
    table: query.get('table') === '1',
    follow: icao24 !== null && query.get('follow') === '1',
    isolate: icao24 !== null && query.get('isolate') === '1',
    globe: query.get('globe') === '1',
    filter: parseFilter(query),
  };
}

function parseCamera(query: URLSearchParams): MapCamera | null {
  const lat = numberIn(query.get('lat'), -MAX_LATITUDE, MAX_LATITUDE);
  const lon = numberIn(query.get('lon'), -720, 720);
  const zoom = numberIn(query.get('z'), 0, MAX_ZOOM);
  return lat === null || lon === null || zoom === null ? null : { lat, lon: wrapLongitude(lon), zoom };
}

function numberIn(text: string | null, min: number, max: number): number | null {
  if (text === null || text.trim() === '') return null;
  const value = Number(text);
  return value >= min && value <= max ? value : null;
}

/**
 * Writes the query of an address. Parameters that the page doesn't know (of scripts, of later versions) stay as they
 * are; the camera is as precise as the screen: about a pixel.
 */
export function formatViewUrl(view: ViewUrl, previousSearch = ''): string {
  const query = new URLSearchParams(previousSearch);
  const set = (name: string, value: string | null): void => {
    if (value === null) query.delete(name);
    else query.set(name, value);
  };
  const { camera } = view;
  const digits = camera === null ? 0 : Math.max(2, Math.min(6, Math.ceil(camera.zoom / 3.3) + 1));
  set('lat', camera?.lat.toFixed(digits) ?? null);
  set('lon', camera === null ? null : wrapLongitude(camera.lon).toFixed(digits));
  set('z', camera === null ? null : String(Math.round(camera.zoom * 100) / 100));
  set('icao', view.icao24);
  set('lang', view.language);
  set('follow', view.follow ? '1' : null);
  set('isolate', view.isolate ? '1' : null);
  set('table', view.table ? '1' : null);
  set('globe', view.globe ? '1' : null);
  for (const [name, value] of filterParameters(view.filter)) set(name, value);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
