import { ContractError } from '#contracts/contract-error.ts';
import { isJsonObject, type JsonObject } from '#contracts/read.ts';
import { BLANK_OBSERVATION, type Observation } from '#domain/observation.ts';
import { feetPerMinuteToMps, feetToMetres, knotsToMps } from '#domain/units.ts';
import { AIRPORT_CODE, CALLSIGN, LIMITS, numberOf, REGISTRATION, SQUAWK, textOf, TYPE_CODE } from './feed-values.ts';

/** One fix of a recording, read when it is due. */
export interface RecordedFix {
  /** Since the recording's beginning, in its own time, ms. */
  readonly dueMs: number;
  readonly row: JsonObject;
}

/** A recording in the order of its time. */
export interface Recording {
  readonly fixes: readonly RecordedFix[];
  /** The beginning in its own time, epoch ms. */
  readonly beginsAtMs: number;
  readonly durationMs: number;
  /** Median time between two fixes of one aircraft. */
  readonly gapMs: number;
  /** Rows without a time, which can't be played. */
  readonly unreadable: number;
}

const MOST_FIXES = 1_000_000;
/** Later than this in seconds is the year 5138: such a number is milliseconds. */
const SECONDS_LIMIT = 1e11;
/** A position that is older than its row by more than this belongs to another time. */
const LONGEST_LAG_MS = 60_000;
/** What is assumed where no aircraft has two fixes. */
const USUAL_GAP_MS = 10_000;

/**
 * Parses recorded tracks as the traffic library of X. Olive writes them: an array of rows, or columns by name, each an
 * array or an object by row number. Altitudes in feet, speeds in knots, rates in feet per minute, times as epoch ms, epoch
 * seconds or ISO 8601.
 * @throws ContractError where it is something else
 */
export function parseRecording(text: string): Recording {
  const rows = rowsOf(parse(text));
  if (rows.length > MOST_FIXES) {
    throw new ContractError('fixes_too_many', '', `more than ${MOST_FIXES} fixes: split the recording`);
  }
  const timed = rows.flatMap((row) => {
    const atMs = isJsonObject(row) ? timeOf(row['timestamp']) : null;
    return atMs === null || !isJsonObject(row) ? [] : [{ atMs, row }];
  });
  timed.sort((a, b) => a.atMs - b.atMs);
  const first = timed[0];
  const last = timed.at(-1);
  if (first === undefined || last === undefined) {
    throw new ContractError('timestamp_missing', 'timestamp', 'no row with a timestamp in it');
  }
  return {
    fixes: timed.map(({ atMs, row }) => ({ dueMs: atMs - first.atMs, row })),
    beginsAtMs: first.atMs,
    durationMs: last.atMs - first.atMs,
    gapMs: medianGapMs(timed),
    unreadable: rows.length - timed.length,
  };
}

/**
 * A fix in our units. Where the row says when the position was last heard, that is its time.
 * @param beginsAtMs when the recording begins, in its own time
 * @param shift from a time since the beginning, in recording time, to our clock
 */
export function readFix({ dueMs, row }: RecordedFix, beginsAtMs: number, shift: (ms: number) => number): Observation {
  const altitudeFt = numberOf(row, ['altitude'], ...LIMITS.altitudeFt);
  const geoAltitudeFt = numberOf(row, ['geoaltitude'], ...LIMITS.altitudeFt);
  const groundSpeedKt = numberOf(row, ['groundspeed'], ...LIMITS.groundSpeedKt);
  const verticalRateFpm = numberOf(row, ['vertical_rate'], ...LIMITS.verticalRateFpm);
  return {
    ...BLANK_OBSERVATION,
    icao24: typeof row['icao24'] === 'string' ? row['icao24'].trim().toLowerCase() : '',
    observedAtMs: Math.round(shift(dueMs - lagMs(row, beginsAtMs + dueMs))),
    lat: numberOf(row, ['latitude'], -Infinity, Infinity),
    lon: numberOf(row, ['longitude'], -Infinity, Infinity),
    altitudeM: altitudeFt === null ? null : feetToMetres(altitudeFt),
    geoAltitudeM: geoAltitudeFt === null ? null : feetToMetres(geoAltitudeFt),
    onGround: row['onground'] === true,
    groundSpeedMps: groundSpeedKt === null ? null : knotsToMps(groundSpeedKt),
    trackDeg: numberOf(row, ['track'], ...LIMITS.trackDeg),
    verticalRateMps: verticalRateFpm === null ? null : feetPerMinuteToMps(verticalRateFpm),
    callsign: textOf(row, 'callsign', CALLSIGN),
    registration: textOf(row, 'registration', REGISTRATION),
    typeCode: textOf(row, 'typecode', TYPE_CODE),
    origin: textOf(row, 'origin', AIRPORT_CODE),
    destination: textOf(row, 'destination', AIRPORT_CODE),
    squawk: textOf(row, 'squawk', SQUAWK),
    source: 'adsb',
  };
}

function lagMs(row: JsonObject, rowAtMs: number): number {
  const heardAtMs = timeOf(row['last_position']);
  if (heardAtMs === null) return 0;
  const lag = rowAtMs - heardAtMs;
  return lag >= 0 && lag <= LONGEST_LAG_MS ? lag : 0;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ContractError('json', '', 'JSON that is cut off or damaged', { cause });
  }
}

function rowsOf(recording: unknown): readonly unknown[] {
  if (Array.isArray(recording)) return recording;
  if (!isJsonObject(recording)) throw new ContractError('rows_invalid', '', 'neither rows nor columns in it');
  const columns = Object.entries(recording).filter(([, column]) => typeof column === 'object' && column !== null);
  const times = recording['timestamp'];
  const numbers = Array.isArray(times) || isJsonObject(times) ? Object.keys(times) : [];
  return numbers.map((number) => Object.fromEntries(columns.map(([name, column]) => [name, valueAt(column, number)])));
}

function valueAt(column: unknown, number: string): unknown {
  if (Array.isArray(column)) return column[Number(number)];
  return isJsonObject(column) ? column[number] : undefined;
}

function timeOf(value: unknown): number | null {
  if (typeof value === 'number' && value > 0) return value > SECONDS_LIMIT ? value : value * 1000;
  if (typeof value !== 'string') return null;
  const atMs = Date.parse(value);
  return Number.isNaN(atMs) ? null : atMs;
}

function medianGapMs(fixes: readonly { readonly atMs: number; readonly row: JsonObject }[]): number {
  const lastAt = new Map<unknown, number>();
  const gaps: number[] = [];
  for (const { atMs, row } of fixes) {
    const before = lastAt.get(row['icao24']);
    if (before !== undefined && atMs > before) gaps.push(atMs - before);
    lastAt.set(row['icao24'], atMs);
  }
  gaps.sort((a, b) => a - b);
  return gaps[gaps.length >> 1] ?? USUAL_GAP_MS;
}
