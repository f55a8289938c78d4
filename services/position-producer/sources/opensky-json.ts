import { ContractError } from '#contracts/contract-error.ts';
import type { JsonObject } from '#contracts/read.ts';
import { BLANK_OBSERVATION, type Observation } from '#domain/observation.ts';
import type { PositionSource } from '#domain/position.ts';
import { parseFeedJson } from './feed-json.ts';
import { CALLSIGN, numberOf, SQUAWK, textOf } from './feed-values.ts';

/** One answer of `/states/all`, rows still unknown. */
export interface OpenSkyStates {
  /** What the answer shows, epoch ms. */
  readonly atMs: number;
  readonly rows: readonly unknown[];
}

/** The whole sky has some 20,000 aircraft. */
const MOST_ROWS = 100_000;
/** Later than this in seconds is the year 5138. */
const LATEST_S = 1e11;
/** In the order of a row; what it has beyond them is ignored. The first 17 are always there. */
const FIELDS = [
  ...[
    'icao24',
    'callsign',
    'origin_country',
    'time_position',
    'last_contact',
    'longitude',
    'latitude',
    'baro_altitude',
  ],
  ...['on_ground', 'velocity', 'true_track', 'vertical_rate', 'sensors', 'geo_altitude', 'squawk', 'spi'],
  ...['position_source', 'category'],
] as const;
const FEWEST_FIELDS = 17;
const METRES = [-2000, 100_000] as const;
const METRES_PER_SECOND = { ground: [0, 2000], vertical: [-1000, 1000] } as const;
/** Emitter categories of ADS-B in OpenSky's numbers: 0 and 1 are none, 13 is reserved. */
const CATEGORIES: readonly (string | undefined)[] = [
  ...[undefined, undefined, 'A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'B1', 'B2', 'B3', 'B4', undefined],
  ...['B6', 'B7', 'C1', 'C2', 'C3', 'C4', 'C5'],
];
const SOURCES: readonly PositionSource[] = ['adsb', 'other', 'mlat', 'flarm'];

/**
 * Parses the text of an answer of `/states/all`; where nothing flies its list is null.
 * @throws ContractError where it is something else
 */
export function parseStates(text: string): OpenSkyStates {
  const { time, states } = parseFeedJson(text);
  if (typeof time !== 'number' || !(time > 0 && time < LATEST_S)) {
    throw new ContractError('time_invalid', 'time', "no time in it: 'time' must be a number of seconds");
  }
  const rows: unknown = states ?? [];
  if (!Array.isArray(rows)) throw new ContractError('states_invalid', 'states', "no list 'states' in it");
  if (rows.length > MOST_ROWS) {
    throw new ContractError('states_too_many', 'states', `more than ${MOST_ROWS} aircraft in it`);
  }
  return { atMs: time * 1000, rows };
}

/**
 * One aircraft in our units, which are OpenSky's: metres, m/s, degrees. Null where the row is no record.
 * @param clockCorrectionMs what to take off OpenSky's times to have them on our clock
 */
export function readState(row: unknown, clockCorrectionMs: number): Observation | null {
  if (!Array.isArray(row) || row.length < FEWEST_FIELDS || typeof row[0] !== 'string') return null;
  const state: JsonObject = Object.fromEntries(FIELDS.map((field, index) => [field, row[index]]));
  const heardAtS = numberOf(state, ['time_position'], 0, LATEST_S);
  return {
    ...BLANK_OBSERVATION,
    icao24: row[0].trim().toLowerCase(),
    observedAtMs: heardAtS === null ? null : Math.round(heardAtS * 1000 - clockCorrectionMs),
    lat: numberOf(state, ['latitude'], -Infinity, Infinity),
    lon: numberOf(state, ['longitude'], -Infinity, Infinity),
    altitudeM: numberOf(state, ['baro_altitude'], ...METRES),
    geoAltitudeM: numberOf(state, ['geo_altitude'], ...METRES),
    onGround: state['on_ground'] === true,
    groundSpeedMps: numberOf(state, ['velocity'], ...METRES_PER_SECOND.ground),
    trackDeg: numberOf(state, ['true_track'], 0, 360),
    verticalRateMps: numberOf(state, ['vertical_rate'], ...METRES_PER_SECOND.vertical),
    callsign: textOf(state, 'callsign', CALLSIGN),
    squawk: textOf(state, 'squawk', SQUAWK),
    category: CATEGORIES[numberOf(state, ['category'], 0, CATEGORIES.length) ?? 0] ?? null,
    source: SOURCES[numberOf(state, ['position_source'], 0, SOURCES.length) ?? 1] ?? 'other',
  };
}
