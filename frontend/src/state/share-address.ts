import { formatViewUrl, PLAIN_VIEW, type MapCamera } from './view-url.ts';

/** The address to pass on: this view and this aircraft, in whatever language its reader has. */
export function shareAddress(origin: string, camera: MapCamera, icao24: string): string {
  return `${origin}/${formatViewUrl({ ...PLAIN_VIEW, camera, icao24 })}`;
}
