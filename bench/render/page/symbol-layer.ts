import { Map as MapLibreMap, setWorkerUrl, type GeoJSONSource } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { FrameRow } from '#contracts/live-frame.ts';

setWorkerUrl(workerUrl);

/** The same aircraft as a GeoJSON source with a symbol layer, the map library's own way. */
export interface SymbolMap {
  /** Gives it all aircraft anew: ms until the call returns, and until the new symbols can be drawn. */
  setData(rows: readonly FrameRow[]): Promise<{ readonly callMs: number; readonly shownMs: number }>;
  destroy(): void;
}

const EDGE = 32;

export async function createSymbolMap(container: HTMLElement): Promise<SymbolMap> {
  const map = new MapLibreMap({
    container,
    style: { version: 8, sources: {}, layers: [] },
    center: [9, 40],
    zoom: 1.2,
    fadeDuration: 0,
  });
  await map.once('load');
  map.addImage('plane', { width: EDGE, height: EDGE, data: triangle() });
  map.addSource('aircraft', { type: 'geojson', data: { type: 'FeatureCollection', features: [] } });
  map.addLayer({
    id: 'aircraft',
    type: 'symbol',
    source: 'aircraft',
    layout: {
      'icon-image': 'plane',
      'icon-size': 0.4,
      'icon-rotate': ['get', 'track'],
      'icon-rotation-alignment': 'map',
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
    },
  });

  return {
    async setData(rows) {
      const source = map.getSource<GeoJSONSource>('aircraft');
      if (source === undefined) throw new Error('the source is gone');
      const shown = new Promise<void>((resolve) => {
        const listen = (event: { readonly sourceId?: string; readonly isSourceLoaded?: boolean }): void => {
          if (event.sourceId !== 'aircraft' || event.isSourceLoaded !== true) return;
          map.off('sourcedata', listen);
          resolve();
        };
        map.on('sourcedata', listen);
      });
      const begunMs = performance.now();
      void source.setData({ type: 'FeatureCollection', features: rows.map(featureOf) });
      const callMs = performance.now() - begunMs;
      await shown;
      return { callMs, shownMs: performance.now() - begunMs };
    },
    destroy: () => map.remove(),
  };
}

function featureOf({ address, lat, lon, trackDeg }: FrameRow) {
  return {
    type: 'Feature' as const,
    id: address,
    geometry: { type: 'Point' as const, coordinates: [lon, lat] },
    properties: { track: trackDeg ?? 0 },
  };
}

function triangle(): Uint8Array {
  const data = new Uint8Array(EDGE * EDGE * 4);
  for (let row = 0; row < EDGE; row++) {
    for (let column = 0; column < EDGE; column++) {
      if (Math.abs(column - EDGE / 2) < row / 2) data.set([20, 80, 180, 255], (row * EDGE + column) * 4);
    }
  }
  return data;
}
