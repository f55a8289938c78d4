import type { BoundingBox, LatLon } from '#domain/geo.ts';
import type { AircraftStore } from '../live/aircraft-store.ts';
import type { ServerTime } from '../live/server-time.ts';
import type { Theme } from './altitude-scale.ts';
import type { LoadTrack } from './trail.ts';

/** What the map shows: its centre and zoom (MapLibre's, 512 px tiles). */
export interface View extends LatLon {
  readonly zoom: number;
}

/** An aircraft as it is drawn at this instant. */
export interface DrawnPoint extends LatLon {
  /** CSS pixels from the container's top left; outside of it for an aircraft out of view. */
  readonly x: number;
  readonly y: number;
  readonly observedAtMs: number;
  readonly extrapolatedMs: number;
}

export interface MapView {
  setView(view: View, options?: { readonly animate?: boolean }): void;
  view(): View;
  /** Edges of what is visible; a longitude may lie beyond ±180 where several copies of the world are in view. */
  box(): BoundingBox;
  /** Calls back whenever the view moved, while it moves too. */
  onMove(listener: (view: View, box: BoundingBox) => void): () => void;
  /** Calls back when the viewer picks an aircraft on the map, or with null picks none. */
  onSelect(listener: (icao24: string | null) => void): () => void;
  /** Marks an aircraft and draws its trail; calls no listener. */
  select(icao24: string | null): void;
  setTheme(theme: Theme): void;
  /** Language of the country names, a BCP 47 tag. */
  setLanguage(language: string): void;
  setPaused(paused: boolean): void;
  setReducedMotion(reduced: boolean): void;
  /** Shows all aircraft held, or the world where none is. */
  fitAll(): void;
  zoomIn(): void;
  zoomOut(): void;
  panBy(xPx: number, yPx: number): void;
  /** Where an aircraft is drawn, null where it isn't held. */
  project(icao24: string): DrawnPoint | null;
  /** Aircraft drawn within the visible part. */
  drawnCount(): number;
  destroy(): void;
}

export interface MapViewOptions {
  readonly container: HTMLElement;
  readonly store: AircraftStore;
  readonly serverTime: ServerTime;
  readonly loadTrack: LoadTrack;
  readonly view: View;
  readonly theme: Theme;
  readonly language: string;
  readonly reducedMotion: boolean;
}
