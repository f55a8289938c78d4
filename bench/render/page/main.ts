import { createAircraftStore } from '../../../frontend/src/live/aircraft-store.ts';
import { browserScheduler } from '../../../frontend/src/live/scheduler.ts';
import { createMapView, type MapView } from '../../../frontend/src/map/map-view.ts';
import { SHOW_AIRCRAFT } from '../../../frontend/src/state/shown-rule.ts';
import { createMovingFleet } from './moving-fleet.ts';
import { createSymbolMap } from './symbol-layer.ts';

/** What one picture or update took, ms. */
interface Reading {
  readonly applyMs: number;
  readonly prepareMs: number;
  readonly uploadMs: number;
  readonly drawMs: number;
  readonly followMs: number;
}

declare global {
  interface Window {
    readonly renderBench: typeof bench;
  }
}

const container = document.querySelector<HTMLElement>('#map');
if (container === null) throw new Error('index.html has no #map');
const element = container;

const nowMs = (): number => performance.timeOrigin + performance.now();
const store = createAircraftStore({ serverTime: { nowMs }, scheduler: browserScheduler });
let fleet = createMovingFleet(1, nowMs(), Math.random);
let map: MapView | null = null;
let turn = 0;

function present(): MapView {
  if (map === null) throw new Error('start first');
  return map;
}

/** Resolves with the next picture, and what it took. */
async function nextPicture(applyMs: number): Promise<Reading> {
  const view = present();
  const { drawnPictures } = view.drawing();
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (view.drawing().drawnPictures > drawnPictures) resolve();
      else requestAnimationFrame(look);
    };
    look();
  });
  const { lastDrawMs, lastPrepareMs, lastUploadMs, lastFollowMs } = view.drawing();
  const drawMs = lastDrawMs - lastPrepareMs - lastUploadMs;
  return { applyMs, prepareMs: lastPrepareMs, uploadMs: lastUploadMs, drawMs, followMs: lastFollowMs };
}

const bench = {
  /** Draws a fleet; resolves when its first picture is there. */
  async start(aircraft: number): Promise<void> {
    fleet = createMovingFleet(aircraft, nowMs(), Math.random);
    map = createMapView({
      container: element,
      store,
      serverTime: { nowMs },
      loadTrack: () => Promise.reject(new Error('no tracks here')),
      view: { lat: 40, lon: 9, zoom: 1.2 },
      theme: 'light',
      language: 'en',
      reducedMotion: false,
    });
    // The rule that the page has without a filter: it looks at every record too.
    map.setShown(SHOW_AIRCRAFT.shows);
    store.applyPositions(fleet.rows(nowMs(), 0, 1));
    await nextPicture(0);
  },
  /** A picture in which nothing but the time changes. */
  picture: () => nextPicture(0),
  /** Records of one in so many aircraft, and the picture that takes them in. */
  async update(oneIn: number): Promise<Reading> {
    turn = (turn + 1) % oneIn;
    const rows = fleet.rows(nowMs(), turn, oneIn);
    const begunMs = performance.now();
    store.applyPositions(rows);
    return nextPicture(performance.now() - begunMs);
  },
  /** The same without waiting for pictures, for a long run. */
  apply(oneIn: number): void {
    turn = (turn + 1) % oneIn;
    store.applyPositions(fleet.rows(nowMs(), turn, oneIn));
  },
  pictures: () => present().drawing().drawnPictures,
  held: () => store.count,
  renderer(): string {
    const gl = document.createElement('canvas').getContext('webgl2');
    const info = gl?.getExtension('WEBGL_debug_renderer_info');
    return gl && info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : 'unknown';
  },
  /** Takes our map away and gives the same fleet to a symbol layer, so many times. */
  async symbols(times: number): Promise<{ readonly callMs: number; readonly shownMs: number }[]> {
    present().destroy();
    const symbols = await createSymbolMap(element);
    const readings = [];
    for (let time = 0; time < times; time++) readings.push(await symbols.setData(fleet.rows(nowMs(), 0, 1)));
    symbols.destroy();
    return readings;
  },
};

Object.defineProperty(window, 'renderBench', { value: bench });
