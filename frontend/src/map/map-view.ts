import type { BoundingBox, LatLon } from '#domain/geo.ts';
import type { Aircraft, AircraftStore } from '../live/aircraft-store.ts';
import type { ServerTime } from '../live/server-time.ts';
import { createAircraftLayer, type AircraftLayer } from './aircraft-layer.ts';
import type { Theme } from './altitude-scale.ts';
import { createBaseMap } from './base-map.ts';
import { createCallouts } from './callouts.ts';
import { createDrawBuffer, type ConfirmedFor } from './draw-buffer.ts';
import { boundsOf } from './fleet-bounds.ts';
import { createFollow, type CoveredEdges } from './follow.ts';
import { iconHalfPx } from './icon-size.ts';
import { createPicture } from './picture.ts';
import { countInView, pick } from './picking.ts';
import { createPointer } from './pointer.ts';
import { flatScreen, globeScreen, type Frame, type Screen } from './screen.ts';
import type { LoadTrack } from './trail.ts';
import { createTrailLayer, type TrailLayer } from './trail-layer.ts';
import type { Projection, View } from './view.ts';

/** An aircraft as it is drawn at this instant. */
export interface DrawnPoint extends LatLon {
  /** CSS pixels from the container's top left; outside of it for an aircraft out of view. */
  readonly x: number;
  readonly y: number;
  readonly observedAtMs: number;
  readonly extrapolatedMs: number;
}

/**
 * Main-thread time of the last picture in ms, in it the records taken in and the upload of them, beside it names and trail
 * that follow the aircraft, and how many pictures there were so far.
 */
export interface Drawing {
  readonly lastDrawMs: number;
  readonly lastPrepareMs: number;
  readonly lastUploadMs: number;
  readonly lastFollowMs: number;
  readonly drawnPictures: number;
}

export interface MapView {
  /** Goes to a view; ends following. */
  setView(view: View, options?: { readonly animate?: boolean }): void;
  /** Flies there, out and in again where it is far; with reduced motion it is there at once. Ends following. */
  flyTo(view: View): void;
  view(): View;
  /** Edges of what is visible; a longitude may lie beyond ±180 where several copies of the world are in view. */
  box(): BoundingBox;
  /** Calls back whenever the view moved, while it moves too. */
  onMove(listener: (view: View, box: BoundingBox) => void): () => void;
  /** Calls back when the viewer picks an aircraft on the map, or with null picks none. */
  onSelect(listener: (icao24: string | null) => void): () => void;
  /** Marks an aircraft and draws its trail; calls no listener. */
  select(icao24: string | null): void;
  /**
   * Draws and picks only aircraft for which the rule is true; null shows all. It is asked again for each record, so it
   * must be cheap; give it anew when it has changed.
   */
  setShown(isShown: ((aircraft: Aircraft) => boolean) | null): void;
  /** Draws aircraft faded once silence no longer means that they fly on as predicted. */
  setConfirmedFor(rule: ConfirmedFor): void;
  /** Keeps an aircraft in the middle of what isn't covered until the viewer moves the map; null ends that. */
  follow(icao24: string | null, covered?: CoveredEdges): void;
  /** Calls back when the viewer, or a command to look elsewhere, ended the following. */
  onFollowEnd(listener: () => void): () => void;
  setProjection(projection: Projection): void;
  setTheme(theme: Theme): void;
  /** Language of the country names, a BCP 47 tag. */
  setLanguage(language: string): void;
  setPaused(paused: boolean): void;
  setReducedMotion(reduced: boolean): void;
  /** Shows all aircraft held, or the start view where none is. */
  fitAll(): void;
  zoomIn(): void;
  zoomOut(): void;
  panBy(xPx: number, yPx: number): void;
  /** Where an aircraft is drawn, null where it isn't held. */
  project(icao24: string): DrawnPoint | null;
  /** Top left of the map within the window, CSS pixels. */
  origin(): { readonly x: number; readonly y: number };
  /** Aircraft drawn within the visible part. */
  drawnCount(): number;
  /** What the aircraft layer's pictures cost. */
  drawing(): Drawing;
  destroy(): void;
}

export interface MapViewOptions {
  readonly container: HTMLElement;
  readonly store: AircraftStore;
  readonly serverTime: Pick<ServerTime, 'nowMs'>;
  readonly loadTrack: LoadTrack;
  readonly view: View;
  readonly theme: Theme;
  readonly language: string;
  readonly reducedMotion: boolean;
}

/** Builds the map into a container: base map, trail, aircraft, pointer. */
export function createMapView(options: MapViewOptions): MapView {
  const { container, store, serverTime } = options;
  const base = createBaseMap(options);
  const { map } = base;
  const buffer = createDrawBuffer(store);
  const moveListeners = new Set<(view: View, box: BoundingBox) => void>();
  const selectListeners = new Set<(icao24: string | null) => void>();
  let trail: TrailLayer | null = null;
  let theme = options.theme;
  let selected: string | null = null;
  let hovered: string | null = null;
  let reducedMotion = options.reducedMotion;

  const picture = createPicture({ map, store, buffer, serverTime, reducedMotion });
  const layer = createAircraftLayer(
    buffer,
    () => {
      const nowMs = picture.begin();
      mark();
      return nowMs;
    },
    theme,
  );

  const slotOf = (icao24: string | null): number | null => (icao24 === null ? null : (buffer.slotOf(icao24) ?? null));

  function mark(): void {
    layer.setMarked({ selected: slotOf(selected), hovered: hovered === selected ? null : slotOf(hovered) });
  }

  function frame(): Frame {
    const { lat, lng } = map.getCenter();
    return { lat, lon: lng, zoom: map.getZoom(), widthPx: container.clientWidth, heightPx: container.clientHeight };
  }

  function screen(): Screen {
    const now = frame();
    if (layer.globe === null) return flatScreen(now);
    return globeScreen(layer.globe, now, ({ x, y }) => map.unproject([x, y]));
  }

  function pickAt(at: { readonly x: number; readonly y: number }, tolerancePx: number): string | null {
    const nowMs = picture.shownMs();
    const slot = pick(buffer, screen(), at, { tolerancePx, nowMs });
    return slot === null ? null : (buffer.addressOf(slot) ?? null);
  }

  function drawn(icao24: string) {
    const slot = slotOf(icao24);
    return slot === null ? null : buffer.drawn(slot, picture.shownMs());
  }

  const follow = createFollow(map, drawn);
  const pointer = createPointer(map, pickAt, {
    hover(icao24) {
      if (icao24 === hovered) return;
      hovered = icao24;
      map.triggerRepaint();
    },
    press: (icao24) => selectListeners.forEach((listener) => listener(icao24)),
  });

  base.onStyle(() => {
    // The aircraft layer is not among what the map restores by itself after a lost graphics context.
    if (map.getLayer(layer.id) === undefined) map.addLayer(layer);
    if (trail === null) {
      trail = createTrailLayer(map, store, options.loadTrack, theme, () => performance.now());
      trail.show(selected);
    } else {
      trail.restore();
    }
    picture.start();
  });
  const callouts = createCallouts(
    container,
    { store, buffer },
    {
      language: options.language,
      monotonicMs: () => performance.now(),
    },
  );
  let lastFollowMs = 0;
  map.on('render', () => {
    const begunMs = performance.now();
    trail?.follow(selected === null ? null : drawn(selected));
    const zoom = map.getZoom();
    const marked = new Set([selected, hovered, follow.icao24].filter((icao24) => icao24 !== null));
    const symbolPx = iconHalfPx(zoom, buffer.count);
    callouts.follow({ zoom, nowMs: picture.shownMs(), screen: screen(), marked, symbolPx });
    follow.recentre();
    lastFollowMs = performance.now() - begunMs;
  });
  map.on('move', () => {
    const view = currentView();
    const box = currentBox();
    moveListeners.forEach((listener) => listener(view, box));
  });

  function currentView(): View {
    const { lat, lon, zoom } = frame();
    return { lat, lon, zoom };
  }

  function currentBox(): BoundingBox {
    const bounds = map.getBounds();
    return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  }

  return {
    setView({ lat, lon, zoom }, { animate = true } = {}) {
      follow.end();
      const camera = { center: [lon, lat] as [number, number], zoom };
      if (animate && !reducedMotion) map.easeTo({ ...camera, duration: 500 });
      else map.jumpTo(camera);
    },
    flyTo({ lat, lon, zoom }) {
      follow.end();
      map.flyTo({ center: [lon, lat], zoom, animate: !reducedMotion });
    },
    view: currentView,
    box: currentBox,
    onMove(listener) {
      moveListeners.add(listener);
      return () => moveListeners.delete(listener);
    },
    onSelect(listener) {
      selectListeners.add(listener);
      return () => selectListeners.delete(listener);
    },
    select(icao24) {
      selected = icao24;
      trail?.show(icao24);
      map.triggerRepaint();
    },
    setShown(isShown) {
      buffer.setShown(isShown);
      if (hovered !== null && slotOf(hovered) === null) hovered = null;
      map.triggerRepaint();
    },
    setConfirmedFor(rule) {
      buffer.setConfirmedFor(rule);
      map.triggerRepaint();
    },
    follow: (icao24, covered) => follow.start(icao24, covered),
    onFollowEnd: (listener) => follow.onEnd(listener),
    setProjection: (projection) => base.setProjection(projection),
    setTheme(next) {
      theme = next;
      layer.setTheme(next);
      base.setTheme(next);
      trail?.setTheme(next);
    },
    setLanguage(language) {
      base.setLanguage(language);
      callouts.setLanguage(language);
      map.triggerRepaint();
    },
    setPaused: (paused) => picture.setPaused(paused),
    setReducedMotion(next) {
      reducedMotion = next;
      picture.setReducedMotion(next);
    },
    fitAll() {
      follow.end();
      const bounds = boundsOf(store.all());
      if (bounds === null) map.jumpTo({ center: [options.view.lon, options.view.lat], zoom: options.view.zoom });
      else map.fitBounds(bounds, { padding: 60, maxZoom: 9, animate: !reducedMotion });
    },
    zoomIn: () => void map.zoomIn({ animate: !reducedMotion }),
    zoomOut: () => void map.zoomOut({ animate: !reducedMotion }),
    panBy(xPx, yPx) {
      follow.end();
      map.panBy([xPx, yPx], { animate: !reducedMotion });
    },
    project(icao24) {
      const point = drawn(icao24);
      const slot = slotOf(icao24);
      const place = { x: 0, y: 0 };
      if (point === null || slot === null || !buffer.drawnAt(slot, picture.shownMs(), place)) return null;
      const now = screen();
      const isSeen = now.toScreen(now.nearestX(place.x), place.y, place);
      const { lat, lon, observedAtMs, extrapolatedMs } = point;
      // Behind the globe is out of view.
      return { lat, lon, x: isSeen ? place.x : -now.widthPx, y: place.y, observedAtMs, extrapolatedMs };
    },
    origin: () => container.getBoundingClientRect(),
    drawnCount: () => countInView(buffer, screen(), picture.shownMs()),
    drawing: () => ({ ...drawingOf(layer), lastFollowMs }),
    destroy() {
      picture.stop();
      pointer.destroy();
      follow.destroy();
      trail?.destroy();
      callouts.destroy();
      map.remove();
    },
  };
}

function drawingOf({ lastDrawMs, lastPrepareMs, lastUploadMs, drawnPictures }: AircraftLayer) {
  return { lastDrawMs, lastPrepareMs, lastUploadMs, drawnPictures };
}
