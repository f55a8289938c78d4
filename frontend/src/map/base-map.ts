import 'maplibre-gl/dist/maplibre-gl.css';
import './map.css';
import { AttributionControl, Map as MapLibreMap, setWorkerUrl, type MapSourceDataEvent } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { Theme } from './altitude-scale.ts';
import { baseMapStyle, FINE_FROM_ZOOM, loadFineBaseMap, nameCountries, paintBaseMap } from './base-map-style.ts';
import type { Projection, View } from './view.ts';

export interface BaseMap {
  readonly map: MapLibreMap;
  /** Calls back when the style is there and layers can be added: once at first, and again after a lost graphics context. */
  onStyle(listener: () => void): void;
  setTheme(theme: Theme): void;
  setLanguage(language: string): void;
  setProjection(projection: Projection): void;
}

setWorkerUrl(workerUrl);

/** Seen from afar the coarse geometry does; the fine one is fetched when everything else has been. */
const REFINE_AFTER_MS = 3000;
const ZOOM = { min: 0.6, max: 17 } as const;

/** The map without traffic: north up, flat, from files of our own. */
export function createBaseMap(options: {
  readonly container: HTMLElement;
  readonly view: View;
  readonly theme: Theme;
  readonly language: string;
}): BaseMap {
  const map = new MapLibreMap({
    container: options.container,
    style: baseMapStyle(options.theme, options.language),
    center: [options.view.lon, options.view.lat],
    zoom: options.view.zoom,
    minZoom: ZOOM.min,
    maxZoom: ZOOM.max,
    maxPitch: 0,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    attributionControl: false,
    fadeDuration: 150,
  });
  options.container.dataset['theme'] = options.theme;
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new AttributionControl({ compact: false }), 'bottom-right');

  let isFine = false;
  function refine(): void {
    if (isFine) return;
    isFine = true;
    map.off('zoom', refineWhenNear);
    void loadFineBaseMap(map);
  }
  function refineWhenNear(): void {
    if (map.getZoom() >= FINE_FROM_ZOOM) refine();
  }

  let { theme, language } = options;
  let projection: Projection = 'mercator';
  let isStyled = false;
  // After a lost graphics context the map builds its style anew from what it was when the context went.
  map.on('webglcontextlost', () => void (isStyled = false));
  map.on('style.load', () => {
    isStyled = true;
    map.setProjection({ type: projection });
    paintBaseMap(map, theme);
    nameCountries(map, language);
    if (isFine) void loadFineBaseMap(map);
  });
  map.on('zoom', refineWhenNear);
  // The map is never idle while aircraft move, so the time after its first complete picture is taken.
  void map.once('load', () => window.setTimeout(refine, REFINE_AFTER_MS));
  const landCame = ({ sourceId, isSourceLoaded }: MapSourceDataEvent): void => {
    if (sourceId !== 'land' || !isSourceLoaded) return;
    map.off('sourcedata', landCame);
    refineWhenNear();
  };
  map.on('sourcedata', landCame);

  return {
    map,
    onStyle: (listener) => void map.on('style.load', listener),
    setTheme(next) {
      theme = next;
      options.container.dataset['theme'] = next;
      paintBaseMap(map, next);
    },
    setLanguage(next) {
      language = next;
      nameCountries(map, next);
    },
    setProjection(next) {
      projection = next;
      if (isStyled) map.setProjection({ type: next });
    },
  };
}
