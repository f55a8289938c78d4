import { describe, expect, it } from 'vitest';
import type { Track } from '#contracts/http-track.ts';
import { createCell } from '../../../frontend/src/state/cell.ts';
import { createMapController, type ShownTheme } from '../../../frontend/src/state/map-controller.ts';
import { createPageState } from '../../../frontend/src/state/page-state.ts';
import { mercatorY, WORLD_PX } from '../../../frontend/src/map/mercator.ts';
import { EMPTY_SUMMARY } from '../../../frontend/src/state/view-summary.ts';
import type { MapFrame } from '../../../frontend/src/state/map-controller.ts';
import type { DrawnPoint, MapView } from '../../../frontend/src/map/map-view.ts';
import type { View } from '../../../frontend/src/map/view.ts';
import { aircraft, HEARD_AT_MS } from '../../fixtures/page-aircraft.ts';

/** What the map was told, and levers to answer for it. */
function createFakeMap() {
  const calls: string[] = [];
  let view: View = { lat: 0, lon: 0, zoom: 3 };
  let options: MapFrame | null = null;
  const move = new Set<Parameters<MapView['onMove']>[0]>();
  const select = new Set<Parameters<MapView['onSelect']>[0]>();
  const followEnd = new Set<() => void>();
  const note =
    (name: string) =>
    (...values: unknown[]): void =>
      void calls.push(`${name} ${values.map((value) => JSON.stringify(value)).join(' ')}`.trim());
  let confirmedFor: Parameters<MapView['setConfirmedFor']>[0] = () => 0;
  const map: MapView = {
    setView(next) {
      view = next;
      note('setView')(next);
      followEnd.forEach((listener) => listener());
    },
    view: () => view,
    box: () => [0, 40, 20, 60],
    onMove: (listener) => {
      move.add(listener);
      return () => move.delete(listener);
    },
    onSelect: (listener) => {
      select.add(listener);
      return () => select.delete(listener);
    },
    select: note('select'),
    flyTo: note('flyTo'),
    setShown: note('setShown'),
    setConfirmedFor: (rule) => (confirmedFor = rule),
    follow: note('follow'),
    onFollowEnd: (listener) => {
      followEnd.add(listener);
      return () => followEnd.delete(listener);
    },
    setProjection: note('setProjection'),
    setTheme: note('setTheme'),
    setLanguage: note('setLanguage'),
    setPaused: note('setPaused'),
    setReducedMotion: note('setReducedMotion'),
    fitAll: note('fitAll'),
    zoomIn: note('zoomIn'),
    zoomOut: note('zoomOut'),
    panBy: note('panBy'),
    project: () => point,
    origin: () => ({ x: 0, y: 0 }),
    drawnCount: () => 0,
    drawing: () => ({ lastDrawMs: 0, lastPrepareMs: 0, lastUploadMs: 0, lastFollowMs: 0, drawnPictures: 0 }),
    destroy: note('destroy'),
  };
  let point: DrawnPoint | null = null;
  return {
    map,
    calls,
    move,
    select,
    endFollowing: () => followEnd.forEach((listener) => listener()),
    place: (next: DrawnPoint) => (point = next),
    created: (given: MapFrame) => (options = given),
    options: () => options,
    confirmedForMs: (isLow: boolean) => confirmedFor('readsb', isLow),
  };
}

const container = {
  clientWidth: 1000,
  clientHeight: 700,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
} as unknown as HTMLElement;

const trackOf = (points: number): Track => ({
  icao24: '3c664e',
  kind: 'live',
  fromMs: 0,
  toMs: 1,
  next: null,
  legs: [
    {
      callsign: null,
      flightNumber: null,
      origin: null,
      destination: null,
      points: Array.from({ length: points }, (_, index) => ({
        observedAtMs: index,
        lat: 0,
        lon: 0,
        altitudeM: null,
        geoAltitudeM: null,
        onGround: false,
        groundSpeedMps: null,
        trackDeg: null,
        verticalRateMps: null,
      })),
    },
  ],
});

async function setUp({ fails = false, reducedMotion = false } = {}) {
  const state = createPageState();
  const fake = createFakeMap();
  const sky = new Map([['3c664e', aircraft('3c664e')]]);
  let loadTrack: () => Promise<Track> = () => Promise.resolve(trackOf(3));
  const theme = createCell<ShownTheme>('light');
  const store = {
    get: (icao24: string) => sky.get(icao24),
    get count() {
      return sky.size;
    },
  };
  const controller = createMapController({
    state,
    store,
    serverTime: { nowMs: () => HEARD_AT_MS },
    surroundings: { theme, language: createCell('fr'), reducedMotion: createCell(reducedMotion) },
    loadTrack: () => loadTrack(),
    createMap: (options) => {
      fake.created(options);
      return fails ? Promise.reject(new Error('no WebGL 2')) : Promise.resolve(fake.map);
    },
  });
  const detach = controller.attach(container);
  await Promise.resolve();
  await Promise.resolve();
  await Promise.resolve();
  return {
    state,
    fake,
    sky,
    controller,
    detach,
    theme,
    answer: (next: typeof loadTrack) => (loadTrack = next),
  };
}

describe('map controller', () => {
  it('tells the page what the map shows, and the map what the page is', async () => {
    const { state, fake, theme } = await setUp();
    expect(state.map.get()).toBe('ready');
    fake.move.forEach((listener) => listener({ lat: 1, lon: 2, zoom: 3 }, [1, 2, 3, 4]));
    expect(state.camera.get()).toEqual({ lat: 1, lon: 2, zoom: 3 });
    expect(state.box.get()).toEqual([1, 2, 3, 4]);
    fake.select.forEach((listener) => listener('3c664e'));
    expect(state.selection.get()).toBe('3c664e');
    state.paused.set(true);
    theme.set('dark');
    expect(fake.calls).toContain('setPaused true');
    expect(fake.calls).toContain('setTheme "dark"');
  });

  it('says that it failed where the browser can draw no map', async () => {
    const { state } = await setUp({ fails: true });
    expect(state.map.get()).toBe('failed');
  });

  it('forgets the map when it is taken away', async () => {
    const { controller, fake, detach, state } = await setUp();
    detach();
    expect(fake.calls).toContain('destroy');
    expect(controller.current()).toBeNull();
    state.paused.set(true);
    expect(fake.calls).not.toContain('setPaused true');
  });

  it('follows the trail from its loading to its points, and again after a failure', async () => {
    const { state, fake, controller, answer } = await setUp();
    state.selection.set('3c664e');
    const load = fake.options()?.loadTrack;
    answer(() => Promise.reject(new Error('503')));
    await expect(load?.('3c664e', new AbortController().signal)).rejects.toThrow('503');
    expect(state.trail.get()).toEqual({ state: 'failed' });
    controller.retryTrail();
    expect(fake.calls.slice(-2)).toEqual(['select null', 'select "3c664e"']);
    answer(() => Promise.resolve(trackOf(3)));
    await load?.('3c664e', new AbortController().signal);
    expect(state.trail.get()).toEqual({ state: 'ready', points: 3 });
  });

  it('lets an answer for an aircraft that is no longer selected fall', async () => {
    const { state, fake } = await setUp();
    const aborter = new AbortController();
    const loading = fake.options()?.loadTrack('3c664e', aborter.signal);
    aborter.abort();
    await loading;
    expect(state.trail.get()).toEqual({ state: 'loading' });
  });

  it('has the map follow the selected aircraft, until another is selected', async () => {
    const { state, fake } = await setUp();
    state.selection.set('3c664e');
    fake.calls.length = 0;
    state.following.set(true);
    expect(fake.calls).toEqual(['follow "3c664e" {"right":0,"bottom":0}']);
    state.selection.set(null);
    expect(state.following.get()).toBe(false);
    expect(fake.calls).toContain('follow null');
  });

  it('says that it follows no more once the reader has moved the map', async () => {
    const { state, fake } = await setUp();
    state.selection.set('3c664e');
    state.following.set(true);
    fake.endFollowing();
    expect(state.following.get()).toBe(false);
  });

  it('goes on following when it is asked to centre on what it follows, or a panel opens over it', async () => {
    const { state, fake, controller } = await setUp();
    state.selection.set('3c664e');
    state.following.set(true);
    controller.centreOnSelected();
    expect(state.following.get()).toBe(true);
    expect(fake.calls.at(-1)).toBe('follow "3c664e" {"right":0,"bottom":0}');
    controller.reveal({ right: 376, bottom: 0 });
    expect(fake.calls.at(-1)).toBe('follow "3c664e" {"right":376,"bottom":0}');
  });

  it('follows from the start what the address asked for', async () => {
    const { state, fake, controller, detach } = await setUp();
    detach();
    state.selection.set('3c664e');
    state.following.set(true);
    fake.calls.length = 0;
    controller.attach(container);
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    expect(fake.calls.at(-1)).toBe('follow "3c664e" {"right":0,"bottom":0}');
    expect(state.following.get()).toBe(true);
  });

  it('hands the map the rule of what is shown and the projection, and each new one', async () => {
    const { state, fake } = await setUp();
    expect(fake.calls).toContain('setProjection "mercator"');
    state.globe.set(true);
    expect(fake.calls.at(-1)).toBe('setProjection "globe"');
    const shows = (): boolean => false;
    fake.calls.length = 0;
    state.shown.set({ judge: () => 'filtered', shows });
    expect(fake.calls).toEqual(['setShown']);
  });

  it('has the map fade what isn’t confirmed any more at the level that is watched', async () => {
    const { state, fake } = await setUp();
    state.watched.set({ level: 'fine', everyMs: 1000 });
    expect([fake.confirmedForMs(false), fake.confirmedForMs(true)]).toEqual([22_500, 22_500]);
    state.watched.set({ level: 'world', everyMs: 5000 });
    expect([fake.confirmedForMs(false), fake.confirmedForMs(true)]).toEqual([90_000, 45_000]);
  });

  it('flies to a place, or starts there while there is no map', async () => {
    const { state, fake, controller, detach } = await setUp();
    controller.flyTo({ lat: 43.7, lon: 7.2 }, 9);
    expect(fake.calls.at(-1)).toBe('flyTo {"lat":43.7,"lon":7.2,"zoom":9}');
    detach();
    controller.flyTo({ lat: 50, lon: 8 });
    expect(state.camera.get()).toEqual({ lat: 50, lon: 8, zoom: 6.5 });
  });

  it('flies to a found aircraft beside the panel that opens for it, and later panels leave the view alone', async () => {
    const { state, fake, controller } = await setUp();
    state.selection.set('a00001');
    controller.flyToSelected({ lat: 0, lon: 100 });
    controller.reveal({ right: 400, bottom: 0 });
    const lon = 100 + (200 / (WORLD_PX * 2 ** 6.5)) * 360;
    expect(fake.calls.at(-1)).toMatch(new RegExp(`^flyTo .*"lon":${lon.toFixed(2)}`));
    fake.calls.length = 0;
    controller.reveal({ right: 400, bottom: 0 });
    expect(fake.calls).toEqual([]);
  });

  it('moves the view just far enough to get the aircraft out from under the panel', async () => {
    const { state, fake, controller } = await setUp();
    state.selection.set('3c664e');
    const drawn = { lat: 50, lon: 8, observedAtMs: 0, extrapolatedMs: 0 };
    fake.place({ ...drawn, x: 900, y: 300 });
    fake.calls.length = 0;
    controller.reveal({ right: 376, bottom: 0 });
    expect(fake.calls).toEqual([`panBy ${900 - (1000 - 376 - 48)} 0`]);
    fake.place({ ...drawn, x: 300, y: 300 });
    fake.calls.length = 0;
    controller.reveal({ right: 376, bottom: 0 });
    expect(fake.calls).toEqual([]);
  });

  it('centres on the middle of what the panel leaves free', async () => {
    const { state, fake, controller } = await setUp();
    state.selection.set('3c664e');
    controller.reveal({ right: 0, bottom: 400 });
    controller.centreOnSelected();
    const { lat, lon, zoom } = fake.map.view();
    const upPx = (mercatorY(lat) - mercatorY(50)) * WORLD_PX * 2 ** zoom;
    expect(upPx).toBeCloseTo(200, 3);
    expect(lon).toBeCloseTo(8, 9);
    state.selection.set(null);
    state.selection.set('3c664e');
    controller.centreOnSelected();
    expect(fake.map.view().lat).toBe(50);
  });

  it('looks at the world first where it holds nothing, and at what came then', async () => {
    const { state, fake, sky, controller } = await setUp();
    sky.clear();
    fake.calls.length = 0;
    controller.showAll();
    expect(fake.calls).toEqual(['setView {"lat":25,"lon":10,"zoom":1}']);
    state.overview.set({ ...state.overview.get(), summary: { ...EMPTY_SUMMARY, held: 3 } });
    expect(fake.calls.at(-1)).toBe('fitAll');
    sky.set('3c664e', aircraft('3c664e'));
    fake.calls.length = 0;
    controller.showAll();
    expect(fake.calls).toEqual(['fitAll']);
  });
});
