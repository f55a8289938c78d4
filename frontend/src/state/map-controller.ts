import type { LatLon } from '#domain/geo.ts';
import { predict } from '#domain/motion.ts';
import type { Track } from '#contracts/http-track.ts';
import type { AircraftStore } from '../live/aircraft-store.ts';
import { confirmedUntilMs } from '../live/confirmation.ts';
import { feedIntervalMs } from './feed-interval.ts';
import { fromMercator, mercatorX, mercatorY, WORLD_PX } from '../map/mercator.ts';
import type { LoadTrack } from '../map/trail.ts';
import type { MapView, MapViewOptions } from '../map/map-view.ts';
import type { MapCamera } from './view-url.ts';
import type { PageState } from './page-state.ts';
import type { ReadonlyCell } from './cell.ts';
import type { ServerTime } from '../live/server-time.ts';

/** Light or dark, as resolved from the choice and the system. */
export type ShownTheme = 'light' | 'dark';

/** What the map must follow, apart from the page's state. */
export interface MapSurroundings {
  readonly theme: ReadonlyCell<ShownTheme>;
  readonly language: ReadonlyCell<string>;
  readonly reducedMotion: ReadonlyCell<boolean>;
}

/** The map as the rest of the page commands it; every command is harmless while there is no map. */
export interface MapController {
  /** Draws the map into the container. @returns takes it away again */
  readonly attach: (container: HTMLElement) => () => void;
  readonly show: (camera: MapCamera) => void;
  /** Flies to a place, close enough to see what is there; at once where there is no map yet. */
  readonly flyTo: (place: LatLon, zoom?: number) => void;
  /** Flies to the selected aircraft, which may be where the page holds none; beside the panel once that is open. */
  readonly flyToSelected: (place: LatLon) => void;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly pan: (right: number, down: number) => void;
  readonly showAll: () => void;
  /** Moves the view so that the selected aircraft is in its middle. */
  readonly centreOnSelected: () => void;
  /** Moves the view just as far as needed to get the selected aircraft out from under the panel. */
  readonly reveal: (hidden: HiddenEdges) => void;
  readonly retryTrail: () => void;
  readonly current: () => MapView | null;
}

/** What panels cover of the map, CSS pixels from its edges. */
export interface HiddenEdges {
  readonly right: number;
  readonly bottom: number;
}

/** What the map needs that this controller has; where its aircraft come from is the caller's to add. */
export type MapFrame = Omit<MapViewOptions, 'store' | 'serverTime'>;

export interface MapControllerOptions {
  readonly state: PageState;
  readonly store: Pick<AircraftStore, 'get' | 'count'>;
  readonly serverTime: Pick<ServerTime, 'nowMs'>;
  readonly surroundings: MapSurroundings;
  readonly loadTrack: LoadTrack;
  /** Loads the map's code and builds it; rejects where the browser can't draw it. */
  readonly createMap: (options: MapFrame) => Promise<MapView>;
}

const PAN_STEP_PX = 160;
/** Zoom at which a single aircraft is shown with its surroundings. */
const AIRCRAFT_ZOOM = 6.5;
const MARGIN_PX = 48;
const WORLD: MapCamera = { lat: 25, lon: 10, zoom: 1 };

export function createMapController(options: MapControllerOptions): MapController {
  const { state, store, serverTime, surroundings } = options;
  let map: MapView | null = null;
  let holder: HTMLElement | null = null;
  let covered: HiddenEdges = { right: 0, bottom: 0 };

  async function loadTrack(icao24: string, signal: AbortSignal): Promise<Track> {
    const known = state.trail.get();
    if (known.state !== 'ready') state.trail.set({ state: 'loading' });
    try {
      const track = await options.loadTrack(icao24, signal);
      if (!signal.aborted) {
        const stored = track.legs.flatMap((leg) => leg.points).filter((point) => point.predicted !== true);
        state.trail.set({ state: 'ready', points: stored.length });
      }
      return track;
    } catch (error) {
      if (!signal.aborted) state.trail.set({ state: 'failed' });
      throw error;
    }
  }

  async function draw(container: HTMLElement, isCurrent: () => boolean): Promise<(() => void) | null> {
    state.map.set('loading');
    const created = await options.createMap({
      container,
      loadTrack,
      view: state.camera.get(),
      theme: surroundings.theme.get(),
      language: surroundings.language.get(),
      reducedMotion: surroundings.reducedMotion.get(),
    });
    if (!isCurrent()) {
      created.destroy();
      return null;
    }
    map = created;
    created.setPaused(state.paused.get());
    const stops = connect(created);
    moveMap(() => created.setView(state.camera.get(), { animate: false }));
    state.box.set(created.box());
    state.map.set('ready');
    selectOnMap(state.selection.get());
    if (state.following.get()) follow();
    return () => {
      for (const stop of stops) stop();
      created.destroy();
      map = null;
    };
  }

  function connect(view: MapView): (() => void)[] {
    return [
      view.onMove(({ lat, lon, zoom }, box) => {
        state.box.set(box);
        state.camera.set({ lat, lon, zoom });
      }),
      view.onSelect((icao24) => state.selection.set(icao24)),
      surroundings.theme.subscribe((theme) => view.setTheme(theme)),
      surroundings.language.subscribe((language) => view.setLanguage(language)),
      surroundings.reducedMotion.subscribe((reduced) => view.setReducedMotion(reduced)),
      state.paused.subscribe((paused) => view.setPaused(paused)),
      follows(state.shown, ({ shows }) => view.setShown(shows)),
      follows(state.watched, (watched) =>
        view.setConfirmedFor((feed, isLow) => {
          const fix = { observedAtMs: 0, altitudeM: isLow ? 0 : null, state: 'seen' } as const;
          return confirmedUntilMs(fix, { watched, intervalMs: feedIntervalMs(state.status.get().status, feed) });
        }),
      ),
      follows(state.globe, (globe) => view.setProjection(globe ? 'globe' : 'mercator')),
      view.onFollowEnd(() => {
        if (!isOwnMove) state.following.set(false);
      }),
    ];
  }

  let isOwnMove = false;
  /** The map takes every command for looking elsewhere, which ends following; some aren't. */
  function moveMap(move: () => void): void {
    isOwnMove = true;
    move();
    isOwnMove = false;
  }

  function follow(): void {
    map?.follow(state.selection.get(), covered);
  }

  function selectOnMap(icao24: string | null): void {
    state.trail.set({ state: 'none' });
    map?.select(icao24);
  }

  function selectedPoint(): { readonly lat: number; readonly lon: number } | null {
    const icao24 = state.selection.get();
    const aircraft = icao24 === null ? undefined : store.get(icao24);
    if (aircraft !== undefined) return predict(aircraft.fix, serverTime.nowMs());
    const reading = state.details.get();
    return reading.state === 'ready' && reading.details.icao24 === icao24 ? reading.details.position : null;
  }

  function show(camera: MapCamera, animate = true): void {
    state.camera.set(camera);
    map?.setView(camera, { animate });
  }

  function centreOnSelected(): void {
    const point = selectedPoint();
    if (point === null) return;
    moveMap(() => show(besideCovered(point, Math.max(state.camera.get().zoom, AIRCRAFT_ZOOM), covered)));
    if (state.following.get()) follow();
  }

  /** Where the map flies to for the selected aircraft, until the panel says what it covers. */
  let destination: LatLon | null = null;

  function flyTo(place: LatLon, zoom = AIRCRAFT_ZOOM): void {
    const camera = besideCovered(place, Math.max(state.camera.get().zoom, zoom), covered);
    if (map === null) state.camera.set(camera);
    else map.flyTo(camera);
  }

  /** Where the page holds no aircraft it first looks at the world, which brings them, and then at what came. */
  function showAll(): void {
    if (store.count > 0) {
      map?.fitAll();
      return;
    }
    show(WORLD, false);
    const stop = state.overview.subscribe(({ summary }) => {
      if (summary.held === 0) return;
      stop();
      if (state.camera.get().zoom === WORLD.zoom) map?.fitAll();
    });
  }

  state.selection.subscribe((icao24) => {
    state.following.set(false);
    destination = null;
    if (icao24 === null) covered = { right: 0, bottom: 0 };
    selectOnMap(icao24);
  });
  state.following.subscribe((following) => {
    if (following) follow();
    else map?.follow(null);
  });

  return {
    attach(container) {
      let attached = true;
      holder = container;
      let detach: (() => void) | null = null;
      draw(container, () => attached).then(
        (stop) => {
          detach = stop;
        },
        () => {
          if (attached) state.map.set('failed');
        },
      );
      return () => {
        attached = false;
        holder = null;
        detach?.();
      };
    },
    show: (camera) => show(camera, false),
    flyTo,
    flyToSelected(place) {
      destination = place;
      flyTo(place);
    },
    zoomIn: () => map?.zoomIn(),
    zoomOut: () => map?.zoomOut(),
    pan: (right, down) => map?.panBy(right * PAN_STEP_PX, down * PAN_STEP_PX),
    showAll,
    centreOnSelected,
    reveal({ right, bottom }) {
      covered = { right, bottom };
      if (state.following.get()) {
        follow();
        return;
      }
      if (destination !== null) {
        flyTo(destination);
        destination = null;
        return;
      }
      const icao24 = state.selection.get();
      const drawn = icao24 === null ? null : (map?.project(icao24) ?? null);
      if (drawn === null || map === null || holder === null) return;
      const { clientWidth, clientHeight } = holder;
      const overRight = drawn.x - (clientWidth - right - MARGIN_PX);
      const overBottom = drawn.y - (clientHeight - bottom - MARGIN_PX);
      const isFarOff = drawn.x < 0 || drawn.y < 0 || drawn.x > clientWidth || drawn.y > clientHeight;
      if (isFarOff) centreOnSelected();
      else if (overRight > 0 || overBottom > 0) map.panBy(Math.max(0, overRight), Math.max(0, overBottom));
    },
    retryTrail: () => {
      map?.select(null);
      selectOnMap(state.selection.get());
    },
    current: () => map,
  };
}

/** The view that has a point in the middle of what the panel leaves free. */
function besideCovered({ lat, lon }: LatLon, zoom: number, { right, bottom }: HiddenEdges): MapCamera {
  if (right === 0 && bottom === 0) return { lat, lon, zoom };
  const pixels = WORLD_PX * 2 ** zoom;
  return { ...fromMercator(mercatorX(lon) + right / 2 / pixels, mercatorY(lat) + bottom / 2 / pixels), zoom };
}

/** Tells a value now and whenever it changes. */
function follows<T>(cell: ReadonlyCell<T>, tell: (value: T) => void): () => void {
  tell(cell.get());
  return cell.subscribe(tell);
}
