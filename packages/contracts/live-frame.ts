import { addressToNumber } from '#domain/address.ts';
import { LEVEL_RULES } from '#domain/level.ts';
import {
  isEmergency,
  LEVELS,
  type Level,
  type Position,
  type PositionKind,
  type PositionSource,
} from '#domain/position.ts';
import {
  ALTITUDE_STEP_M,
  GROUND_SPEED_STEP_MPS,
  inSteps,
  quantisedTrackDeg,
  TIME_STEP_MS,
  VERTICAL_RATE_STEP_MPS,
} from '#domain/quantise.ts';
import { ContractError } from './contract-error.ts';
import { optionalMember, requiredNumber, type JsonObject } from './read.ts';

/** Bits of the `flags` column. */
export const FLAG = {
  onGround: 1,
  simulated: 2,
  stale: 4,
  geometricAltitude: 8,
  mlat: 16,
  longLived: 32,
  emergency: 64,
  replayed: 128,
  /** Measured neither by the aircraft itself (ADS-B, ADS-C) nor by multilateration: TIS-B, FLARM and the like. */
  otherSource: 256,
} as const;

/** The kind that a row's flags tell. */
export function kindOfFlags(flags: number): PositionKind {
  if ((flags & FLAG.simulated) !== 0) return 'simulated';
  return (flags & FLAG.replayed) !== 0 ? 'replay' : 'live';
}

/** Bounds of one text frame: API Gateway refuses frames over 32 KB. */
export const MAX_FRAME_BYTES = 32_000;
export const MAX_FRAME_ROWS = 700;

export const FRAME_VERSION = 1;

/** The columns of a `positions` frame as on the wire; units and scales are in docs/architecture.md. */
export interface PositionColumns {
  readonly at: number;
  readonly level: Level;
  readonly digits: number;
  readonly origin: readonly [lon: number, lat: number];
  readonly id: readonly number[];
  readonly ageDs: readonly number[];
  readonly lon: readonly number[];
  readonly lat: readonly number[];
  readonly alt: readonly (number | null)[];
  readonly gs: readonly (number | null)[];
  readonly trk: readonly (number | null)[];
  readonly vr: readonly (number | null)[];
  readonly flags: readonly number[];
}

/** One row of a decoded frame, in SI units. */
export interface FrameRow {
  /** See domain/address.ts for the numbering. */
  readonly address: number;
  readonly observedAtMs: number;
  readonly lat: number;
  readonly lon: number;
  readonly altitudeM: number | null;
  readonly groundSpeedMps: number | null;
  readonly trackDeg: number | null;
  readonly verticalRateMps: number | null;
  readonly flags: number;
}

/** The instant that a frame made now bears: a whole step, so that ages round the same way in every frame. */
export function frameTimeMs(nowMs: number): number {
  return Math.floor(nowMs / TIME_STEP_MS) * TIME_STEP_MS;
}

/** Turns positions into columns: sorted by address, quantised, relative to the south-west corner of what is sent. */
export function toColumns(positions: readonly Position[], nowMs: number, level: Level): PositionColumns {
  const atMs = frameTimeMs(nowMs);
  const rows = positions.map((position) => ({ address: addressToNumber(position.icao24), position }));
  rows.sort((a, b) => a.address - b.address);
  const { digits } = LEVEL_RULES[level];
  const scale = 10 ** digits;
  const west = positions.length === 0 ? 0 : Math.floor(minimum(positions, (p) => p.lon));
  const south = positions.length === 0 ? 0 : Math.floor(minimum(positions, (p) => p.lat));
  const columns = {
    at: atMs,
    level,
    digits,
    origin: [west, south] as const,
    id: [] as number[],
    ageDs: [] as number[],
    lon: [] as number[],
    lat: [] as number[],
    alt: [] as (number | null)[],
    gs: [] as (number | null)[],
    trk: [] as (number | null)[],
    vr: [] as (number | null)[],
    flags: [] as number[],
  };
  let previous = 0;
  for (const { address, position } of rows) {
    columns.id.push(address - previous);
    previous = address;
    columns.ageDs.push(Math.max(0, Math.round((atMs - position.observedAtMs) / TIME_STEP_MS)));
    columns.lon.push(Math.round((position.lon - west) * scale));
    columns.lat.push(Math.round((position.lat - south) * scale));
    columns.alt.push(inSteps(position.altitudeM ?? position.geoAltitudeM, ALTITUDE_STEP_M));
    columns.gs.push(inSteps(position.groundSpeedMps, GROUND_SPEED_STEP_MPS));
    columns.trk.push(quantisedTrackDeg(position.trackDeg));
    columns.vr.push(inSteps(position.verticalRateMps, VERTICAL_RATE_STEP_MPS));
    columns.flags.push(flagsOf(position));
  }
  return columns;
}

/**
 * Encodes positions as text frames, none over {@link MAX_FRAME_BYTES} or {@link MAX_FRAME_ROWS}. Frames are stateless:
 * each row is absolute, so a viewer may get any of them twice, late or not at all.
 */
export function encodePositionFrames(positions: readonly Position[], atMs: number, level: Level): string[] {
  if (positions.length === 0) return [];
  if (positions.length > MAX_FRAME_ROWS) {
    return inParts(positions, Math.ceil(positions.length / MAX_FRAME_ROWS)).flatMap((part) =>
      encodePositionFrames(part, atMs, level),
    );
  }
  const text = JSON.stringify({ type: 'positions', v: FRAME_VERSION, ...toColumns(positions, atMs, level) });
  // All text is ASCII, so characters are bytes.
  if (text.length <= MAX_FRAME_BYTES) return [text];
  return inParts(positions, 2).flatMap((part) => encodePositionFrames(part, atMs, level));
}

/** So many parts of as equal length as can be. */
function inParts(positions: readonly Position[], count: number): readonly Position[][] {
  const length = Math.ceil(positions.length / count);
  return Array.from({ length: count }, (_, part) => positions.slice(part * length, (part + 1) * length));
}

/**
 * Decodes the columns of a `positions` frame or of the column-wise snapshot.
 * @throws ContractError when a column is missing, of another length, or holds anything but numbers
 */
export function decodePositionColumns(frame: JsonObject): FrameRow[] {
  const atMs = requiredNumber(frame, 'at', 0, Number.MAX_SAFE_INTEGER);
  optionalMember(frame, 'level', LEVELS, 'world');
  const scale = 10 ** requiredNumber(frame, 'digits', 0, 7);
  const [west, south] = numbers(frame, 'origin', 2);
  const id = numbers(frame, 'id');
  const count = id.length;
  const ageDs = numbers(frame, 'ageDs', count);
  const lon = numbers(frame, 'lon', count);
  const lat = numbers(frame, 'lat', count);
  const alt = nullableNumbers(frame, 'alt', count);
  const gs = nullableNumbers(frame, 'gs', count);
  const trk = nullableNumbers(frame, 'trk', count);
  const vr = nullableNumbers(frame, 'vr', count);
  const flags = numbers(frame, 'flags', count);
  let address = 0;
  return id.map((difference, row) => ({
    address: (address += difference),
    observedAtMs: atMs - at(ageDs, row) * TIME_STEP_MS,
    lat: at(lat, row) / scale + (south ?? 0),
    lon: at(lon, row) / scale + (west ?? 0),
    altitudeM: scaled(alt, row, ALTITUDE_STEP_M),
    groundSpeedMps: scaled(gs, row, GROUND_SPEED_STEP_MPS),
    trackDeg: scaled(trk, row, 1),
    verticalRateMps: scaled(vr, row, VERTICAL_RATE_STEP_MPS),
    flags: at(flags, row),
  }));
}

const OTHER_SOURCES: ReadonlySet<PositionSource> = new Set(['tisb', 'flarm', 'other']);

/** A row's {@link FLAG}s. */
export function flagsOf(position: Position): number {
  return (
    (position.onGround ? FLAG.onGround : 0) |
    (position.kind === 'simulated' ? FLAG.simulated : 0) |
    (position.state === 'stale' ? FLAG.stale : 0) |
    (position.altitudeM === null && position.geoAltitudeM !== null ? FLAG.geometricAltitude : 0) |
    (position.source === 'mlat' ? FLAG.mlat : 0) |
    (position.source === 'adsc' ? FLAG.longLived : 0) |
    (isEmergency(position) ? FLAG.emergency : 0) |
    (position.kind === 'replay' ? FLAG.replayed : 0) |
    (OTHER_SOURCES.has(position.source) ? FLAG.otherSource : 0)
  );
}

function minimum(positions: readonly Position[], of: (position: Position) => number): number {
  return positions.reduce((least, position) => Math.min(least, of(position)), Infinity);
}

function numbers(frame: JsonObject, field: string, length?: number): readonly number[] {
  const column = nullableNumbers(frame, field, length);
  if (column.includes(null)) throw new ContractError(`${field}_invalid`, field, `${field} must not hold null`);
  return column as readonly number[];
}

function nullableNumbers(frame: JsonObject, field: string, length?: number): readonly (number | null)[] {
  const column = frame[field];
  if (!Array.isArray(column) || !column.every((value) => value === null || Number.isFinite(value))) {
    throw new ContractError(`${field}_invalid`, field, `${field} must be an array of numbers`);
  }
  if (length !== undefined && column.length !== length) {
    throw new ContractError(`${field}_length`, field, `${field} must have ${length} entries`);
  }
  return column as readonly (number | null)[];
}

function at(column: readonly number[], row: number): number {
  return column[row] ?? 0;
}

function scaled(column: readonly (number | null)[], row: number, step: number): number | null {
  const value = column[row] ?? null;
  return value === null ? null : value * step;
}
