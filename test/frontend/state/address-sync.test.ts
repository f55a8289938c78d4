import { describe, expect, it } from 'vitest';
import { createCell } from '../../../frontend/src/state/cell.ts';
import { createPageState } from '../../../frontend/src/state/page-state.ts';
import { syncAddress } from '../../../frontend/src/state/address-sync.ts';
import { createBrowserHistory } from '../../fakes/browser-history.ts';
import { createManualScheduler } from '../../fakes/manual-scheduler.ts';
import type { Language } from '../../../frontend/src/i18n/languages.ts';
import type { MapCamera } from '../../../frontend/src/state/view-url.ts';

function setUp(start = '/') {
  const history = createBrowserHistory(start);
  const state = createPageState();
  const scheduler = createManualScheduler();
  const shown: MapCamera[] = [];
  const askedLanguage = createCell<Language | null>(null);
  let centred = 0;
  const sync = syncAddress({
    state,
    askedLanguage,
    address: history.bar,
    scheduler,
    showCamera: (camera) => {
      shown.push(camera);
      state.camera.set(camera);
    },
    showSelected: () => {
      centred += 1;
    },
  });
  return {
    centred: () => centred,
    history,
    state,
    scheduler,
    shown,
    askedLanguage,
    sync,
  };
}

describe('syncAddress', () => {
  it('brings the page to what the address says', () => {
    const { state, shown } = setUp('/?lat=50&lon=8&z=6&icao=3c664e&table=1');
    expect(state.selection.get()).toBe('3c664e');
    expect(state.tableOpen.get()).toBe(true);
    expect(shown).toEqual([{ lat: 50, lon: 8, zoom: 6 }]);
  });

  it('writes the view in place, once it rests', async () => {
    const { history, state, scheduler } = setUp();
    state.camera.set({ lat: 50, lon: 8, zoom: 6 });
    await scheduler.advance(399);
    state.camera.set({ lat: 51, lon: 9, zoom: 7 });
    await scheduler.advance(399);
    expect(history.current()).toBe('/');
    await scheduler.advance(1);
    expect(history.entries).toEqual(['/?lat=51.0000&lon=9.0000&z=7']);
  });

  it('leaves an address without a view as it is when only something is selected', () => {
    const { history, state } = setUp();
    state.selection.set('3c664e');
    expect(history.entries).toEqual(['/', '/?icao=3c664e']);
  });

  it('makes one step per selection, and back undoes it', () => {
    const { history, state } = setUp();
    state.selection.set('3c664e');
    state.selection.set('3c6444');
    history.go(-1);
    expect(state.selection.get()).toBe('3c664e');
    history.go(-1);
    expect(state.selection.get()).toBeNull();
    history.go(2);
    expect(state.selection.get()).toBe('3c6444');
    expect(history.entries).toHaveLength(3);
  });

  it('goes to another page and back without losing view and selection', () => {
    const { history, state, sync, shown } = setUp('/?lat=50&lon=8&z=6&icao=3c664e');
    sync.open('/status');
    expect(history.current()).toBe('/status');
    expect(state.route.get()).toBe('status');
    history.go(-1);
    expect(state.route.get()).toBe('map');
    expect(state.selection.get()).toBe('3c664e');
    expect(shown.at(-1)).toEqual({ lat: 50, lon: 8, zoom: 6 });
  });

  it('writes a language once it was chosen, on every page', () => {
    const { history, askedLanguage, sync } = setUp();
    askedLanguage.set('de');
    expect(history.current()).toBe('/?lang=de');
    sync.open('/status');
    expect(history.current()).toBe('/status?lang=de');
  });

  it('takes an unknown path for what it is', () => {
    expect(setUp('/flight').state.route.get()).toBe('not-found');
    expect(setUp('/status/').state.route.get()).toBe('status');
  });

  it('goes to a page with parameters of its own and keeps them while the language changes', () => {
    const { history, state, sync, askedLanguage } = setUp('/?lat=50&lon=8&z=6');
    sync.open('/flights?from=FRA');
    expect(state.route.get()).toBe('flights');
    expect(history.current()).toBe('/flights?from=FRA');
    askedLanguage.set('de');
    expect(history.current()).toBe('/flights?from=FRA&lang=de');
    sync.open('/');
    expect(history.current()).toBe('/?lang=de');
  });

  it('knows the airport of a page, and one airport from another', () => {
    const { state, sync, history } = setUp('/airports/fra/');
    expect([state.route.get(), state.airportCode.get()]).toEqual(['airport', 'FRA']);
    sync.open('/airports/JFK');
    expect([state.route.get(), state.airportCode.get()]).toEqual(['airport', 'JFK']);
    history.go(-1);
    expect(state.airportCode.get()).toBe('FRA');
    sync.open('/status');
    expect(state.airportCode.get()).toBeNull();
    expect(setUp('/airports/FRANKFURT').state.route.get()).toBe('not-found');
  });

  it('selects the aircraft of a link to the map and looks where it is', () => {
    const { history, state, sync, centred } = setUp('/flights?from=FRA');
    sync.open('/?icao=3c664e');
    expect(state.route.get()).toBe('map');
    expect(state.selection.get()).toBe('3c664e');
    expect(history.entries).toEqual(['/flights?from=FRA', '/?icao=3c664e']);
    expect(centred()).toBe(1);
    history.go(-1);
    expect(state.route.get()).toBe('flights');
  });

  it('makes no step for the address that is shown', () => {
    for (const shown of ['/flights', '/status', '/airports/FRA', '/flights?from=FRA']) {
      const { history, sync } = setUp(shown);
      sync.open(shown);
      expect(history.entries).toEqual([shown]);
    }
    const { history, sync } = setUp('/?lat=50&lon=8&z=6');
    sync.open('/');
    expect(history.entries).toEqual(['/?lat=50&lon=8&z=6']);
  });

  it('leads within a page to its address without a query, keeps the language, and tells the page', () => {
    const { history, sync, askedLanguage } = setUp('/flights?from=FRA');
    askedLanguage.set('de');
    const seen: (string | undefined)[] = [];
    const stop = sync.onMove(() => seen.push(history.current()));
    sync.open('/flights');
    expect(history.entries).toEqual(['/flights?from=FRA&lang=de', '/flights?lang=de']);
    history.go(-1);
    expect(seen).toEqual(['/flights?lang=de', '/flights?from=FRA&lang=de']);
    stop();
    sync.open('/flights');
    expect(seen).toHaveLength(2);
  });
});
