import { addressToNumber } from '#domain/address.ts';
import { LEVEL_RULES } from '#domain/level.ts';
import { columnsOf, rowsOf, tileCorner } from '#domain/level-tiles.ts';
import type { Level, Position } from '#domain/position.ts';
import {
  ALTITUDE_STEP_M,
  GROUND_SPEED_STEP_MPS,
  inSteps,
  quantisedTimeMs,
  quantisedTrackDeg,
  TIME_STEP_MS,
  VERTICAL_RATE_STEP_MPS,
} from '#domain/quantise.ts';
import { ContractError } from './contract-error.ts';
import { flagsOf, type FrameRow } from './live-frame.ts';
import {
  fixedDigits,
  readFixed,
  readSigned,
  readVariable,
  signedDigits,
  variableDigits,
  type TextReader,
} from './tile-text.ts';

/** Where the rows of a tile count from. */
export interface RowOrigin {
  readonly atMs: number;
  /** Steps of a degree. */
  readonly scale: number;
  /** The tile's south-west corner in steps. */
  readonly west: number;
  readonly south: number;
  /** Places along each edge, both corners counted. */
  readonly span: number;
  /** Digits of a place. */
  readonly placeDigits: number;
}

/** A row's values in the steps of the wire. */
interface RowSteps {
  readonly age: number;
  readonly lon: number;
  readonly lat: number;
  readonly alt: number | null;
  readonly gs: number | null;
  readonly trk: number | null;
  readonly vr: number | null;
  readonly flags: number;
}

/** `usual`: the row has no flags. `wide`: a value doesn't fit its field, so all are numbers of any size. */
const FORM = { usual: 0, flagged: 1, wide: 2 } as const;

/** Digits of form, speed, track and vertical rate together, of the altitude, and of the flags. */
const MOTION_DIGITS = 5;
const ALTITUDE_DIGITS = 2;
const FLAG_DIGITS = 2;
/** Zero is "unknown" in each of these fields. */
const SPEEDS = 1 << 10;
const TRACKS = 1 << 9;
const RATES = 1 << 8;
const ALTITUDES = 1 << 12;
/** -1,400 ft, below every airport, and -8,128 ft/min. */
const LOWEST_ALTITUDE = -56;
const LOWEST_RATE = -127;
const HIGHEST_ADDRESS = 0x1ffffff;

export function rowOrigin(level: Level, tile: number, atMs: number): RowOrigin {
  const { digits, tileDeg } = LEVEL_RULES[level];
  const scale = 10 ** digits;
  const corner = tileCorner(level, tile);
  const span = tileDeg * scale + 1;
  const placeDigits = Math.ceil(Math.log2(span * span) / 6);
  return { atMs, scale, west: corner.lon * scale, south: corner.lat * scale, span, placeDigits };
}

/** Tiles of a level; their numbers are below it. */
export function tileCount(level: Level): number {
  return columnsOf(level) * rowsOf(level);
}

/** One aircraft, after the one with the address `previous`. */
export function packRow(position: Position, previous: number, origin: RowOrigin): string {
  const steps = stepsOf(position, origin);
  const address = variableDigits(addressToNumber(position.icao24) - previous);
  if (!fits(steps, origin)) return address + wideRow(steps);
  const { age, lon, lat, alt, gs, trk, vr, flags } = steps;
  return (
    address +
    motionDigits(flags === 0 ? FORM.usual : FORM.flagged, gs, trk, vr) +
    (flags === 0 ? '' : fixedDigits(flags, FLAG_DIGITS)) +
    variableDigits(age) +
    fixedDigits(lon * origin.span + lat, origin.placeDigits) +
    fixedDigits(alt === null ? 0 : alt - LOWEST_ALTITUDE + 1, ALTITUDE_DIGITS)
  );
}

function stepsOf(position: Position, { atMs, scale, west, south }: RowOrigin): RowSteps {
  return {
    age: (atMs - quantisedTimeMs(position.observedAtMs)) / TIME_STEP_MS,
    lon: Math.round(position.lon * scale) - west,
    lat: Math.round(position.lat * scale) - south,
    alt: inSteps(position.altitudeM ?? position.geoAltitudeM, ALTITUDE_STEP_M),
    gs: inSteps(position.groundSpeedMps, GROUND_SPEED_STEP_MPS),
    trk: quantisedTrackDeg(position.trackDeg),
    vr: inSteps(position.verticalRateMps, VERTICAL_RATE_STEP_MPS),
    flags: flagsOf(position),
  };
}

/** An aircraft that left the tile, or that its clock puts ahead of ours, doesn't. */
function fits({ age, lon, lat, alt, gs, trk, vr }: RowSteps, { span }: RowOrigin): boolean {
  return (
    age >= 0 &&
    isBelow(lon, span) &&
    isBelow(lat, span) &&
    (alt === null || isBelow(alt - LOWEST_ALTITUDE, ALTITUDES - 1)) &&
    (gs === null || isBelow(gs, SPEEDS - 1)) &&
    (trk === null || isBelow(trk, TRACKS - 1)) &&
    (vr === null || isBelow(vr - LOWEST_RATE, RATES - 1))
  );
}

function isBelow(value: number, limit: number): boolean {
  return value >= 0 && value < limit;
}

function motionDigits(form: number, gs: number | null, trk: number | null, vr: number | null): string {
  const speed = gs === null ? 0 : gs + 1;
  const track = trk === null ? 0 : trk + 1;
  const rate = vr === null ? 0 : vr - LOWEST_RATE + 1;
  return fixedDigits(((form * SPEEDS + speed) * TRACKS + track) * RATES + rate, MOTION_DIGITS);
}

function wideRow({ age, lon, lat, alt, gs, trk, vr, flags }: RowSteps): string {
  return (
    motionDigits(FORM.wide, null, null, null) +
    fixedDigits(flags, FLAG_DIGITS) +
    [age, lon, lat].map(signedDigits).join('') +
    [alt, gs, trk, vr].map((value) => (value === null ? variableDigits(0) : signedDigits(toNullable(value)))).join('')
  );
}

/** Zero is "unknown", so numbers from zero up are one more. */
function toNullable(value: number): number {
  return value < 0 ? value : value + 1;
}

/**
 * Reads one row.
 * @param previous address of the row before, 0 for the first
 * @throws ContractError for text that {@link packRow} can't have written
 */
export function unpackRow(reader: TextReader, previous: number, origin: RowOrigin): FrameRow {
  const address = previous + readVariable(reader);
  if (address > HIGHEST_ADDRESS) throw malformed('an address has 24 bits and one that says it is no ICAO address');
  const motion = readFixed(reader, MOTION_DIGITS);
  const form = Math.floor(motion / (SPEEDS * TRACKS * RATES));
  if (form > FORM.wide) throw malformed('a row has one of the forms usual, flagged and wide');
  const flags = form === FORM.usual ? 0 : readFixed(reader, FLAG_DIGITS);
  return form === FORM.wide
    ? readWideRow(reader, address, flags, origin)
    : readCompactRow(reader, { address, motion, flags }, origin);
}

function readCompactRow(
  reader: TextReader,
  { address, motion, flags }: { readonly address: number; readonly motion: number; readonly flags: number },
  origin: RowOrigin,
): FrameRow {
  const age = readVariable(reader);
  const place = readFixed(reader, origin.placeDigits);
  const lon = Math.floor(place / origin.span);
  const altitude = readFixed(reader, ALTITUDE_DIGITS);
  const rate = motion % RATES;
  const track = Math.floor(motion / RATES) % TRACKS;
  const speed = Math.floor(motion / (RATES * TRACKS)) % SPEEDS;
  return {
    address,
    observedAtMs: timeOf(age, origin),
    lat: degreesOf(place - lon * origin.span + origin.south, origin.scale, 90),
    lon: degreesOf(lon + origin.west, origin.scale, 180),
    altitudeM: altitude === 0 ? null : (altitude - 1 + LOWEST_ALTITUDE) * ALTITUDE_STEP_M,
    groundSpeedMps: speed === 0 ? null : (speed - 1) * GROUND_SPEED_STEP_MPS,
    trackDeg: track === 0 ? null : track - 1,
    verticalRateMps: rate === 0 ? null : (rate - 1 + LOWEST_RATE) * VERTICAL_RATE_STEP_MPS,
    flags,
  };
}

function readWideRow(reader: TextReader, address: number, flags: number, origin: RowOrigin): FrameRow {
  const age = readSigned(reader);
  const lon = readSigned(reader);
  const lat = readSigned(reader);
  return {
    address,
    observedAtMs: timeOf(age, origin),
    lat: degreesOf(lat + origin.south, origin.scale, 90),
    lon: degreesOf(lon + origin.west, origin.scale, 180),
    altitudeM: readNullable(reader, ALTITUDE_STEP_M),
    groundSpeedMps: readNullable(reader, GROUND_SPEED_STEP_MPS),
    trackDeg: readNullable(reader, 1),
    verticalRateMps: readNullable(reader, VERTICAL_RATE_STEP_MPS),
    flags,
  };
}

function readNullable(reader: TextReader, step: number): number | null {
  const coded = readSigned(reader);
  if (coded === 0) return null;
  return (coded < 0 ? coded : coded - 1) * step;
}

function timeOf(age: number, { atMs }: RowOrigin): number {
  const observedAtMs = atMs - age * TIME_STEP_MS;
  if (observedAtMs < 0) throw malformed('an observation is not before 1970');
  return observedAtMs;
}

function degreesOf(steps: number, scale: number, limit: number): number {
  const degrees = steps / scale;
  if (degrees < -limit || degrees > limit) throw malformed('a place lies within ±90 and ±180 degrees');
  return degrees;
}

function malformed(rule: string): ContractError {
  return new ContractError('tile_malformed', 'tiles', `a tile breaks its layout: ${rule}`);
}
