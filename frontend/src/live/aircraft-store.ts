import { addressFromNumber, addressToNumber } from '#domain/address.ts';
import { containsPoint, type BoundingBox } from '#domain/geo.ts';
import type { MotionState } from '#domain/motion.ts';
import type { PositionKind } from '#domain/position.ts';
import type { DecodedSnapshot } from '#contracts/column-snapshot.ts';
import { FLAG, kindOfFlags, type FrameRow } from '#contracts/live-frame.ts';
import type { IdentityRow, RemovedRow } from '#contracts/live-messages.ts';
import { createFleetColumns, pointAt, type FleetColumns } from './fleet-columns.ts';
import { createChangedSlots } from './changed-slots.ts';
import { summarise, type StoreSummary } from './store-summary.ts';
import { silentForMs, type IntervalOf } from './aircraft-lifetime.ts';
import type { Scheduler } from './scheduler.ts';
import type { ServerTime } from './server-time.ts';

/**
 * What the page knows of one aircraft, made from the columns when it is asked for. Replaced, never changed, so that a view
 * can compare by reference: `fix` is another object only once a newer row came.
 */
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
  /** Heard otherwise than by ADS-B, ADS-C or multilateration: TIS-B, FLARM and the like. */
  readonly otherSource: boolean;
  /** The altitude is above the ellipsoid, not barometric. */
  readonly geometricAltitude: boolean;
  /** When the page took the fix, epoch ms of the server. */
  readonly heardAtMs: number;
}

export interface AircraftStore {
  readonly count: number;
  /** Rows that were not taken because {@link MAX_AIRCRAFT} are held. */
  readonly refused: number;
  /** For those who read thousands at a time. */
  readonly columns: FleetColumns;
  get(icao24: string): Aircraft | undefined;
  /** What is in a slot now. */
  at(slot: number): Aircraft | undefined;
  /** Its text, once it came. */
  identityAt(slot: number): IdentityRow | null;
  all(): IterableIterator<Aircraft>;
  applyPositions(rows: readonly FrameRow[]): void;
  /** @param atMs when the server said so, epoch ms: it changes nothing of an aircraft of which a later text is known */
  applyIdentity(rows: readonly IdentityRow[], atMs: number): void;
  /** @param atMs when the server said so, epoch ms: what was observed since is not removed by it */
  applyRemoved(rows: readonly RemovedRow[], atMs: number): void;
  /**
   * Takes a snapshot of a part of the sky: what was heard before it and is missing in it has gone.
   * @param inside the part, or a little less: an aircraft right at its edge may be told in the next one's
   */
  applySnapshot(snapshot: DecodedSnapshot, inside: BoundingBox): void;
  /** Drops all aircraft whose kind isn't wanted. */
  keepKinds(isWanted: (kind: PositionKind) => boolean): void;
  /** Drops what nothing is heard of any more. Call it now and then, with the box that is subscribed. */
  sweep(subscribed: BoundingBox | null, intervalOf?: IntervalOf): void;
  summary(): StoreSummary;
  /** Calls back after changes, at most once a second. */
  subscribe(listener: (summary: StoreSummary) => void): () => void;
  /** Calls back at every change of one aircraft; `undefined` when it was removed. */
  watch(icao24: string, listener: (aircraft: Aircraft | undefined) => void): () => void;
  /** Hands out the slots changed since the last call; there is one caller, the aircraft layer. */
  takeChangedSlots(visit: (slot: number) => void): void;
  /** The same with what is in them now. */
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

/** Text and when the server said it, epoch ms. */
interface ToldText {
  readonly row: IdentityRow;
  readonly atMs: number;
}

/** Holds the newest fix and the text of every aircraft that the server told of. */
export function createAircraftStore({
  serverTime,
  scheduler,
}: {
  readonly serverTime: Pick<ServerTime, 'nowMs'>;
  readonly scheduler: Scheduler;
}): AircraftStore {
  const columns = createFleetColumns();
  const slotByAddress = new Map<number, number>();
  /** By slot: text, and the object handed out last for as long as it says what the columns say. */
  const identities: (IdentityRow | null)[] = [];
  /** By slot: when the server said the text, or confirmed it. */
  const textAtMs: number[] = [];
  const objects: (Aircraft | undefined)[] = [];
  const changes = createChangedSlots();
  /** Texts that came before the first fix, and of removed aircraft that may come back. */
  const texts = new Map<number, ToldText>();
  const tombstones = new Map<number, number>();
  const listeners = new Set<(summary: StoreSummary) => void>();
  const watchers = new Map<number, Set<(aircraft: Aircraft | undefined) => void>>();
  let refused = 0;
  let summaryPending = false;
  let summarisedAtMs = -Infinity;

  function at(slot: number): Aircraft | undefined {
    if (!columns.isHeld(slot)) return undefined;
    return (objects[slot] ??= aircraftOf(columns, slot, identities[slot] ?? null));
  }

  function get(address: number): Aircraft | undefined {
    const slot = slotByAddress.get(address);
    return slot === undefined ? undefined : at(slot);
  }

  function* all(): IterableIterator<Aircraft> {
    for (let slot = 0; slot < columns.slots; slot++) {
      const held = at(slot);
      if (held !== undefined) yield held;
    }
  }

  function remove(address: number): void {
    const slot = slotByAddress.get(address);
    if (slot === undefined) return;
    slotByAddress.delete(address);
    columns.free(slot);
    identities[slot] = null;
    objects[slot] = undefined;
    changed(slot, address);
  }

  function removeWhere(isGone: (slot: number) => boolean): void {
    for (let slot = 0; slot < columns.slots; slot++) {
      if (columns.isHeld(slot) && isGone(slot)) remove(columns.address[slot] ?? 0);
    }
    summariseSoon();
  }

  function changed(slot: number, address: number): void {
    changes.add(slot);
    if (watchers.size > 0) watchers.get(address)?.forEach((listener) => listener(get(address)));
  }

  function summariseSoon(): void {
    if (summaryPending || listeners.size === 0) return;
    summaryPending = true;
    scheduler.after(Math.max(0, summarisedAtMs + SUMMARY_EVERY_MS - scheduler.nowMs()), () => {
      summaryPending = false;
      summarisedAtMs = scheduler.nowMs();
      const summary = summarise(columns);
      listeners.forEach((listener) => listener(summary));
    });
  }

  function takeRow(row: FrameRow, heardAtMs: number): void {
    const held = slotByAddress.get(row.address);
    const slot = held ?? slotFor(row);
    if (slot === null) return;
    const observedAtMs = held === undefined ? row.observedAtMs : supersededAtMs(columns, held, row);
    if (observedAtMs === null) return;
    columns.write(slot, row, heardAtMs);
    columns.observedAtMs[slot] = observedAtMs;
    objects[slot] = undefined;
    changed(slot, row.address);
  }

  /** A slot for an aircraft that is new here; null where it can't be taken. */
  function slotFor({ address, observedAtMs }: FrameRow): number | null {
    if (observedAtMs <= (tombstones.get(address) ?? -Infinity)) return null;
    if (slotByAddress.size >= MAX_AIRCRAFT) {
      refused += 1;
      return null;
    }
    tombstones.delete(address);
    const slot = columns.take(address);
    slotByAddress.set(address, slot);
    const text = texts.get(address);
    identities[slot] = text?.row ?? null;
    textAtMs[slot] = text?.atMs ?? -Infinity;
    texts.delete(address);
    return slot;
  }

  function applyPositions(rows: readonly FrameRow[]): void {
    const heardAtMs = serverTime.nowMs();
    for (const row of rows) takeRow(row, heardAtMs);
    summariseSoon();
  }

  function applyIdentity(rows: readonly IdentityRow[], atMs: number): void {
    for (const row of rows) {
      const address = addressToNumber(row.icao24);
      const slot = slotByAddress.get(address);
      if (slot !== undefined) takeText(slot, address, { row, atMs });
      else if (atMs >= (texts.get(address)?.atMs ?? -Infinity) && texts.size < MAX_AIRCRAFT) {
        texts.set(address, { row, atMs });
      }
    }
    summariseSoon();
  }

  function takeText(slot: number, address: number, { row, atMs }: ToldText): void {
    // Messages of a burst come newest first, and a snapshot is often older than what a frame said.
    if (atMs < (textAtMs[slot] ?? -Infinity)) return;
    textAtMs[slot] = atMs;
    const known = identities[slot];
    if (known != null && isSameText(known, row)) return;
    identities[slot] = row;
    const object = objects[slot];
    // The fix stays the same object: nothing about it has changed.
    if (object !== undefined) objects[slot] = { ...object, identity: row };
    changed(slot, address);
  }

  return {
    get count() {
      return slotByAddress.size;
    },
    get refused() {
      return refused;
    },
    columns,
    get: (icao24) => get(addressToNumber(icao24)),
    at,
    identityAt: (slot) => identities[slot] ?? null,
    all,
    applyPositions,
    applyIdentity,
    applyRemoved(rows, atMs) {
      for (const { icao24, reason } of rows) {
        const address = addressToNumber(icao24);
        // What is erased must not come back from anything said before.
        const coveredMs = reason === 'erased' ? atMs : atMs - REMOVAL_COVERS_MS;
        const slot = slotByAddress.get(address);
        const observedAtMs = slot === undefined ? -Infinity : (columns.observedAtMs[slot] ?? -Infinity);
        if (observedAtMs > atMs) continue;
        if (tombstones.size < MAX_AIRCRAFT) tombstones.set(address, Math.max(coveredMs, observedAtMs));
        remove(address);
      }
      summariseSoon();
    },
    applySnapshot(snapshot, inside) {
      const told = new Set(snapshot.rows.map((row) => row.address));
      const { address, heardAtMs } = columns;
      removeWhere(
        (slot) =>
          (heardAtMs[slot] ?? 0) < snapshot.asOfMs &&
          !told.has(address[slot] ?? 0) &&
          containsPoint(inside, pointAt(columns, slot)),
      );
      applyPositions(snapshot.rows);
      applyIdentity(snapshot.identity, snapshot.asOfMs);
    },
    keepKinds: (isWanted) => removeWhere((slot) => !isWanted(kindOfFlags(columns.flags[slot] ?? 0))),
    sweep(subscribed, intervalOf = () => 0) {
      const nowMs = serverTime.nowMs();
      removeWhere((slot) => {
        const intervalMs = intervalOf(identities[slot]?.feed ?? '');
        return nowMs - (columns.heardAtMs[slot] ?? 0) > silentForMs(columns, slot, { subscribed, intervalMs });
      });
      for (const [address, coveredMs] of tombstones) if (nowMs - coveredMs > TOMBSTONE_MS) tombstones.delete(address);
      texts.clear();
    },
    summary: () => summarise(columns),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watch(icao24, listener) {
      const address = addressToNumber(icao24);
      const set = watchers.get(address) ?? new Set();
      watchers.set(address, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0) watchers.delete(address);
      };
    },
    takeChangedSlots: (visit) => changes.take(visit),
    takeChanges: (visit) => changes.take((slot) => visit(slot, at(slot))),
  };
}

/**
 * When a row was observed that says something new of a slot, in the numbering of what is held there; null for one that
 * doesn't. See domain/position.ts `supersedes`.
 */
function supersededAtMs(columns: FleetColumns, slot: number, row: FrameRow): number | null {
  const heldMs = columns.observedAtMs[slot] ?? -Infinity;
  if (Math.abs(row.observedAtMs - heldMs) > SAME_OBSERVATION_MS) {
    return row.observedAtMs > heldMs ? row.observedAtMs : null;
  }
  const isLater = (row.flags & FLAG.stale) > ((columns.flags[slot] ?? 0) & FLAG.stale);
  return isLater ? heldMs : null;
}

function aircraftOf(columns: FleetColumns, slot: number, identity: IdentityRow | null): Aircraft {
  const flags = columns.flags[slot] ?? 0;
  return {
    icao24: addressFromNumber(columns.address[slot] ?? 0),
    slot,
    fix: columns.fixOf(slot),
    identity,
    kind: kindOfFlags(flags),
    emergency: (flags & FLAG.emergency) !== 0,
    mlat: (flags & FLAG.mlat) !== 0,
    longLived: (flags & FLAG.longLived) !== 0,
    otherSource: (flags & FLAG.otherSource) !== 0,
    geometricAltitude: (flags & FLAG.geometricAltitude) !== 0,
    heardAtMs: columns.heardAtMs[slot] ?? 0,
  };
}

function isSameText(a: IdentityRow, b: IdentityRow): boolean {
  return (
    a.callsign === b.callsign &&
    a.squawk === b.squawk &&
    a.registration === b.registration &&
    a.typeCode === b.typeCode &&
    a.flightNumber === b.flightNumber &&
    a.origin === b.origin &&
    a.destination === b.destination &&
    a.category === b.category &&
    a.feed === b.feed
  );
}
