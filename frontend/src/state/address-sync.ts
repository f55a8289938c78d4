import { formatViewUrl, parseViewUrl, PLAIN_VIEW, type MapCamera } from './view-url.ts';
import { filterParameters } from './filter-url.ts';
import { airportCodeOfPath, PATHS, routeOfPath } from './route.ts';
import type { AircraftFilter } from './aircraft-filter.ts';
import type { Cell } from './cell.ts';
import type { Language } from '../i18n/languages.ts';
import type { PageState } from './page-state.ts';
import type { Scheduler } from '../live/scheduler.ts';

/** The browser's address bar and history. */
export interface AddressBar {
  readonly pathname: () => string;
  readonly search: () => string;
  readonly push: (address: string) => void;
  readonly replace: (address: string) => void;
  /** Calls back when the reader went back or forward. */
  readonly onPop: (listener: () => void) => () => void;
}

export interface AddressSync {
  /**
   * Goes to an address of the site as following a link does, with a step in the history; the chosen language goes along.
   * @param address path and query: `/flights`, `/?icao=3c664e`
   */
  readonly open: (address: string) => void;
  /** Calls back when the reader went back or forward, or a link led to another query of the same page. */
  readonly onMove: (listener: () => void) => () => void;
  readonly close: () => void;
}

export interface AddressSyncOptions {
  readonly state: Pick<
    PageState,
    'route' | 'airportCode' | 'camera' | 'selection' | 'tableOpen' | 'following' | 'isolated' | 'globe' | 'filter'
  >;
  /** The language in the address; null leaves it out. */
  readonly askedLanguage: Cell<Language | null>;
  readonly address: AddressBar;
  readonly scheduler: Scheduler;
  /** Moves the map to a view that came from the history. */
  readonly showCamera: (camera: MapCamera) => void;
  /** Called when a link of the site named an aircraft without a view. */
  readonly showSelected: () => void;
}

/** Browsers refuse more than 100 changes in 30 s. */
const REPLACE_AFTER_MS = 400;

/**
 * Keeps the address and the page saying the same: the view is written in place once it rests, a selection makes a step
 * in the history, and a step through the history brings view and selection back.
 */
export function syncAddress(options: AddressSyncOptions): AddressSync {
  const { state, address, scheduler, askedLanguage } = options;
  let cancelReplace: (() => void) | null = null;
  let restoring = false;
  let cameraMoved = false;
  const moved = new Set<() => void>();

  function search(): string {
    return state.route.get() === 'map' ? mapQuery(address.search()) : otherQuery(address.search());
  }

  /** The query of the map page; parameters that it doesn't know stay as they are in `previous`. */
  function mapQuery(previous: string): string {
    const inAddress = parseViewUrl(previous);
    return formatViewUrl(
      {
        camera: cameraMoved || inAddress.camera !== null ? state.camera.get() : null,
        icao24: state.selection.get(),
        language: askedLanguage.get(),
        table: state.tableOpen.get(),
        follow: state.following.get(),
        isolate: state.isolated.get(),
        globe: state.globe.get(),
        filter: state.filter.get(),
      },
      previous,
    );
  }

  /** The query of any other page, which keeps its own parameters. */
  function otherQuery(previous: string): string {
    return formatViewUrl({ ...PLAIN_VIEW, language: askedLanguage.get() }, previous);
  }

  function replaceNow(): void {
    cancelReplace?.();
    cancelReplace = null;
    if (!restoring) address.replace(address.pathname() + search());
  }

  function replaceSoon(): void {
    if (restoring) return;
    cancelReplace?.();
    cancelReplace = scheduler.after(REPLACE_AFTER_MS, replaceNow);
  }

  function push(): void {
    if (restoring) return;
    cancelReplace?.();
    cancelReplace = null;
    address.push(address.pathname() + search());
  }

  function restore(): void {
    restoring = true;
    cancelReplace?.();
    cancelReplace = null;
    state.airportCode.set(airportCodeOfPath(address.pathname()));
    state.route.set(routeOfPath(address.pathname()));
    if (state.route.get() === 'map') {
      const view = parseViewUrl(address.search());
      state.selection.set(view.icao24);
      state.tableOpen.set(view.table);
      state.globe.set(view.globe);
      if (!isSameFilter(view.filter, state.filter.get())) state.filter.set(view.filter);
      if (view.camera !== null) options.showCamera(view.camera);
      // After the selection and the view, which end both.
      state.isolated.set(view.isolate);
      state.following.set(view.follow);
    }
    restoring = false;
  }

  function move(): void {
    restore();
    for (const listener of moved) listener();
  }

  restore();
  const stops = [
    address.onPop(move),
    state.camera.subscribe(() => {
      if (restoring || state.route.get() !== 'map') return;
      cameraMoved = true;
      replaceSoon();
    }),
    state.selection.subscribe(push),
    state.tableOpen.subscribe(replaceNow),
    state.following.subscribe(replaceSoon),
    state.isolated.subscribe(replaceNow),
    state.globe.subscribe(replaceNow),
    state.filter.subscribe(replaceSoon),
    askedLanguage.subscribe(replaceNow),
  ];

  /** Back to the map as it was left: view, selection and table are still in the state. */
  function returnToMap(): void {
    restoring = true;
    state.airportCode.set(null);
    state.route.set('map');
    restoring = false;
    address.push(PATHS.map + mapQuery(''));
  }

  return {
    open(target) {
      const [path = '', query = ''] = target.split('?');
      const route = routeOfPath(path);
      const isSamePage = route === state.route.get() && airportCodeOfPath(path) === state.airportCode.get();
      if (isSamePage && (route === 'map' ? query === '' : otherQuery(query) === address.search())) return;
      cancelReplace?.();
      cancelReplace = null;
      if (route === 'map' && query === '') {
        returnToMap();
        return;
      }
      const asked = parseViewUrl(query);
      const language = askedLanguage.get();
      address.push(path + (route === 'map' ? formatViewUrl({ ...asked, language }) : otherQuery(query)));
      if (isSamePage) move();
      else restore();
      if (route === 'map' && asked.icao24 !== null && asked.camera === null) options.showSelected();
    },
    onMove(listener) {
      moved.add(listener);
      return () => moved.delete(listener);
    },
    close: () => {
      cancelReplace?.();
      for (const stop of stops) stop();
    },
  };
}

function isSameFilter(a: AircraftFilter, b: AircraftFilter): boolean {
  return JSON.stringify(filterParameters(a)) === JSON.stringify(filterParameters(b));
}
