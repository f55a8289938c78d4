import { describe, expect, it } from 'vitest';
import { createCell } from '../../../frontend/src/state/cell.ts';
import { createPageState } from '../../../frontend/src/state/page-state.ts';
import { syncAddress, type AddressBar } from '../../../frontend/src/state/address-sync.ts';
import { createManualScheduler } from '../../fakes/manual-scheduler.ts';
import type { Language } from '../../../frontend/src/i18n/languages.ts';
import type { MapCamera } from '../../../frontend/src/state/view-url.ts';

/** A browser's history: entries and where it stands. */
function createHistory(start: string) {
  const entries = [start];
  let at = 0;
  const listeners = new Set<() => void>();
  const url = (): URL => new URL(entries[at] ?? '/', 'http://page');
  const bar: AddressBar = {
    pathname: () => url().pathname,
    search: () => url().search,
    push(address) {
      entries.splice(at + 1, Infinity, address);
      at += 1;
    },
    replace(address) {
      entries[at] = address;
    },
    onPop(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    bar,
    entries,
    current: () => entries[at],
    go(steps: number) {
      at += steps;
      for (const listener of listeners) listener();
    },
  };
}

function setUp(start = '/') {
  const history = createHistory(start);
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
    history, state, scheduler, shown, askedLanguage, sync };
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
});
