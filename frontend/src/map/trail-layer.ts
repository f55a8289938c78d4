import type { ExpressionSpecification, GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { FeatureCollection } from 'geojson';
import type { Aircraft, AircraftStore } from '../live/aircraft-store.ts';
import { AIRCRAFT_LAYER_ID } from './aircraft-layer.ts';
import { ALTITUDE_BANDS, type Theme } from './altitude-scale.ts';
import type { DrawnAircraft } from './draw-buffer.ts';
import { legsOf, liveEnd, trailLines, withFix, type LoadTrack, type TrailPoint } from './trail.ts';

/** The way that the selected aircraft came, with its live end at the point where it is drawn. */
export interface TrailLayer {
  /** Shows the trail of another aircraft, or none. An answer that comes after the next call is dropped. */
  show(icao24: string | null): void;
  /** Draws the live end anew; call it with the pictures of the map. */
  follow(drawn: DrawnAircraft | null): void;
  setTheme(theme: Theme): void;
  /** Puts the trail into a style that the map has built anew, under the aircraft. */
  restore(): void;
  destroy(): void;
}

const SOURCES = { past: 'trail', end: 'trail-end' } as const;
const EMPTY: FeatureCollection = { type: 'FeatureCollection', features: [] };
/** A long trail is handed to the map as a whole only this often; what came since is drawn with the live end. */
const SETTLE_EVERY_MS = 20_000;
/** A trail that could not be loaded is tried again when the next fix comes, but not sooner than this. */
const RETRY_MS = 10_000;

export function createTrailLayer(
  map: MapLibreMap,
  store: AircraftStore,
  loadTrack: LoadTrack,
  theme: Theme,
  monotonicMs: () => number,
): TrailLayer {
  let shown: string | null = null;
  let legs: readonly (readonly TrailPoint[])[] = [];
  let loaded = false;
  let triedAtMs = -Infinity;
  let aborter = new AbortController();
  let unwatch: () => void = () => undefined;
  let drawnEnd = '';
  let settledAtMs = 0;
  let settledLegs = 0;
  let settledOnMs = -Infinity;
  let shownTheme = theme;

  function addLayers(): void {
    for (const id of Object.values(SOURCES)) {
      if (map.getSource(id) === undefined) map.addSource(id, { type: 'geojson', data: EMPTY, tolerance: 0.2 });
      for (const [suffix, width] of [
        ['casing', 5],
        ['line', 2.6],
      ] as const) {
        if (map.getLayer(`${id}-${suffix}`) !== undefined) continue;
        map.addLayer(
          {
            id: `${id}-${suffix}`,
            type: 'line',
            source: id,
            layout: { 'line-cap': 'round', 'line-join': 'round' },
            paint: { 'line-color': colourOf(shownTheme, suffix), 'line-width': width, 'line-opacity': 0.85 },
          },
          AIRCRAFT_LAYER_ID,
        );
      }
    }
  }

  function setData(id: string, data: FeatureCollection): void {
    const source = map.getSource<GeoJSONSource>(id);
    void source?.setData(data);
  }

  /** Hands the whole trail to the map. */
  function settle(): void {
    settledAtMs = legs.at(-1)?.at(-1)?.observedAtMs ?? 0;
    settledLegs = legs.length;
    settledOnMs = monotonicMs();
    setData(SOURCES.past, trailLines(legs));
  }

  async function load(icao24: string): Promise<void> {
    triedAtMs = monotonicMs();
    const { signal } = aborter;
    const track = await loadTrack(icao24, signal).catch(() => null);
    if (signal.aborted || track === null) return;
    loaded = true;
    const since = legs.flat().filter((point) => point.predicted !== true);
    legs = since.reduce<readonly (readonly TrailPoint[])[]>(withFix, legsOf(track));
    settle();
  }

  function changed(aircraft: Aircraft | undefined): void {
    if (aircraft === undefined || shown === null) return;
    const before = legs;
    legs = withFix(legs, aircraft.fix);
    const isDue = legs.length !== settledLegs || monotonicMs() - settledOnMs > SETTLE_EVERY_MS;
    if (legs !== before && isDue) settle();
    if (!loaded && monotonicMs() - triedAtMs > RETRY_MS) void load(shown);
  }

  function clear(): void {
    aborter.abort();
    aborter = new AbortController();
    unwatch();
    unwatch = () => undefined;
    legs = [];
    loaded = false;
    drawnEnd = '';
    settledAtMs = 0;
    settledLegs = 0;
    setData(SOURCES.past, EMPTY);
    setData(SOURCES.end, EMPTY);
  }

  function paint(): void {
    for (const id of Object.values(SOURCES)) {
      for (const suffix of ['casing', 'line'] as const) {
        const layer = `${id}-${suffix}`;
        if (map.getLayer(layer) === undefined) continue;
        map.setPaintProperty(layer, 'line-color', colourOf(shownTheme, suffix));
      }
    }
  }

  addLayers();

  return {
    show(icao24) {
      if (icao24 === shown) return;
      clear();
      shown = icao24;
      if (icao24 === null) return;
      unwatch = store.watch(icao24, changed);
      changed(store.get(icao24));
      void load(icao24);
    },
    follow(drawn) {
      if (shown === null) return;
      const aircraft = store.get(shown);
      const end =
        drawn === null || aircraft === undefined ? EMPTY : liveEnd(legs, drawn, aircraft.fix.onGround, settledAtMs);
      const text = JSON.stringify(end.features.map((feature) => feature.geometry));
      if (text === drawnEnd) return;
      drawnEnd = text;
      setData(SOURCES.end, end);
    },
    setTheme(next) {
      shownTheme = next;
      paint();
    },
    restore() {
      addLayers();
      paint();
      drawnEnd = '';
      settle();
    },
    destroy: clear,
  };
}

function colourOf(theme: Theme, part: 'casing' | 'line'): ExpressionSpecification | string {
  if (part === 'casing') return theme === 'light' ? '#ffffff' : '#0a1017';
  return ['to-color', ['at', ['get', 'band'], ['literal', ALTITUDE_BANDS.map((band) => band.colour[theme])]]];
}
