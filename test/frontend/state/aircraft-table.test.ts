import { describe, expect, it } from 'vitest';
import { createAircraftTable } from '../../../frontend/src/state/aircraft-table.ts';
import { changeFilter, showGround } from '../../../frontend/src/state/filter-commands.ts';
import { startShownRule } from '../../../frontend/src/state/shown-rule.ts';
import { EMPTY_SUMMARY } from '../../../frontend/src/state/view-summary.ts';
import { createPageState } from '../../../frontend/src/state/page-state.ts';
import { createManualScheduler } from '../../fakes/manual-scheduler.ts';
import { aircraft } from '../../fixtures/page-aircraft.ts';
import type { Aircraft } from '../../../frontend/src/live/aircraft-store.ts';

function setUp(...held: Aircraft[]) {
  const scheduler = createManualScheduler();
  const state = createPageState();
  state.box.set([0, 40, 20, 60]);
  const sky = [...held];
  const table = createAircraftTable({ store: { all: () => sky.values() }, state, scheduler });
  const ids = (): string[] => table.view.get().rows.map(({ row }) => row.icao24);
  return { scheduler, state, sky, table, ids };
}

const inView = { lat: 50, lon: 8 };

describe('aircraft table, filtered', () => {
  it('lists only what is shown, counts the rest, and follows a change at once', () => {
    const { state, table, ids } = setUp(
      aircraft('a00001', { ...inView, callsign: 'AFR1' }),
      aircraft('a00002', { ...inView, callsign: 'DLH2' }),
      aircraft('a00003', { ...inView, callsign: 'AFR3', onGround: true }),
    );
    state.camera.set({ lat: 50, lon: 8, zoom: 5 });
    startShownRule(state);
    table.start();
    expect(ids()).toEqual(['a00001', 'a00002']);
    expect(table.view.get()).toMatchObject({ listed: 2, filtered: 0, groundHidden: 1 });
    changeFilter(state, { airlines: ['AFR'] });
    expect(ids()).toEqual(['a00001']);
    expect(table.view.get()).toMatchObject({ listed: 1, filtered: 1, groundHidden: 1 });
    showGround(state);
    expect(ids()).toEqual(['a00001', 'a00003']);
    table.setFilter('AFR3');
    expect(table.view.get()).toMatchObject({ matched: 1, listed: 2, filtered: 1, groundHidden: 0 });
  });

  it('puts emergencies above everyone else, whatever it is sorted by', () => {
    const { table, ids } = setUp(
      aircraft('a00001', { ...inView, callsign: 'AFR1' }),
      aircraft('a00002', { ...inView, callsign: 'ZZZ2', squawk: '7600', emergency: true }),
    );
    table.start();
    expect(ids()).toEqual(['a00002', 'a00001']);
    table.sortBy('callsign');
    expect(ids()).toEqual(['a00002', 'a00001']);
    expect(table.view.get().rows[0]?.row.emergency).toBe('7600');
  });

  it('fills itself as soon as something is shown', () => {
    const { state, sky, table, ids } = setUp(aircraft('a00001', { ...inView, onGround: true }));
    state.camera.set({ lat: 50, lon: 8, zoom: 5 });
    startShownRule(state);
    table.start();
    expect(ids()).toEqual([]);
    sky.push(aircraft('a00002', inView));
    state.overview.set({ ...state.overview.get(), summary: { ...EMPTY_SUMMARY, inView: 1, held: 2 } });
    expect(ids()).toEqual(['a00002']);
  });
});

describe('aircraft table', () => {
  it('lists what is in view, or on request everything held', () => {
    const { table, ids } = setUp(aircraft('a00001', inView), aircraft('a00002', { lat: 10, lon: 100 }));
    table.start();
    expect(ids()).toEqual(['a00001']);
    table.setScope('all');
    expect(ids()).toEqual(['a00001', 'a00002']);
  });

  it('renews itself every 5 s and not sooner', async () => {
    const { scheduler, sky, table, ids } = setUp(aircraft('a00001', inView));
    table.start();
    sky.push(aircraft('a00002', inView));
    await scheduler.advance(4999);
    expect(ids()).toEqual(['a00001']);
    await scheduler.advance(1);
    expect(ids()).toEqual(['a00001', 'a00002']);
  });

  it('keeps every row in its place under the focus, with new values in it, until asked', async () => {
    const { scheduler, sky, table, ids } = setUp(
      aircraft('a00001', { ...inView, altitudeM: 1000 }),
      aircraft('a00002', { ...inView, altitudeM: 2000 }),
    );
    table.sortBy('altitude');
    table.start();
    table.hold(true);
    sky[0] = aircraft('a00001', { ...inView, altitudeM: 9000 });
    await scheduler.advance(5000);
    expect(ids()).toEqual(['a00001', 'a00002']);
    expect(table.view.get().rows[0]?.row.altitudeM).toBe(9000);
    expect(table.view.get().outdated).toBe(true);
    table.refresh();
    expect(ids()).toEqual(['a00002', 'a00001']);
    expect(table.view.get().outdated).toBe(false);
  });

  it('keeps the place of an aircraft that has gone, marked, while it is held', async () => {
    const { scheduler, sky, table, ids } = setUp(aircraft('a00001', inView), aircraft('a00002', inView));
    table.start();
    table.hold(true);
    sky.shift();
    await scheduler.advance(5000);
    expect(ids()).toEqual(['a00001', 'a00002']);
    expect(table.view.get().rows.map(({ gone }) => gone)).toEqual([true, false]);
    table.hold(false);
    await scheduler.advance(5000);
    expect(ids()).toEqual(['a00002']);
  });

  it('stands still while paused, but still sorts and filters what it has', async () => {
    const { scheduler, state, sky, table, ids } = setUp(
      aircraft('a00001', { ...inView, callsign: 'AAA1' }),
      aircraft('a00002', { ...inView, callsign: 'BBB2' }),
    );
    table.start();
    state.paused.set(true);
    sky.push(aircraft('a00003', { ...inView, callsign: 'CCC3' }));
    await scheduler.advance(20_000);
    expect(ids()).toEqual(['a00001', 'a00002']);
    table.sortBy('callsign');
    expect(ids()).toEqual(['a00002', 'a00001']);
    table.setFilter('aaa');
    expect(ids()).toEqual(['a00001']);
  });

  it('follows the view once it rests', async () => {
    const { scheduler, state, table, ids } = setUp(
      aircraft('a00001', inView),
      aircraft('a00002', { lat: 10, lon: 100 }),
    );
    table.start();
    state.box.set([90, 0, 110, 20]);
    expect(ids()).toEqual(['a00001']);
    await scheduler.advance(400);
    expect(ids()).toEqual(['a00002']);
  });

  it('starts a new search on the first page', () => {
    const many = Array.from({ length: 250 }, (_, index) => aircraft((0xa00000 + index).toString(16), inView));
    const { table } = setUp(...many);
    table.start();
    table.goTo(2);
    expect(table.view.get().page).toMatchObject({ page: 2, from: 201, to: 250 });
    table.setFilter('a0');
    expect(table.view.get().page.page).toBe(0);
  });
});
