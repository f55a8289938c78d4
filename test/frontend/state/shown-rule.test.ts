import { describe, expect, it } from 'vitest';
import { criteriaOf, NO_FILTER, type AircraftFilter } from '../../../frontend/src/state/aircraft-filter.ts';
import { createPageState } from '../../../frontend/src/state/page-state.ts';
import {
  createShownRule,
  startShownRule,
  type RuleInput,
  type Verdict,
} from '../../../frontend/src/state/shown-rule.ts';
import { clearFilters, showGround } from '../../../frontend/src/state/filter-commands.ts';
import { aircraft } from '../../fixtures/page-aircraft.ts';
import type { Aircraft } from '../../../frontend/src/live/aircraft-store.ts';

interface Named {
  readonly typeCode?: string;
  readonly category?: string;
}

function named(given: Parameters<typeof aircraft>[1] = {}, { typeCode, category }: Named = {}): Aircraft {
  const made = aircraft('3c664e', given);
  if (made.identity === null) throw new Error('the fixture has an identity');
  const identity = { ...made.identity, typeCode: typeCode ?? null, category: category ?? null };
  return { ...made, identity };
}

function judge(one: Aircraft, filter: Partial<AircraftFilter> = {}, input: Partial<RuleInput> = {}): Verdict {
  return createShownRule({
    filter: { ...NO_FILTER, ...filter },
    zoom: 5,
    selected: null,
    isolated: false,
    ...input,
  }).judge(one);
}

const onGround = { onGround: true, altitudeM: null };

describe('the rule of what is shown', () => {
  it('shows who flies, and hides who stands on the ground below zoom 8', () => {
    expect(judge(named())).toBe('shown');
    expect(judge(named(onGround), {}, { zoom: 7.99 })).toBe('ground');
    expect(judge(named(onGround), {}, { zoom: 8 })).toBe('shown');
  });

  it('follows the word of the reader on the ground at every zoom', () => {
    expect(judge(named(onGround), { ground: 'show' })).toBe('shown');
    expect(judge(named(onGround), { ground: 'hide' }, { zoom: 12 })).toBe('filtered');
    expect(judge(named(onGround), { ground: 'only' })).toBe('shown');
    expect(judge(named(), { ground: 'only' })).toBe('filtered');
  });

  it('hides vehicles and obstacles unless asked for', () => {
    const obstacle = named({}, { category: 'C3' });
    expect(judge(obstacle, {}, { zoom: 12 })).toBe('vehicle');
    expect(judge(obstacle, { vehicles: true })).toBe('shown');
    expect(judge(named({}, { category: 'A3' }))).toBe('shown');
  });

  it('hides no emergency by default, but leaves it out where the reader filters', () => {
    expect(judge(named({ ...onGround, emergency: true }))).toBe('shown');
    expect(judge(named({ emergency: true }), { airlines: ['AFR'] })).toBe('filtered');
  });

  it('shows the selected aircraft whatever it is', () => {
    expect(judge(named(onGround), { types: ['B738'] }, { selected: '3c664e' })).toBe('shown');
  });

  it('shows nothing but the selected one when it is isolated, and everything when none is selected', () => {
    expect(judge(named(), {}, { selected: 'a00001', isolated: true })).toBe('filtered');
    expect(judge(named(), {}, { selected: '3c664e', isolated: true })).toBe('shown');
    expect(judge(named(), {}, { isolated: true })).toBe('shown');
  });

  it.each([
    [{ minAltitudeM: 10_000 }, { altitudeM: 10_000 }, 'shown'],
    [{ minAltitudeM: 10_001 }, { altitudeM: 10_000 }, 'filtered'],
    [{ maxAltitudeM: 9999 }, { altitudeM: 10_000 }, 'filtered'],
    [{ maxAltitudeM: 3000 }, { altitudeM: null }, 'filtered'],
    [{ maxAltitudeM: 3000, ground: 'show' }, onGround, 'shown'],
    [{ minAltitudeM: 0, ground: 'show' }, onGround, 'filtered'],
  ] as const)('by altitude: %j of %j is %s', (filter, given, verdict) => {
    expect(judge(named(given), filter)).toBe(verdict);
  });

  it('goes by the airline that a callsign begins with, and takes no registration for one', () => {
    expect(judge(named({ callsign: 'AFR1234' }), { airlines: ['DLH', 'AFR'] })).toBe('shown');
    expect(judge(named({ callsign: 'AFRICA' }), { airlines: ['AFR'] })).toBe('filtered');
    expect(judge(named(), { airlines: ['AFR'] })).toBe('filtered');
  });

  it('goes by any of several types', () => {
    expect(judge(named({}, { typeCode: 'B738' }), { types: ['A320', 'B738'] })).toBe('shown');
    expect(judge(named({}, { typeCode: 'B739' }), { types: ['A320', 'B738'] })).toBe('filtered');
  });

  it('goes by how the position was measured', () => {
    expect(judge(named({ mlat: true }), { sources: ['mlat'] })).toBe('shown');
    expect(judge(named({ longLived: true }), { sources: ['adsc'] })).toBe('shown');
    expect(judge(named(), { sources: ['adsb'] })).toBe('shown');
    expect(judge(named(), { sources: ['mlat', 'adsc', 'other'] })).toBe('filtered');
  });

  it('counts criteria', () => {
    expect(criteriaOf(NO_FILTER)).toBe(0);
    expect(
      criteriaOf({ ...NO_FILTER, minAltitudeM: 1, maxAltitudeM: 2, types: ['A320', 'B738'], vehicles: true }),
    ).toBe(3);
  });
});

describe('startShownRule', () => {
  it('renews the rule when the view gets near, the filter or the selection changes, and not on every move', () => {
    const state = createPageState();
    state.camera.set({ lat: 50, lon: 8, zoom: 5 });
    startShownRule(state);
    let renewed = 0;
    state.shown.subscribe(() => (renewed += 1));
    const standing = named(onGround);
    expect(state.shown.get().shows(standing)).toBe(false);
    state.camera.set({ lat: 51, lon: 8, zoom: 6 });
    expect(renewed).toBe(0);
    state.camera.set({ lat: 51, lon: 8, zoom: 8 });
    expect(state.shown.get().shows(standing)).toBe(true);
    state.camera.set({ lat: 51, lon: 8, zoom: 5 });
    showGround(state);
    expect(state.shown.get().shows(standing)).toBe(true);
    clearFilters(state);
    expect(state.shown.get().shows(standing)).toBe(false);
    state.selection.set('3c664e');
    expect(state.shown.get().shows(standing)).toBe(true);
  });

  it('ends isolation with the selection', () => {
    const state = createPageState();
    startShownRule(state);
    state.selection.set('3c664e');
    state.isolated.set(true);
    expect(state.shown.get().shows(aircraft('a00001'))).toBe(false);
    state.selection.set(null);
    expect(state.isolated.get()).toBe(false);
    expect(state.shown.get().shows(aircraft('a00001'))).toBe(true);
  });
});
