import type { Map as MapLibreMap } from 'maplibre-gl';
import type { AircraftStore } from '../live/aircraft-store.ts';
import type { ServerTime } from '../live/server-time.ts';
import type { DrawBuffer } from './draw-buffer.ts';
import { pauseUntilNextPictureMs } from './frame-pace.ts';
import { WORLD_PX } from './mercator.ts';

/** When pictures are drawn, and of which instant. */
export interface Picture {
  /** Brings the buffer up to date for the picture that begins; returns its instant, epoch ms of the server. */
  begin(): number;
  /** The instant that is shown. */
  shownMs(): number;
  start(): void;
  /** With it on the picture stands still, whatever comes in. */
  setPaused(paused: boolean): void;
  /** With it on aircraft stand until a record comes. */
  setReducedMotion(reduced: boolean): void;
  stop(): void;
}

export interface PictureOptions {
  readonly map: MapLibreMap;
  readonly store: AircraftStore;
  readonly buffer: DrawBuffer;
  readonly serverTime: Pick<ServerTime, 'nowMs'>;
  readonly reducedMotion: boolean;
}

/** Asks the map for pictures as often as the eye needs them, and for none while paused, hidden or nothing changed. */
export function createPicture({ map, store, buffer, serverTime, reducedMotion }: PictureOptions): Picture {
  let shownMs = serverTime.nowMs();
  let started = false;
  let paused = false;
  let reduced = reducedMotion;
  let timer: number | undefined;
  let drawnAtMs = -Infinity;
  let wasAsked = false;

  buffer.setMoving(!reduced);

  const put = (slot: number): void => buffer.put(slot);

  function begin(): number {
    if (paused) return shownMs;
    shownMs = serverTime.nowMs();
    buffer.advance(shownMs, 1 / (WORLD_PX * 2 ** map.getZoom()));
    store.takeChangedSlots(put);
    buffer.notePicture();
    return shownMs;
  }

  function next(): void {
    window.clearTimeout(timer);
    timer = undefined;
    if (!started || paused || reduced || document.hidden || buffer.count === 0) return;
    const pauseMs = pauseUntilNextPictureMs({
      zoom: map.getZoom(),
      lat: map.getCenter().lat,
      isBlending: buffer.isBlending(shownMs),
      pictureMs: tookMs(),
    });
    wasAsked = pauseMs === 0;
    if (wasAsked) map.triggerRepaint();
    else timer = window.setTimeout(() => map.triggerRepaint(), pauseMs);
  }

  /** Time from one picture to the next where the next was asked for at once: what a picture takes on this machine. */
  function tookMs(): number {
    const nowMs = performance.now();
    const pictureMs = wasAsked ? nowMs - drawnAtMs : 0;
    drawnAtMs = nowMs;
    return pictureMs;
  }

  const wake = (): void => {
    if (document.hidden) window.clearTimeout(timer);
    else if (started && !paused) map.triggerRepaint();
  };
  map.on('render', next);
  document.addEventListener('visibilitychange', wake);
  const unsubscribe = store.subscribe(wake);

  return {
    begin,
    shownMs: () => shownMs,
    start() {
      started = true;
      map.triggerRepaint();
    },
    setPaused(value) {
      paused = value;
      wake();
    },
    setReducedMotion(value) {
      reduced = value;
      buffer.setMoving(!reduced);
      wake();
    },
    stop() {
      started = false;
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', wake);
      unsubscribe();
    },
  };
}
