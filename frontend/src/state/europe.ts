import type { MapCamera } from './view-url.ts';

/** The view that the page starts with where the address names none. */
export const EUROPE: MapCamera = { lat: 49.5, lon: 9.5, zoom: 3.8 };

/** Europe on a screen of the given width: a phone shows it from further away. */
export function europeFor(widthPx: number): MapCamera {
  const zoom = EUROPE.zoom + Math.log2(Math.max(320, Math.min(1600, widthPx)) / 1200);
  return { ...EUROPE, zoom: Math.round(zoom * 100) / 100 };
}
