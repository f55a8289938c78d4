import type {
  ExpressionSpecification,
  GeoJSONSource,
  LayerSpecification,
  Map as MapLibreMap,
  StyleSpecification,
} from 'maplibre-gl';
import type { FeatureCollection } from 'geojson';
import interLatin400 from '@fontsource/inter/files/inter-latin-400-normal.woff2?url';
import interLatin500 from '@fontsource/inter/files/inter-latin-500-normal.woff2?url';
import interLatinExt400 from '@fontsource/inter/files/inter-latin-ext-400-normal.woff2?url';
import interLatinExt500 from '@fontsource/inter/files/inter-latin-ext-500-normal.woff2?url';
import type { Theme } from './altitude-scale.ts';
import borders110 from './base-map/borders-110m.json?url';
import borders50 from './base-map/borders-50m.json?url';
import countryLabels from './base-map/country-labels.json?url';
import lakes50 from './base-map/lakes-50m.json?url';
import land110 from './base-map/land-110m.json?url';
import land50 from './base-map/land-50m.json?url';
import { BASE_MAP_PALETTES, type BaseMapPalette } from './base-map-palette.ts';
import { countryNames, graticule, placesOf } from './base-map-places.ts';

/** From this zoom on the coarse coastline shows its corners. */
export const FINE_FROM_ZOOM = 3;

const EMPTY: FeatureCollection = { type: 'FeatureCollection', features: [] };
const REGULAR = ['Inter Regular'];
const MEDIUM = ['Inter Medium'];

/** Sources are fetched by a worker, which resolves nothing by itself. */
const absolute = (url: string): string => new URL(url, window.location.href).href;

const LATIN = ['U+0000-00FF', 'U+0131', 'U+0152-0153', 'U+02BB-02BC', 'U+02C6', 'U+02DA', 'U+02DC', 'U+2000-206F'];
const LATIN_EXT = ['U+0100-02BA', 'U+02BD-02C5', 'U+02C7-02CC', 'U+02CE-02D7', 'U+1E00-1E9F', 'U+1EF2-1EFF'];

const fontFaces = (latin: string, latinExt: string) => [
  { url: absolute(latin), 'unicode-range': LATIN },
  { url: absolute(latinExt), 'unicode-range': LATIN_EXT },
];

/** The base map: land, lakes, borders and names from files of our own, text drawn from the page's own font. */
export function baseMapStyle(theme: Theme, language: string): StyleSpecification {
  return {
    version: 8,
    'font-faces': {
      'Inter Regular': fontFaces(interLatin400, interLatinExt400),
      'Inter Medium': fontFaces(interLatin500, interLatinExt500),
    },
    sources: {
      grid: { type: 'geojson', data: graticule() },
      land: { type: 'geojson', data: absolute(land110), maxzoom: 9, attribution: 'Natural Earth, OurAirports' },
      lakes: { type: 'geojson', data: EMPTY, maxzoom: 9 },
      borders: { type: 'geojson', data: absolute(borders110), maxzoom: 9 },
      countries: { type: 'geojson', data: absolute(countryLabels), maxzoom: 7 },
      places: { type: 'geojson', data: placesOf(), maxzoom: 10 },
    },
    layers: layers(BASE_MAP_PALETTES[theme], language),
  };
}

type PaintProperty = Parameters<MapLibreMap['setPaintProperty']>[1];
type PaintValue = Parameters<MapLibreMap['setPaintProperty']>[2];

/** Changes the colours of a map that shows {@link baseMapStyle}; does nothing while its style isn't there. */
export function paintBaseMap(map: MapLibreMap, theme: Theme): void {
  for (const layer of layers(BASE_MAP_PALETTES[theme], 'en')) {
    if (map.getLayer(layer.id) === undefined) continue;
    for (const [property, value] of Object.entries<PaintValue>(layer.paint ?? {})) {
      map.setPaintProperty(layer.id, property as PaintProperty, value);
    }
  }
}

/** Replaces the coarse geometry; the map goes on showing it until the fine one is there. */
export async function loadFineBaseMap(map: MapLibreMap): Promise<void> {
  for (const [id, url] of [
    ['land', land50],
    ['borders', borders50],
    ['lakes', lakes50],
  ] as const) {
    await map.getSource<GeoJSONSource>(id)?.setData(absolute(url));
  }
}

function layers(palette: BaseMapPalette, language: string): LayerSpecification[] {
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': palette.sea } },
    { id: 'grid', type: 'line', source: 'grid', paint: { 'line-color': palette.grid, 'line-width': 0.7 } },
    {
      id: 'coast',
      type: 'line',
      source: 'land',
      layout: { 'line-join': 'round' },
      // Under the land: only its outer half shows, and none of it along the cut at ±180°, where land lies on both sides.
      paint: { 'line-color': palette.coast, 'line-width': byZoom(1.1, 2.4) },
    },
    { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': palette.land, 'fill-antialias': true } },
    { id: 'lakes', type: 'fill', source: 'lakes', paint: { 'fill-color': palette.sea } },
    {
      id: 'shores',
      type: 'line',
      source: 'lakes',
      paint: { 'line-color': palette.coast, 'line-width': byZoom(0.3, 0.9) },
    },
    {
      id: 'borders',
      type: 'line',
      source: 'borders',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.border, 'line-width': byZoom(0.5, 1.4) },
    },
    ...countryLayers(palette, language),
    ...placeLayers(palette),
  ];
}

function countryLayers(palette: BaseMapPalette, language: string): LayerSpecification[] {
  return [
    {
      id: 'countries',
      type: 'symbol',
      source: 'countries',
      minzoom: 1.5,
      maxzoom: 6.6,
      filter: ['<=', ['get', 'rank'], ['step', ['zoom'], 1, 2.5, 2, 3, 3, 4, 4, 5, 5]],
      layout: {
        'text-field': countryText(language),
        'text-font': MEDIUM,
        'text-size': ['interpolate', ['linear'], ['zoom'], 2, 10, 7, 14],
        'text-letter-spacing': 0.12,
        'text-transform': 'uppercase',
        'text-max-width': 7,
        'symbol-sort-key': ['+', 100, ['get', 'rank']],
      },
      paint: { 'text-color': palette.country, 'text-halo-color': palette.halo, 'text-halo-width': 1.2 },
    },
  ];
}

function placeLayers(palette: BaseMapPalette): LayerSpecification[] {
  const shown: ExpressionSpecification = ['<=', ['get', 'rank'], ['step', ['zoom'], 0, 4, 1, 5, 2, 7, 3]];
  const text: ExpressionSpecification = [
    'step',
    ['zoom'],
    ['get', 'city'],
    6.5,
    ['format', ['get', 'iata'], { 'font-scale': 0.92 }, ' ', {}, ['get', 'city'], {}],
  ];
  return [
    {
      id: 'place-dots',
      type: 'circle',
      source: 'places',
      minzoom: 4,
      filter: shown,
      paint: {
        'circle-color': palette.land,
        'circle-stroke-color': palette.placeDot,
        'circle-radius': byZoom(1.6, 3.2),
        'circle-stroke-width': 1.1,
      },
    },
    {
      id: 'places',
      type: 'symbol',
      source: 'places',
      minzoom: 4,
      filter: ['all', shown, ['any', ['get', 'main'], ['>=', ['zoom'], 7]]],
      layout: {
        'text-field': text,
        'text-font': REGULAR,
        'text-size': ['interpolate', ['linear'], ['zoom'], 4, 11, 9, 13.5],
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
        'text-radial-offset': 0.55,
        'text-justify': 'auto',
        'symbol-sort-key': ['get', 'rank'],
      },
      paint: { 'text-color': palette.place, 'text-halo-color': palette.halo, 'text-halo-width': 1.2 },
    },
  ];
}

/** The name in a language where the browser has one, else the English one of the source. */
function countryText(language: string): ExpressionSpecification {
  return [
    'coalesce',
    ['get', ['coalesce', ['get', 'region'], ''], ['literal', countryNames(language)]],
    ['get', 'name'],
  ];
}

/** Names the countries of a map that shows {@link baseMapStyle}; does nothing while its style isn't there. */
export function nameCountries(map: MapLibreMap, language: string): void {
  if (map.getLayer('countries') === undefined) return;
  map.setLayoutProperty('countries', 'text-field', countryText(language));
}

function byZoom(far: number, near: number): ExpressionSpecification {
  return ['interpolate', ['linear'], ['zoom'], 2, far, 9, near];
}
