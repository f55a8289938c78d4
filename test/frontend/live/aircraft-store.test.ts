import { describe, expect, it, vi } from 'vitest';
import { addressToNumber } from '#domain/address.ts';
import { FLAG, type FrameRow } from '#contracts/live-frame.ts';
import type { IdentityRow } from '#contracts/live-messages.ts';
import { createAircraftStore } from '../../../frontend/src/live/aircraft-store.ts';
import { createManualScheduler } from '../../fakes/manual-scheduler.ts';

const NOON = 1_732_449_600_000;
const WORLD = [-180, -90, 180, 90] as const;

function setUp() {
  const scheduler = createManualScheduler();
  const nowMs = (): number => NOON + scheduler.nowMs();
  return { scheduler, nowMs, store: createAircraftStore({ serverTime: { nowMs }, scheduler }) };
}

function row(icao24: string, changes: Partial<FrameRow> = {}): FrameRow {
  return {
    address: addressToNumber(icao24),
    observedAtMs: NOON,
    lat: 50,
    lon: 8,
    altitudeM: 9000,
    groundSpeedMps: 230,
    trackDeg: 90,
    verticalRateMps: 0,
    flags: 0,
    ...changes,
  };
}

const EXPIRED = { icao24: '3c0001', reason: 'expired' };

function text(icao24: string, callsign: string): IdentityRow {
  return {
    icao24,
    callsign,
    registration: null,
    typeCode: null,
    flightNumber: null,
    origin: null,
    destination: null,
    squawk: null,
    category: null,
    feed: 'test',
  };
}

describe('aircraft store, which fix wins', () => {
  it('keeps the newest observation, in whatever order they come', () => {
    const { store } = setUp();
    store.applyPositions([row('3c0001', { observedAtMs: NOON + 2000, lat: 51 })]);
    store.applyPositions([row('3c0001', { observedAtMs: NOON, lat: 50 })]);
    expect(store.get('3c0001')?.fix.lat).toBe(51);
    store.applyPositions([row('3c0001', { observedAtMs: NOON + 3000, lat: 52 })]);
    expect(store.get('3c0001')?.fix.lat).toBe(52);
  });

  it('takes a stale record of the same fix although ages on the wire are rounded to 0.1 s', () => {
    for (const differenceMs of [-100, -50, 0, 50, 100]) {
      const { store } = setUp();
      store.applyPositions([row('3c0001')]);
      store.applyPositions([row('3c0001', { observedAtMs: NOON + differenceMs, flags: FLAG.stale })]);
      expect(store.get('3c0001')?.fix.state).toBe('stale');
    }
  });

  it('is not brought back to life by an echo of the fix before it was stale', () => {
    const { store } = setUp();
    store.applyPositions([row('3c0001', { flags: FLAG.stale })]);
    store.applyPositions([row('3c0001', { observedAtMs: NOON + 80 })]);
    expect(store.get('3c0001')?.fix.state).toBe('stale');
    store.applyPositions([row('3c0001', { observedAtMs: NOON + 1000 })]);
    expect(store.get('3c0001')?.fix.state).toBe('seen');
  });

  it('reads the flags', () => {
    const { store } = setUp();
    const flags = FLAG.simulated | FLAG.emergency | FLAG.mlat | FLAG.longLived | FLAG.geometricAltitude | FLAG.onGround;
    store.applyPositions([row('3c0001', { flags }), row('~3c0002', { flags: FLAG.replayed })]);
    expect(store.get('3c0001')).toMatchObject({
      kind: 'simulated',
      emergency: true,
      mlat: true,
      longLived: true,
      geometricAltitude: true,
      fix: { onGround: true, state: 'seen' },
    });
    expect(store.get('~3c0002')?.kind).toBe('replay');
  });
});

describe('aircraft store, text', () => {
  it('joins text and fix in either order', () => {
    const { store } = setUp();
    store.applyIdentity([text('3c0001', 'DLH1')], NOON);
    store.applyPositions([row('3c0001'), row('3c0002')]);
    store.applyIdentity([text('3c0002', 'DLH2')], NOON);
    expect(store.get('3c0001')?.identity?.callsign).toBe('DLH1');
    expect(store.get('3c0002')?.identity?.callsign).toBe('DLH2');
  });

  it('keeps the text when a newer fix comes', () => {
    const { store } = setUp();
    store.applyPositions([row('3c0001')]);
    store.applyIdentity([text('3c0001', 'DLH1')], NOON);
    store.applyPositions([row('3c0001', { observedAtMs: NOON + 1000 })]);
    expect(store.get('3c0001')?.identity?.callsign).toBe('DLH1');
  });
});

describe('aircraft store, which text wins', () => {
  it.each([['that has its fix', [row('3c0001')]] as const, ['without a fix yet', []] as const])(
    'keeps the latest text of an aircraft %s, when frames of a burst come newest first',
    (_which, rows) => {
      const { store } = setUp();
      store.applyPositions(rows);
      store.applyIdentity([{ ...text('3c0001', 'DLH1'), squawk: '7700' }], NOON + 2000);
      store.applyIdentity([{ ...text('3c0001', 'DLH1'), squawk: '1000' }], NOON + 1000);
      store.applyPositions([row('3c0001')]);
      expect(store.get('3c0001')?.identity?.squawk).toBe('7700');
      store.applyIdentity([text('3c0001', 'DLH2')], NOON + 3000);
      expect(store.get('3c0001')?.identity?.callsign).toBe('DLH2');
    },
  );

  it('counts from the last time that the same text was said', () => {
    const { store } = setUp();
    store.applyPositions([row('3c0001')]);
    store.applyIdentity([text('3c0001', 'DLH2')], NOON);
    store.applyIdentity([text('3c0001', 'DLH2')], NOON + 2000);
    store.applyIdentity([text('3c0001', 'DLH1')], NOON + 1000);
    expect(store.get('3c0001')?.identity?.callsign).toBe('DLH2');
  });

  it('takes none from a snapshot as of a moment before it', () => {
    const { store } = setUp();
    store.applyPositions([row('3c0001')]);
    store.applyIdentity([text('3c0001', 'DLH2')], NOON + 2000);
    const snapshot = { kinds: ['live'] as const, rows: [row('3c0001')], identity: [text('3c0001', 'DLH1')] };
    store.applySnapshot({ ...snapshot, asOfMs: NOON + 1000 }, WORLD);
    expect(store.get('3c0001')?.identity?.callsign).toBe('DLH2');
    store.applySnapshot({ ...snapshot, asOfMs: NOON + 3000 }, WORLD);
    expect(store.get('3c0001')?.identity?.callsign).toBe('DLH1');
  });
});

describe('aircraft store, what has gone', () => {
  it('does not take a removed aircraft from an older snapshot, but from a newer fix', async () => {
    const { store, scheduler, nowMs } = setUp();
    store.applyPositions([row('3c0001')]);
    await scheduler.advance(60_000);
    store.applyRemoved([EXPIRED], nowMs());
    const snapshot = { asOfMs: NOON, kinds: ['live'] as const, rows: [row('3c0001')], identity: [] };
    store.applySnapshot(snapshot, WORLD);
    expect(store.get('3c0001')).toBeUndefined();
    store.applyPositions([row('3c0001', { observedAtMs: NOON + 61_000 })]);
    expect(store.get('3c0001')).toBeDefined();
  });

  it('drops what a later snapshot of its box does not hold', async () => {
    const { store, scheduler, nowMs } = setUp();
    store.applyPositions([row('3c0001'), row('3c0002', { lon: 100 }), row('3c0003')]);
    await scheduler.advance(10_000);
    store.applyPositions([row('3c0003', { observedAtMs: nowMs() })]);
    const snapshot = { asOfMs: nowMs() - 1000, kinds: ['live'] as const, rows: [], identity: [] };
    store.applySnapshot(snapshot, [0, 40, 20, 60]);
    expect(store.get('3c0001')).toBeUndefined();
    expect(store.get('3c0002')).toBeDefined();
    expect(store.get('3c0003')).toBeDefined();
  });

  it('sweeps out what lies outside the subscription for two minutes, and ADS-C only after half an hour', async () => {
    const { store, scheduler } = setUp();
    store.applyPositions([
      row('3c0001', { lon: 100 }),
      row('3c0002'),
      row('3c0003', { lon: 100, flags: FLAG.longLived }),
    ]);
    await scheduler.advance(121_000);
    store.sweep([0, 40, 20, 60]);
    expect([...store.all()].map(({ icao24 }) => icao24)).toEqual(['3c0002', '3c0003']);
    await scheduler.advance(36 * 60_000);
    store.sweep([0, 40, 20, 60]);
    expect(store.count).toBe(0);
  });

  it('drops an aircraft in view that is silent for three minutes, of a recording after 25, of ADS-C after 35', async () => {
    const { store, scheduler } = setUp();
    store.applyPositions([
      row('3c0001'),
      row('3c0002', { flags: FLAG.replayed }),
      row('3c0003', { flags: FLAG.longLived }),
      row('3c0004', { flags: FLAG.simulated }),
    ]);
    const heldAfter = async (minutes: number): Promise<string[]> => {
      await scheduler.advance(minutes * 60_000);
      store.sweep([0, 40, 20, 60]);
      return [...store.all()].map(({ icao24 }) => icao24);
    };
    expect(await heldAfter(3)).toEqual(['3c0001', '3c0002', '3c0003', '3c0004']);
    expect(await heldAfter(0.1)).toEqual(['3c0002', '3c0003']);
    expect(await heldAfter(21.5)).toEqual(['3c0002', '3c0003']);
    expect(await heldAfter(0.5)).toEqual(['3c0003']);
    expect(await heldAfter(9.8)).toEqual(['3c0003']);
    expect(await heldAfter(0.2)).toEqual([]);
  });

  it('keeps only the kinds that are wanted', () => {
    const { store } = setUp();
    store.applyPositions([row('3c0001'), row('3c0002', { flags: FLAG.simulated }), row('3c0003')]);
    store.keepKinds((kind) => kind !== 'live');
    expect([...store.all()].map(({ icao24 }) => icao24)).toEqual(['3c0002']);
  });

  it('keeps an aircraft that was seen after the word of its removal, in whatever order they come', () => {
    const { store, nowMs } = setUp();
    store.applyPositions([row('3c0001', { observedAtMs: NOON + 1 })]);
    store.applyRemoved([EXPIRED], nowMs());
    expect(store.get('3c0001')).toBeDefined();
  });

  it('keeps an erased aircraft out, whatever was seen of it before', () => {
    const { store, nowMs } = setUp();
    store.applyPositions([row('3c0001')]);
    store.applyRemoved([{ icao24: '3c0001', reason: 'erased' }], nowMs());
    expect(store.get('3c0001')).toBeUndefined();
    store.applyPositions([row('3c0001', { observedAtMs: NOON })]);
    expect(store.get('3c0001')).toBeUndefined();
  });

  it('gives the slot of a removed aircraft to another, which gets nothing of it', async () => {
    const { store, scheduler, nowMs } = setUp();
    store.applyPositions([row('3c0001'), row('3c0002')]);
    store.applyIdentity([text('3c0001', 'DLH1')], NOON);
    await scheduler.advance(60_000);
    store.applyRemoved([EXPIRED], nowMs());
    store.applyPositions([row('3c0003')]);
    const slots = [...store.all()].map(({ slot }) => slot).sort();
    expect(slots).toEqual([0, 1]);
    expect(store.get('3c0003')?.identity).toBeNull();
    store.applyIdentity([text('3c0003', 'DLH3')], NOON - 1000);
    expect(store.get('3c0003')?.identity?.callsign).toBe('DLH3');
    expect(store.at(store.get('3c0003')?.slot ?? -1)?.icao24).toBe('3c0003');
  });
});

describe('aircraft store, who is told', () => {
  it('sums up at most once a second, and tells a watcher at once', async () => {
    const { store, scheduler, nowMs } = setUp();
    const summaries = vi.fn();
    const watched = vi.fn();
    store.subscribe(summaries);
    const unwatch = store.watch('3c0001', watched);
    for (let step = 0; step < 20; step++) {
      store.applyPositions([row('3c0001', { observedAtMs: NOON + step * 200 }), row('3c0002')]);
      await scheduler.advance(200);
    }
    await scheduler.advance(1000);
    expect(watched).toHaveBeenCalledTimes(20);
    expect(summaries.mock.calls.length).toBeGreaterThanOrEqual(4);
    expect(summaries.mock.calls.length).toBeLessThanOrEqual(6);
    expect(summaries).toHaveBeenLastCalledWith({
      count: 2,
      byKind: { live: 2, replay: 0, simulated: 0 },
      emergencies: 0,
      newestObservedAtMs: NOON + 3800,
    });
    await scheduler.advance(60_000);
    store.applyRemoved([EXPIRED], nowMs());
    expect(watched).toHaveBeenLastCalledWith(undefined);
    unwatch();
    store.applyPositions([row('3c0001', { observedAtMs: NOON + 90_000 })]);
    expect(watched).toHaveBeenCalledTimes(21);
  });

  it('hands each changed slot out once', () => {
    const { store } = setUp();
    store.applyPositions([row('3c0001'), row('3c0002')]);
    store.applyPositions([row('3c0002', { observedAtMs: NOON + 1000 })]);
    const seen: (string | undefined)[] = [];
    store.takeChanges((_slot, aircraft) => seen.push(aircraft?.icao24));
    expect(seen).toEqual(['3c0001', '3c0002']);
    store.takeChanges(() => seen.push('again'));
    expect(seen).toHaveLength(2);
  });
});

describe('aircraft store, columns and objects', () => {
  it('hands out the same object and the same fix until something new is said', () => {
    const { store } = setUp();
    store.applyPositions([row('3c0001')]);
    const first = store.get('3c0001');
    store.applyPositions([row('3c0001', { observedAtMs: NOON - 5000 })]);
    store.applyIdentity([], NOON);
    expect(store.get('3c0001')).toBe(first);
    store.applyIdentity([text('3c0001', 'DLH1')], NOON);
    const named = store.get('3c0001');
    expect(named).not.toBe(first);
    expect(named?.fix).toBe(first?.fix);
    store.applyIdentity([text('3c0001', 'DLH1')], NOON);
    expect(store.get('3c0001')).toBe(named);
    store.applyPositions([row('3c0001', { observedAtMs: NOON + 5000 })]);
    expect(store.get('3c0001')?.fix).not.toBe(first?.fix);
    expect(store.get('3c0001')?.identity?.callsign).toBe('DLH1');
  });

  it('tells by columns what it tells by objects, absent values too, for more aircraft than it began with', () => {
    const { store } = setUp();
    const rows = Array.from({ length: 3000 }, (_, index) =>
      row(index.toString(16).padStart(6, '0'), { lat: index / 100, altitudeM: index % 2 === 0 ? null : index }),
    );
    store.applyPositions(rows);
    const { columns } = store;
    for (const { slot, fix, icao24 } of store.all()) {
      expect(columns.isHeld(slot)).toBe(true);
      expect(addressToNumber(icao24)).toBe(columns.address[slot]);
      expect(columns.lat[slot]).toBe(fix.lat);
      expect(Number.isNaN(columns.altitudeM[slot])).toBe(fix.altitudeM === null);
    }
    expect(store.count).toBe(3000);
    expect(store.get('000bb7')?.fix).toMatchObject({ lat: 29.99, altitudeM: 2999 });
  });

  it('keeps an aircraft of a feed that delivers seldom for four of its intervals and a minute', async () => {
    const { store, scheduler } = setUp();
    store.applyPositions([row('3c0001'), row('3c0002')]);
    store.applyIdentity([text('3c0001', 'DLH1')], NOON);
    const intervalOf = (feed: string): number => (feed === 'test' ? 5 * 60_000 : 0);
    await scheduler.advance(20.9 * 60_000);
    store.sweep(null, intervalOf);
    expect([...store.all()].map(({ icao24 }) => icao24)).toEqual(['3c0001']);
    await scheduler.advance(0.2 * 60_000);
    store.sweep(null, intervalOf);
    expect(store.count).toBe(0);
  });
});
