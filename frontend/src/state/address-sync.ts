import { formatViewUrl, parseViewUrl, type MapCamera } from './view-url.ts';
import { PATHS, routeOfPath, type Route } from './route.ts';
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
  readonly go: (route: Exclude<Route, 'not-found'>) => void;
  readonly close: () => void;
}

export interface AddressSyncOptions {
  readonly state: Pick<PageState, 'route' | 'camera' | 'selection' | 'tableOpen'>;
  /** The language in the address; null leaves it out. */
  readonly askedLanguage: Cell<Language | null>;
  readonly address: AddressBar;
  readonly scheduler: Scheduler;
  /** Moves the map to a view that came from the history. */
  readonly showCamera: (camera: MapCamera) => void;
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

  function search(): string {
    if (state.route.get() !== 'map') {
      return formatViewUrl({ camera: null, icao24: null, language: askedLanguage.get(), table: false });
    }
    const inAddress = parseViewUrl(address.search());
    return formatViewUrl(
      {
        camera: cameraMoved || inAddress.camera !== null ? state.camera.get() : null,
        icao24: state.selection.get(),
        language: askedLanguage.get(),
        table: state.tableOpen.get(),
      },
      address.search(),
    );
  }

  function replaceNow(): void {
    cancelReplace?.();
    cancelReplace = null;
    if (!restoring) address.replace(address.pathname() + search());
  }

  function replaceSoon(): void {
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
    state.route.set(routeOfPath(address.pathname()));
    if (state.route.get() === 'map') {
      const view = parseViewUrl(address.search());
      state.selection.set(view.icao24);
      state.tableOpen.set(view.table);
      if (view.camera !== null) options.showCamera(view.camera);
    }
    restoring = false;
  }

  restore();
  const stops = [
    address.onPop(restore),
    state.camera.subscribe(() => {
      if (restoring || state.route.get() !== 'map') return;
      cameraMoved = true;
      replaceSoon();
    }),
    state.selection.subscribe(push),
    state.tableOpen.subscribe(replaceNow),
    askedLanguage.subscribe(replaceNow),
  ];

  return {
    go(route) {
      if (state.route.get() === route) return;
      restoring = true;
      state.route.set(route);
      restoring = false;
      address.push(PATHS[route] + search());
    },
    close: () => {
      cancelReplace?.();
      for (const stop of stops) stop();
    },
  };
}
