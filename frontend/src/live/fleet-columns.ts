import type { LatLon } from '#domain/geo.ts';
import type { MotionState } from '#domain/motion.ts';
import { FLAG, type FrameRow } from '#contracts/live-frame.ts';

/**
 * What the page holds of every aircraft, by slot, as columns: an update of thousands writes numbers and makes no objects.
 * NaN stands for what isn't known. The arrays are replaced when they grow, so they are read anew for each use.
 */
export interface FleetColumns {
  /** Slots in use are below this; those that are free among them have nothing to say. */
  readonly slots: number;
  /** See domain/address.ts for the numbering. */
  readonly address: Uint32Array;
  /** Epoch ms of the server, degrees, metres, m/s, degrees, m/s. */
  readonly observedAtMs: Float64Array;
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  readonly altitudeM: Float64Array;
  readonly groundSpeedMps: Float64Array;
  readonly trackDeg: Float64Array;
  readonly verticalRateMps: Float64Array;
  /** {@link FLAG}s. */
  readonly flags: Uint16Array;
  /** When the page took the row, epoch ms of the server. */
  readonly heardAtMs: Float64Array;
  isHeld(slot: number): boolean;
  /** The newest row of a slot as motion code takes it. */
  fixOf(slot: number): MotionState;
}

/** Columns that can be written. */
export interface WritableColumns extends FleetColumns {
  /** Finds a slot for an aircraft that has none. */
  take(address: number): number;
  free(slot: number): void;
  write(slot: number, row: FrameRow, heardAtMs: number): void;
}

const FIRST_CAPACITY = 1024;

export function createFleetColumns(): WritableColumns {
  let columns = columnsFor(FIRST_CAPACITY);
  const freeSlots: number[] = [];
  let slots = 0;

  function take(address: number): number {
    const slot = freeSlots.pop() ?? slots++;
    if (slot >= columns.held.length) columns = grown(columns);
    columns.address[slot] = address;
    columns.held[slot] = 1;
    return slot;
  }

  return {
    get slots() {
      return slots;
    },
    get address() {
      return columns.address;
    },
    get observedAtMs() {
      return columns.observedAtMs;
    },
    get lat() {
      return columns.lat;
    },
    get lon() {
      return columns.lon;
    },
    get altitudeM() {
      return columns.altitudeM;
    },
    get groundSpeedMps() {
      return columns.groundSpeedMps;
    },
    get trackDeg() {
      return columns.trackDeg;
    },
    get verticalRateMps() {
      return columns.verticalRateMps;
    },
    get flags() {
      return columns.flags;
    },
    get heardAtMs() {
      return columns.heardAtMs;
    },
    isHeld: (slot) => columns.held[slot] === 1,
    fixOf: (slot) => fixOf(columns, slot),
    take,
    free(slot) {
      columns.held[slot] = 0;
      freeSlots.push(slot);
    },
    write: (slot, row, heardAtMs) => writeRow(columns, slot, row, heardAtMs),
  };
}

/** Where the newest row of a slot puts it. */
export function pointAt({ lat, lon }: Pick<FleetColumns, 'lat' | 'lon'>, slot: number): LatLon {
  return { lat: lat[slot] ?? 0, lon: lon[slot] ?? 0 };
}

interface Columns extends Omit<FleetColumns, 'slots' | 'isHeld' | 'fixOf'> {
  readonly held: Uint8Array;
}

function columnsFor(capacity: number): Columns {
  const numbers = (): Float64Array => new Float64Array(capacity);
  return {
    held: new Uint8Array(capacity),
    flags: new Uint16Array(capacity),
    address: new Uint32Array(capacity),
    observedAtMs: numbers(),
    lat: numbers(),
    lon: numbers(),
    altitudeM: numbers(),
    groundSpeedMps: numbers(),
    trackDeg: numbers(),
    verticalRateMps: numbers(),
    heardAtMs: numbers(),
  };
}

function grown(columns: Columns): Columns {
  const larger = columnsFor(columns.held.length * 2);
  larger.held.set(columns.held);
  larger.flags.set(columns.flags);
  larger.address.set(columns.address);
  for (const name of FLOAT_COLUMNS) larger[name].set(columns[name]);
  return larger;
}

const FLOAT_COLUMNS = [
  'observedAtMs',
  'lat',
  'lon',
  'altitudeM',
  'groundSpeedMps',
  'trackDeg',
  'verticalRateMps',
  'heardAtMs',
] as const;

function writeRow(columns: Columns, slot: number, row: FrameRow, heardAtMs: number): void {
  columns.flags[slot] = row.flags;
  columns.observedAtMs[slot] = row.observedAtMs;
  columns.lat[slot] = row.lat;
  columns.lon[slot] = row.lon;
  columns.altitudeM[slot] = row.altitudeM ?? NaN;
  columns.groundSpeedMps[slot] = row.groundSpeedMps ?? NaN;
  columns.trackDeg[slot] = row.trackDeg ?? NaN;
  columns.verticalRateMps[slot] = row.verticalRateMps ?? NaN;
  columns.heardAtMs[slot] = heardAtMs;
}

function fixOf(columns: Columns, slot: number): MotionState {
  const flags = columns.flags[slot] ?? 0;
  return {
    observedAtMs: columns.observedAtMs[slot] ?? 0,
    lat: columns.lat[slot] ?? 0,
    lon: columns.lon[slot] ?? 0,
    altitudeM: known(columns.altitudeM[slot]),
    groundSpeedMps: known(columns.groundSpeedMps[slot]),
    trackDeg: known(columns.trackDeg[slot]),
    verticalRateMps: known(columns.verticalRateMps[slot]),
    onGround: (flags & FLAG.onGround) !== 0,
    state: (flags & FLAG.stale) !== 0 ? 'stale' : 'seen',
  };
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
