import { addressFromNumber } from '#domain/address.ts';
import { containsPoint, type BoundingBox } from '#domain/geo.ts';
import type { MotionState } from '#domain/motion.ts';
import { supersedes, type PositionKind } from '#domain/position.ts';
import type { DecodedSnapshot } from '#contracts/column-snapshot.ts';
import { FLAG, kindOfFlags, type FrameRow } from '#contracts/live-frame.ts';
import type { IdentityRow } from '#contracts/live-messages.ts';
import type { Scheduler } from './scheduler.ts';
import type { ServerTime } from './server-time.ts';

/** What the page knows of one aircraft. Replaced, never changed, so that a view can compare by reference. */
export interface Aircraft {
  readonly icao24: string;
  /** Index into arrays that are kept per aircraft; given to another once this one is removed. */
  readonly slot: number;
  /** The newest fix, in SI units. */
  readonly fix: MotionState;
  /** Its text, once it came. */
  readonly identity: IdentityRow | null;
  readonly kind: PositionKind;
  readonly emergency: boolean;
  /** Measured by multilateration rather than told by the aircraft. */
  readonly mlat: boolean;
  /** ADS-C or the like: minutes old by nature. */
  readonly longLived: boolean;
  /** The altitude is above the ellipsoid, not barometric. */
  readonly geometricAltitude: boolean;
  /** When the page took the fix, epoch ms of the server. */
  readonly heardAtMs: number;
}

/** The store as a whole, for counters and notices. */
export interface StoreSummary {
  readonly count: number;
  readonly byKind: Readonly<Record<PositionKind, number>>;
  readonly emergencies: number;
  /** Newest observation of any aircraft held, epoch ms of the server; null while none is. */
  readonly newestObservedAtMs: number | null;
}

export interface AircraftStore {
  readonly count: number;
  /** Rows that were not taken because {@link MAX_AIRCRAFT} are held. */
  readonly refused: number;
  get(icao24: string): Aircraft | undefined;
  all(): IterableIterator<Aircraft>;
  /** Those whose last fix lies in the box. */
  inBox(box: BoundingBox): Aircraft[];
  applyPositions(rows: readonly FrameRow[]): void;
  applyIdentity(rows: readonly IdentityRow[]): void;
  applyRemoved(icao24s: readonly string[]): void;
  /** Takes a snapshot of a box: what was heard before it and is missing in it has gone. */
  applySnapshot(snapshot: DecodedSnapshot, box: BoundingBox): void;
  /** Drops all aircraft whose kind isn't wanted. */
  keepKinds(isWanted: (kind: PositionKind) => boolean): void;
  /** Drops what nothing is heard of any more. Call it now and then, with the box that is subscribed. */
  sweep(subscribed: BoundingBox | null): void;
  summary(): StoreSummary;
  /** Calls back after changes, at most once a second. */
  subscribe(listener: (summary: StoreSummary) => void): () => void;
  /** Calls back at every change of one aircraft; `undefined` when it was removed. */
  watch(icao24: string, listener: (aircraft: Aircraft | undefined) => void): () => void;
  /**
   * Hands out the slots changed since the last call, with what is in them now; there is one caller, the aircraft layer.
   */
  takeChanges(visit: (slot: number, aircraft: Aircraft | undefined) => void): void;
}

/** More than fly on any day; a server that sends more is broken, and the page must not go down with it. */
export const MAX_AIRCRAFT = 120_000;
const SUMMARY_EVERY_MS = 1000;
/**
 * The wire gives ages in 0.1 s, rounded, so one observation decodes to instants up to this far apart. Without this a
 * `stale` record, which repeats its fix, would look older than the fix and be lost.
 */
const SAME_OBSERVATION_MS = 100;
/** A `removed` aircraft had been silent for a minute; what an older snapshot still holds of it is older than this. */
const REMOVAL_COVERS_MS = 30_000;
const TOMBSTONE_MS = 10 * 60_000;
/**
 * How long an aircraft is held that no message has removed: one may be lost, or the aircraft may have left what is
 * subscribed. ADS-C reports count for 33 minutes; captured files may be 5 minutes apart, and four of them count.
 */
const LIFETIME_MS = { outside: 2 * 60_000, usual: 3 * 60_000, replay: 25 * 60_000, longLived: 35 * 60_000 } as const;

/** Holds the newest fix and the text of every aircraft that the server told of. */
export function createAircraftStore({
  serverTime,
  scheduler,
}: {
  readonly serverTime: Pick<ServerTime, 'nowMs'>;
  readonly scheduler: Scheduler;
}): AircraftStore {
  const aircraft = new Map<string, Aircraft>();
  const bySlot: (Aircraft | undefined)[] = [];
  const freeSlots: number[] = [];
  const changed = new Set<number>();
  /** Texts that came before the first fix, and of removed aircraft that may come back. */
  const texts = new Map<string, IdentityRow>();
  const tombstones = new Map<string, number>();
  const listeners = new Set<(summary: StoreSummary) => void>();
  const watchers = new Map<string, Set<(aircraft: Aircraft | undefined) => void>>();
  let refused = 0;
  let summaryPending = false;
  let summarisedAtMs = -Infinity;

  function put(next: Aircraft): void {
    aircraft.set(next.icao24, next);
    bySlot[next.slot] = next;
    changed.add(next.slot);
    notify(next.icao24, next);
  }

  function remove(icao24: string): void {
    const gone = aircraft.get(icao24);
    if (gone === undefined) return;
    aircraft.delete(icao24);
    bySlot[gone.slot] = undefined;
    freeSlots.push(gone.slot);
    changed.add(gone.slot);
    notify(icao24, undefined);
  }

  function notify(icao24: string, now: Aircraft | undefined): void {
    watchers.get(icao24)?.forEach((listener) => listener(now));
    if (summaryPending || listeners.size === 0) return;
    summaryPending = true;
    scheduler.after(Math.max(0, summarisedAtMs + SUMMARY_EVERY_MS - scheduler.nowMs()), () => {
      summaryPending = false;
      summarisedAtMs = scheduler.nowMs();
      const summary = summarise(aircraft.values());
      listeners.forEach((listener) => listener(summary));
    });
  }

  function takeRow(row: FrameRow, heardAtMs: number): void {
    const icao24 = addressFromNumber(row.address);
    const current = aircraft.get(icao24);
    if (current === undefined && row.observedAtMs <= (tombstones.get(icao24) ?? -Infinity)) return;
    const fix = newerFix(fixOf(row), current?.fix);
    if (fix === null) return;
    if (current === undefined && aircraft.size >= MAX_AIRCRAFT) {
      refused += 1;
      return;
    }
    tombstones.delete(icao24);
    put({
      icao24,
      slot: current?.slot ?? freeSlots.pop() ?? bySlot.length,
      fix,
      identity: current?.identity ?? texts.get(icao24) ?? null,
      heardAtMs,
      ...flagsOf(row.flags),
    });
    texts.delete(icao24);
  }

  function applyPositions(rows: readonly FrameRow[]): void {
    const heardAtMs = serverTime.nowMs();
    for (const row of rows) takeRow(row, heardAtMs);
  }

  function applyIdentity(rows: readonly IdentityRow[]): void {
    for (const row of rows) {
      const current = aircraft.get(row.icao24);
      if (current !== undefined) put({ ...current, identity: row });
      else if (texts.size < MAX_AIRCRAFT) texts.set(row.icao24, row);
    }
  }

  return {
    get count() {
      return aircraft.size;
    },
    get refused() {
      return refused;
    },
    get: (icao24) => aircraft.get(icao24),
    all: () => aircraft.values(),
    inBox: (box) => [...aircraft.values()].filter(({ fix }) => containsPoint(box, fix)),
    applyPositions,
    applyIdentity,
    applyRemoved(icao24s) {
      const coveredMs = serverTime.nowMs() - REMOVAL_COVERS_MS;
      for (const icao24 of icao24s) {
        tombstones.set(icao24, Math.max(coveredMs, aircraft.get(icao24)?.fix.observedAtMs ?? -Infinity));
        remove(icao24);
      }
    },
    applySnapshot(snapshot, box) {
      const told = new Set(snapshot.rows.map((row) => addressFromNumber(row.address)));
      for (const { icao24, fix, heardAtMs } of [...aircraft.values()]) {
        if (heardAtMs < snapshot.asOfMs && !told.has(icao24) && containsPoint(box, fix)) remove(icao24);
      }
      applyPositions(snapshot.rows);
      applyIdentity(snapshot.identity);
    },
    keepKinds(isWanted) {
      for (const { icao24, kind } of [...aircraft.values()]) if (!isWanted(kind)) remove(icao24);
    },
    sweep(subscribed) {
      const nowMs = serverTime.nowMs();
      for (const held of [...aircraft.values()]) {
        if (nowMs - held.heardAtMs > lifetimeMs(held, subscribed)) remove(held.icao24);
      }
      for (const [icao24, coveredMs] of tombstones) if (nowMs - coveredMs > TOMBSTONE_MS) tombstones.delete(icao24);
      texts.clear();
    },
    summary: () => summarise(aircraft.values()),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watch(icao24, listener) {
      const set = watchers.get(icao24) ?? new Set();
      watchers.set(icao24, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0) watchers.delete(icao24);
      };
    },
    takeChanges(visit) {
      for (const slot of changed) visit(slot, bySlot[slot]);
      changed.clear();
    },
  };
}

function lifetimeMs({ fix, kind, longLived }: Aircraft, subscribed: BoundingBox | null): number {
  if (longLived) return LIFETIME_MS.longLived;
  if (subscribed !== null && !containsPoint(subscribed, fix)) return LIFETIME_MS.outside;
  return kind === 'replay' ? LIFETIME_MS.replay : LIFETIME_MS.usual;
}

/** The fix to hold from now on, or null where nothing new was said. */
function newerFix(candidate: MotionState, current: MotionState | undefined): MotionState | null {
  if (current === undefined) return candidate;
  const isSame = Math.abs(candidate.observedAtMs - current.observedAtMs) <= SAME_OBSERVATION_MS;
  const aligned = isSame ? { ...candidate, observedAtMs: current.observedAtMs } : candidate;
  return supersedes(aligned, current) ? aligned : null;
}

function fixOf(row: FrameRow): MotionState {
  return {
    observedAtMs: row.observedAtMs,
    lat: row.lat,
    lon: row.lon,
    altitudeM: row.altitudeM,
    groundSpeedMps: row.groundSpeedMps,
    trackDeg: row.trackDeg,
    verticalRateMps: row.verticalRateMps,
    onGround: (row.flags & FLAG.onGround) !== 0,
    state: (row.flags & FLAG.stale) !== 0 ? 'stale' : 'seen',
  };
}

function flagsOf(flags: number): Pick<Aircraft, 'kind' | 'emergency' | 'mlat' | 'longLived' | 'geometricAltitude'> {
  return {
    kind: kindOfFlags(flags),
    emergency: (flags & FLAG.emergency) !== 0,
    mlat: (flags & FLAG.mlat) !== 0,
    longLived: (flags & FLAG.longLived) !== 0,
    geometricAltitude: (flags & FLAG.geometricAltitude) !== 0,
  };
}

function summarise(aircraft: Iterable<Aircraft>): StoreSummary {
  const byKind = { live: 0, replay: 0, simulated: 0 };
  let count = 0;
  let emergencies = 0;
  let newestObservedAtMs: number | null = null;
  for (const { kind, emergency, fix } of aircraft) {
    count += 1;
    byKind[kind] += 1;
    if (emergency) emergencies += 1;
    newestObservedAtMs = Math.max(newestObservedAtMs ?? -Infinity, fix.observedAtMs);
  }
  return { count, byKind, emergencies, newestObservedAtMs };
}
