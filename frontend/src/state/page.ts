import { chooseLanguage, type Language } from '../i18n/languages.ts';
import { createAircraftTable, type AircraftTable } from './aircraft-table.ts';
import { createCell, type Cell, type ReadonlyCell } from './cell.ts';
import {
  createMapController,
  type MapController,
  type MapControllerOptions,
  type ShownTheme,
} from './map-controller.ts';
import { createPageState, type PageState } from './page-state.ts';
import { createPreferences, type PreferencesCell, type PreferenceStorage, type Theme } from './preferences.ts';
import { europeFor } from './europe.ts';
import { parseViewUrl } from './view-url.ts';
import { startDetailsLoad, type DetailsLoad } from './details-load.ts';
import { startLiveConnection, type LiveConnection, type LiveConnectionOptions } from './live-connection.ts';
import { startOverview } from './overview-poll.ts';
import { startShownRule } from './shown-rule.ts';
import { startStatusPoll } from './status-poll.ts';
import { syncAddress, type AddressBar, type AddressSync } from './address-sync.ts';
import type { AircraftStore } from '../live/aircraft-store.ts';
import type { ApiClient } from '../api/client.ts';
import type { Fetch } from '../api/api-request.ts';
import type { Scheduler } from '../live/scheduler.ts';
import type { ServerTime } from '../live/server-time.ts';

/** What the page needs of the browser and of the live code. */
export interface PageOptions {
  readonly api: ApiClient;
  readonly fetch: Fetch;
  readonly store: AircraftStore;
  readonly serverTime: ServerTime;
  readonly scheduler: Scheduler;
  readonly loadSession: LiveConnectionOptions['loadSession'];
  readonly createMap: MapControllerOptions['createMap'];
  readonly loadTrack: MapControllerOptions['loadTrack'];
  readonly storage: PreferenceStorage | null;
  readonly address: AddressBar;
  readonly browserLanguages: readonly string[];
  readonly prefersDark: ReadonlyCell<boolean>;
  readonly reducedMotion: ReadonlyCell<boolean>;
  readonly isHidden: () => boolean;
  readonly widthPx: number;
  readonly random: () => number;
}

/** The page apart from how it looks: its state and what can be done with it. */
export interface Page {
  readonly state: PageState;
  readonly preferences: PreferencesCell;
  readonly language: ReadonlyCell<Language>;
  readonly theme: ReadonlyCell<ShownTheme>;
  readonly reducedMotion: ReadonlyCell<boolean>;
  readonly store: AircraftStore;
  readonly serverTime: ServerTime;
  readonly scheduler: Scheduler;
  readonly map: MapController;
  readonly table: AircraftTable;
  readonly connection: LiveConnection;
  readonly details: DetailsLoad;
  readonly address: AddressSync;
  /** For pages with parameters of their own; between pages {@link address} leads, and its moves within one are pops too. */
  readonly addressBar: AddressBar;
  /** For the clients of pages that are loaded when they are first opened. */
  readonly fetch: Fetch;
  readonly readStatus: () => void;
  readonly speak: (language: Language) => void;
}

export function createPage(options: PageOptions): Page {
  const { api, store, serverTime, scheduler, address } = options;
  const state = createPageState();
  const preferences = createPreferences(options.storage);
  const start = parseViewUrl(address.search());
  if (start.language !== null) preferences.change({ language: start.language });
  state.camera.set(start.camera ?? europeFor(options.widthPx));

  const askedLanguage = createCell(start.language);
  const language = createCell(chooseLanguage(null, preferences.get().language, options.browserLanguages));
  const theme = themeCell(preferences, options.prefersDark);
  const map = createMapController({
    state,
    store,
    serverTime,
    surroundings: { theme, language, reducedMotion: options.reducedMotion },
    loadTrack: options.loadTrack,
    createMap: options.createMap,
  });
  startShownRule(state);
  const addressSync = syncAddress({
    state,
    askedLanguage,
    address,
    scheduler,
    showCamera: map.show,
    showSelected: () => centreOnceKnown(state, map),
  });
  const connection = startLiveConnection({ ...options, state });
  const details = startDetailsLoad({ state, api, scheduler, language });
  startOverview({ state, store, serverTime, scheduler });
  const status = startStatusPoll({ state, api, serverTime, scheduler, isHidden: options.isHidden });
  if (start.camera === null && start.icao24 !== null) centreOnceKnown(state, map);

  return {
    state,
    preferences,
    language,
    theme,
    reducedMotion: options.reducedMotion,
    store,
    serverTime,
    scheduler,
    map,
    table: createAircraftTable({ store, state, scheduler }),
    connection,
    details,
    address: addressSync,
    addressBar: { ...address, onPop: addressSync.onMove },
    fetch: options.fetch,
    readStatus: status.now,
    speak(chosen) {
      preferences.change({ language: chosen });
      language.set(chosen);
      askedLanguage.set(chosen);
    },
  };
}

function themeCell(preferences: PreferencesCell, prefersDark: ReadonlyCell<boolean>): Cell<ShownTheme> {
  const shown = (theme: Theme): ShownTheme => {
    if (theme !== 'system') return theme;
    return prefersDark.get() ? 'dark' : 'light';
  };
  const cell = createCell(shown(preferences.get().theme));
  const renew = (): void => cell.set(shown(preferences.get().theme));
  preferences.subscribe(renew);
  prefersDark.subscribe(renew);
  return cell;
}

/** A link that names an aircraft but no view shows the aircraft as soon as it is known where it is. */
function centreOnceKnown(state: PageState, map: MapController): void {
  if (state.details.get().state === 'ready') {
    map.centreOnSelected();
    return;
  }
  const stop = state.details.subscribe((reading) => {
    if (reading.state === 'loading') return;
    stop();
    if (reading.state === 'ready') map.centreOnSelected();
  });
}
