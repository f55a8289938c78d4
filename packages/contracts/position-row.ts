import { LEVEL_RULES } from '#domain/level.ts';
import { LEVELS, POSITION_KINDS, POSITION_SOURCES, POSITION_STATES, type Position } from '#domain/position.ts';
import { ALTITUDE_STEP_M, GROUND_SPEED_STEP_MPS, VERTICAL_RATE_STEP_MPS } from '#domain/quantise.ts';
import { ContractError } from './contract-error.ts';
import { readSigned, readVarint, writeSigned, writeVarint, type ByteReader, type ByteWriter } from './pack-bytes.ts';

/** Bits of a row's first byte: which columns differ from the row before. */
const ATTRIBUTES_CHANGED = 1;
const TEXTS_CHANGED = 2;
const FIRST_NUMBER_CHANGED = 4;
const UNITS_PER_DEGREE = 1e6;

/**
 * Units in one of altitude, geometric altitude (m), ground speed (m/s), track (degrees) and vertical rate (m/s): the
 * numeric columns that may be null, in the order of the format.
 */
const NUMBER_UNITS = [10, 10, 10, 10, 100] as const;
/** The steps in which viewers get the same columns; all are wider than a unit. */
const VIEWER_STEPS = [ALTITUDE_STEP_M, ALTITUDE_STEP_M, GROUND_SPEED_STEP_MPS, 1, VERTICAL_RATE_STEP_MPS] as const;
const VIEWER_PLACES_PER_DEGREE = 10 ** LEVEL_RULES.fine.digits;
type NumberColumn = 0 | 1 | 2 | 3 | 4;
/** Callsign, registration, type, flight number, airline, origin, destination, squawk, category, emergency, feed. */
const TEXT_COLUMNS = 11;

/** Numbers the texts of one pack in the order of first use, from 1; 0 is null. */
export type TextNumbers = Map<string, number>;

/** What the next row is told relative to: the same on both sides. */
export interface RowState {
  rows: number;
  observedAtMs: number;
  observedStep: number;
  /** `receivedAtMs` less `observedAtMs`. */
  lagMs: number;
  lat: number;
  latStep: number;
  lon: number;
  lonStep: number;
  attributes: number;
  /** In units. */
  readonly numbers: (number | null)[];
  /** The last value of each that was not null. */
  readonly known: number[];
  readonly texts: (string | null)[];
}

export const initialRowState = (baseMs: number): RowState => ({
  rows: 0,
  observedAtMs: baseMs,
  observedStep: 0,
  lagMs: 0,
  lat: 0,
  latStep: 0,
  lon: 0,
  lonStep: 0,
  attributes: 0,
  numbers: [null, null, null, null, null],
  known: [0, 0, 0, 0, 0],
  texts: [null, null, null, null, null, null, null, null, null, null, null],
});

export function writeRow(writer: ByteWriter, row: Position, state: RowState, texts: TextNumbers): void {
  const attributes = packAttributes(row);
  const textChanges = changedTexts(row, state);
  const numberChanges = changedNumbers(row, state);
  let changes = numberChanges * FIRST_NUMBER_CHANGED;
  if (attributes !== state.attributes) changes += ATTRIBUTES_CHANGED;
  if (textChanges !== 0) changes += TEXTS_CHANGED;
  writeVarint(writer, changes);
  writePlace(writer, row, state);
  if (attributes !== state.attributes) writeVarint(writer, attributes);
  state.attributes = attributes;
  if (textChanges !== 0) writeTexts(writer, textChanges, state, texts);
  if (numberChanges !== 0) writeNumbers(writer, numberChanges, state);
}

/**
 * Reads the row after `state`.
 * @param texts looks a text up by its number, which is never 0
 */
export function readRow(
  reader: ByteReader,
  icao24: string,
  state: RowState,
  texts: (number: number) => string,
): Position {
  const changes = readVarint(reader);
  readPlace(reader, state);
  if ((changes & ATTRIBUTES_CHANGED) !== 0) state.attributes = readVarint(reader);
  if ((changes & TEXTS_CHANGED) !== 0) readTexts(reader, state, texts);
  if (changes >= FIRST_NUMBER_CHANGED) readNumbers(reader, Math.floor(changes / FIRST_NUMBER_CHANGED), state);
  return rowOf(icao24, state);
}

function writePlace(writer: ByteWriter, row: Position, state: RowState): void {
  const observedAtMs = Math.round(row.observedAtMs);
  const lagMs = Math.round(row.receivedAtMs) - observedAtMs;
  const observedStep = observedAtMs - state.observedAtMs;
  const latStep = placeInUnits(row.lat) - state.lat;
  const lonStep = placeInUnits(row.lon) - state.lon;
  writeSigned(writer, observedStep - state.observedStep);
  writeSigned(writer, lagMs - state.lagMs);
  writeSigned(writer, latStep - state.latStep);
  writeSigned(writer, lonStep - state.lonStep);
  state.lagMs = lagMs;
  movePlace(state, observedStep, latStep, lonStep);
}

/**
 * The nearest unit that viewers round to the step they got: history is rebuilt by what they made of a record, and a value
 * that is rounded twice may end a step beside (90.46° as 90.5°, then as 91° instead of 90°).
 */
function placeInUnits(deg: number): number {
  const units = Math.round(deg * UNITS_PER_DEGREE);
  const kept = Math.round((units / UNITS_PER_DEGREE) * VIEWER_PLACES_PER_DEGREE);
  return units + Math.sign(Math.round(deg * VIEWER_PLACES_PER_DEGREE) - kept);
}

/** The same for the numbers. */
function numberInUnits(value: number, column: NumberColumn): number {
  const perUnit = NUMBER_UNITS[column];
  const step = VIEWER_STEPS[column];
  const units = Math.round(value * perUnit);
  return units + Math.sign(Math.round(value / step) - Math.round(units / perUnit / step));
}

function readPlace(reader: ByteReader, state: RowState): void {
  const observedStep = state.observedStep + readSigned(reader);
  state.lagMs += readSigned(reader);
  const latStep = state.latStep + readSigned(reader);
  const lonStep = state.lonStep + readSigned(reader);
  movePlace(state, observedStep, latStep, lonStep);
}

/** The first row tells where the aircraft is, not how it moves: its steps are not carried on. */
function movePlace(state: RowState, observedStep: number, latStep: number, lonStep: number): void {
  const isFirst = state.rows === 0;
  state.rows += 1;
  state.observedAtMs += observedStep;
  state.lat += latStep;
  state.lon += lonStep;
  state.observedStep = isFirst ? 0 : observedStep;
  state.latStep = isFirst ? 0 : latStep;
  state.lonStep = isFirst ? 0 : lonStep;
}

/** One bit on ground, three source, two level, two state, two kind. */
function packAttributes(row: Position): number {
  return (
    (row.onGround ? 1 : 0) +
    2 * POSITION_SOURCES.indexOf(row.source) +
    16 * LEVELS.indexOf(row.level) +
    64 * POSITION_STATES.indexOf(row.state) +
    256 * POSITION_KINDS.indexOf(row.kind)
  );
}

function member<T>(members: readonly T[], index: number): T {
  const found = members[index];
  if (found === undefined) {
    throw new ContractError('pack_attribute_unknown', '', `attribute ${index} is not known here; deploy readers first`);
  }
  return found;
}

/** Written out rather than looped: property access by a varying name is what costs most here. */
function changedTexts(row: Position, { texts }: RowState): number {
  return (
    changedText(texts, 0, row.callsign) |
    changedText(texts, 1, row.registration) |
    changedText(texts, 2, row.typeCode) |
    changedText(texts, 3, row.flightNumber) |
    changedText(texts, 4, row.airline) |
    changedText(texts, 5, row.origin) |
    changedText(texts, 6, row.destination) |
    changedText(texts, 7, row.squawk) |
    changedText(texts, 8, row.category) |
    changedText(texts, 9, row.emergency) |
    changedText(texts, 10, row.feed)
  );
}

function changedText(texts: (string | null)[], column: number, text: string | null): number {
  if (text === texts[column]) return 0;
  texts[column] = text;
  return 1 << column;
}

function writeTexts(writer: ByteWriter, changes: number, state: RowState, numbers: TextNumbers): void {
  writeVarint(writer, changes);
  for (let i = 0; i < TEXT_COLUMNS; i++) {
    if ((changes & (1 << i)) !== 0) writeVarint(writer, numberText(state.texts[i] ?? null, numbers));
  }
}

function numberText(text: string | null, numbers: TextNumbers): number {
  if (text === null) return 0;
  const known = numbers.get(text);
  if (known !== undefined) return known;
  numbers.set(text, numbers.size + 1);
  return numbers.size;
}

function readTexts(reader: ByteReader, state: RowState, texts: (number: number) => string): void {
  const changes = readVarint(reader);
  for (let i = 0; i < TEXT_COLUMNS; i++) {
    if ((changes & (1 << i)) === 0) continue;
    const number = readVarint(reader);
    state.texts[i] = number === 0 ? null : texts(number);
  }
}

function changedNumbers(row: Position, { numbers }: RowState): number {
  return (
    changedNumber(numbers, 0, row.altitudeM) |
    changedNumber(numbers, 1, row.geoAltitudeM) |
    changedNumber(numbers, 2, row.groundSpeedMps) |
    changedNumber(numbers, 3, row.trackDeg) |
    changedNumber(numbers, 4, row.verticalRateMps)
  );
}

function changedNumber(numbers: (number | null)[], column: NumberColumn, value: number | null): number {
  const inUnits = value === null ? null : numberInUnits(value, column);
  if (inUnits === numbers[column]) return 0;
  numbers[column] = inUnits;
  return 1 << column;
}

/** Each changed column as its difference to the last known value; null is 0, so that a difference of 0 takes 1. */
function writeNumbers(writer: ByteWriter, changes: number, state: RowState): void {
  for (let i = 0; i < NUMBER_UNITS.length; i++) {
    if ((changes & (1 << i)) === 0) continue;
    const value = state.numbers[i] ?? null;
    if (value === null) {
      writeVarint(writer, 0);
      continue;
    }
    const step = value - (state.known[i] ?? 0);
    writeVarint(writer, (step < 0 ? -2 * step - 1 : 2 * step) + 1);
    state.known[i] = value;
  }
}

function readNumbers(reader: ByteReader, changes: number, state: RowState): void {
  for (let i = 0; i < NUMBER_UNITS.length; i++) {
    if ((changes & (1 << i)) === 0) continue;
    const coded = readVarint(reader) - 1;
    if (coded < 0) {
      state.numbers[i] = null;
      continue;
    }
    const value = (state.known[i] ?? 0) + (coded % 2 === 1 ? -(coded + 1) / 2 : coded / 2);
    state.numbers[i] = value;
    state.known[i] = value;
  }
}

function rowOf(icao24: string, state: RowState): Position {
  const { attributes, texts } = state;
  return {
    icao24,
    observedAtMs: state.observedAtMs,
    receivedAtMs: state.observedAtMs + state.lagMs,
    lat: state.lat / UNITS_PER_DEGREE,
    lon: state.lon / UNITS_PER_DEGREE,
    altitudeM: numberOf(state, 0),
    geoAltitudeM: numberOf(state, 1),
    onGround: (attributes & 1) === 1,
    groundSpeedMps: numberOf(state, 2),
    trackDeg: numberOf(state, 3),
    verticalRateMps: numberOf(state, 4),
    callsign: texts[0] ?? null,
    registration: texts[1] ?? null,
    typeCode: texts[2] ?? null,
    flightNumber: texts[3] ?? null,
    airline: texts[4] ?? null,
    origin: texts[5] ?? null,
    destination: texts[6] ?? null,
    squawk: texts[7] ?? null,
    category: texts[8] ?? null,
    emergency: texts[9] ?? null,
    feed: texts[10] ?? '',
    source: member(POSITION_SOURCES, (attributes >> 1) & 7),
    level: member(LEVELS, (attributes >> 4) & 3),
    state: member(POSITION_STATES, (attributes >> 6) & 3),
    kind: member(POSITION_KINDS, (attributes >> 8) & 3),
  };
}

function numberOf(state: RowState, column: NumberColumn): number | null {
  const value = state.numbers[column] ?? null;
  return value === null ? null : value / NUMBER_UNITS[column];
}
