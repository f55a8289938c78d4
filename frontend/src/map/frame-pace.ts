import { pixelsPerMetre } from './mercator.ts';

/** As fast as anything that is drawn flies. */
const FASTEST_MPS = 330;
/** An aircraft may jump this far from picture to picture before the eye sees steps, in CSS pixels. */
const STEP_PX = 0.25;
const LONGEST_PAUSE_MS = 250;
/** Shorter than this, and every picture of the display is drawn. */
const EVERY_PICTURE_MS = 20;

/** A machine that takes this long for a picture draws in software, and needs time for everything else too. */
const LABOURED_MS = 60;
/** A picture a second is the least. */
const LONGEST_REST_MS = 1000;

/**
 * How long the next picture may wait, in ms; 0 is the next one of the display. From afar the fastest aircraft needs
 * seconds for a pixel, and drawing sixty pictures of that a second would only drain the battery.
 */
export function pauseUntilNextPictureMs({
  zoom,
  lat,
  isBlending,
  pictureMs,
}: {
  readonly zoom: number;
  readonly lat: number;
  /** A correction is on its way, which moves faster than any aircraft. */
  readonly isBlending: boolean;
  /** What the last picture took; 0 where it isn't known. */
  readonly pictureMs: number;
}): number {
  if (pictureMs > LABOURED_MS) return Math.min(LONGEST_REST_MS, Math.max(LONGEST_PAUSE_MS, 2 * pictureMs));
  if (isBlending) return 0;
  const pauseMs = (STEP_PX / (FASTEST_MPS * pixelsPerMetre(zoom, lat))) * 1000;
  return pauseMs < EVERY_PICTURE_MS ? 0 : Math.min(LONGEST_PAUSE_MS, pauseMs);
}
