import type { Map as MapLibreMap } from 'maplibre-gl';
import type { LatLon } from '#domain/geo.ts';
import { fromMercator, mercatorX, mercatorY, shortWay, WORLD_PX } from './mercator.ts';

/** What lies over the map, CSS pixels from its edges: the followed aircraft is kept in the middle of the rest. */
export interface CoveredEdges {
  readonly right: number;
  readonly bottom: number;
}

/** Keeps one aircraft in the middle of the map until the viewer moves the map. */
export interface Follow {
  readonly icao24: string | null;
  /** Follows from the next picture on; null ends it, without calling the listeners. */
  start(icao24: string | null, covered?: CoveredEdges): void;
  /** Ends it because the viewer looks elsewhere, and says so. */
  end(): void;
  /** Moves the centre where the aircraft has moved; call it after each picture. */
  recentre(): void;
  onEnd(listener: () => void): () => void;
  destroy(): void;
}

/** Smaller steps can't be seen, and each one asks for a picture. */
const STEP_PX = 0.25;
const NOTHING_COVERED: CoveredEdges = { right: 0, bottom: 0 };
const PANNING_KEYS = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']);

/** @param drawn where an aircraft is drawn now, null where it isn't held */
export function createFollow(map: MapLibreMap, drawn: (icao24: string) => LatLon | null): Follow {
  const listeners = new Set<() => void>();
  let followed: string | null = null;
  let covered = NOTHING_COVERED;
  let isPressed = false;

  function end(): void {
    if (followed === null) return;
    followed = null;
    listeners.forEach((listener) => listener());
  }

  function recentre(): void {
    // A jump of the camera would break off the drag that a press may become.
    const point = followed === null || isPressed || map.isMoving() ? null : drawn(followed);
    if (point === null) return;
    const worldPx = WORLD_PX * 2 ** map.getZoom();
    const x = mercatorX(point.lon) + covered.right / 2 / worldPx;
    const y = mercatorY(point.lat) + covered.bottom / 2 / worldPx;
    const { lng, lat } = map.getCenter();
    const offX = shortWay(x - mercatorX(lng));
    if (Math.hypot(offX, y - mercatorY(lat)) * worldPx < STEP_PX) return;
    const centre = fromMercator(x, y);
    map.jumpTo({ center: [lng + offX * 360, centre.lat] });
  }

  const canvas = map.getCanvas();
  const press = (): void => void (isPressed = true);
  const release = (): void => {
    isPressed = false;
    if (followed !== null) map.triggerRepaint();
  };
  const endOnKey = ({ originalEvent }: { readonly originalEvent?: unknown }): void => {
    if (originalEvent instanceof KeyboardEvent && PANNING_KEYS.has(originalEvent.key)) end();
  };
  map.on('dragstart', end);
  map.on('movestart', endOnKey);
  canvas.addEventListener('pointerdown', press);
  window.addEventListener('pointerup', release);
  window.addEventListener('pointercancel', release);

  return {
    get icao24() {
      return followed;
    },
    start(icao24, edges = NOTHING_COVERED) {
      followed = icao24;
      covered = edges;
      if (icao24 !== null) map.triggerRepaint();
    },
    end,
    recentre,
    onEnd(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    destroy() {
      map.off('dragstart', end);
      map.off('movestart', endOnKey);
      canvas.removeEventListener('pointerdown', press);
      window.removeEventListener('pointerup', release);
      window.removeEventListener('pointercancel', release);
      listeners.clear();
    },
  };
}
