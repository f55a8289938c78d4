import { ContractError } from '#contracts/contract-error.ts';
import { isJsonObject, type JsonObject } from '#contracts/read.ts';
import { BLANK_OBSERVATION, type Observation } from '#domain/observation.ts';
import type { PositionSource } from '#domain/position.ts';
import { feetPerMinuteToMps, feetToMetres, knotsToMps } from '#domain/units.ts';
import { parseFeedJson } from './feed-json.ts';
import { CALLSIGN, CATEGORY, LIMITS, numberOf, REGISTRATION, SQUAWK, textOf, TYPE_CODE } from './feed-values.ts';

/** One `aircraft.json` of readsb or dump1090, rows still unknown. */
export interface AircraftPicture {
  /** The feed's own clock, epoch ms. */
  readonly nowMs: number;
  readonly rows: readonly unknown[];
}

/** The whole sky has some 20,000 aircraft. */
const MOST_ROWS = 100_000;
/** Later than this in seconds is the year 5138: such a number is milliseconds. */
const SECONDS_LIMIT = 1e11;
const PIA_FLAG = 4;
const LADD_FLAG = 8;
const EMERGENCIES = new Set(['general', 'lifeguard', 'minfuel', 'nordo', 'unlawful', 'downed']);

/**
 * Parses the text of an `aircraft.json`. Aggregators call the list `ac` and count `now` in milliseconds; both are
 * accepted.
 * @throws ContractError where it is something else
 */
export function parseAircraftJson(text: string): AircraftPicture {
  const picture = parseFeedJson(text);
  const now = picture['now'];
  if (typeof now !== 'number' || !(now > 0)) {
    throw new ContractError('now_invalid', 'now', "no time in it: 'now' must be a number");
  }
  const rows = picture['aircraft'] ?? picture['ac'];
  if (!Array.isArray(rows)) throw new ContractError('aircraft_invalid', 'aircraft', "no list 'aircraft' in it");
  if (rows.length > MOST_ROWS) {
    throw new ContractError('aircraft_too_many', 'aircraft', `more than ${MOST_ROWS} aircraft in it`);
  }
  return { nowMs: now > SECONDS_LIMIT ? now : now * 1000, rows };
}

/**
 * All rows of a picture in our units, and how many are no records.
 * @param nowMs the picture's time on our clock
 */
export function readRows(
  rows: readonly unknown[],
  nowMs: number,
): { readonly observations: readonly Observation[]; readonly unreadable: number } {
  const observations = rows.flatMap((row) => readAircraft(row, nowMs) ?? []);
  return { observations, unreadable: rows.length - observations.length };
}

/**
 * One aircraft in our units, null where the row is no record. `lastPosition`, which readsb keeps of aircraft that it
 * lost, is not a position of now and is ignored.
 * @param nowMs the picture's time on our clock
 */
export function readAircraft(row: unknown, nowMs: number): Observation | null {
  if (!isJsonObject(row)) return null;
  const onGround = row['alt_baro'] === 'ground' || row['altitude'] === 'ground';
  const seenPosS = numberOf(row, ['seen_pos'], -Infinity, Infinity);
  const altitudeFt = numberOf(row, ['alt_baro', 'altitude'], ...LIMITS.altitudeFt);
  const geoAltitudeFt = numberOf(row, ['alt_geom'], ...LIMITS.altitudeFt);
  const groundSpeedKt = numberOf(row, ['gs', 'speed'], ...LIMITS.groundSpeedKt);
  const verticalRateFpm = numberOf(row, ['baro_rate', 'geom_rate', 'vert_rate'], ...LIMITS.verticalRateFpm);
  const emergency = row['emergency'];
  const flags = numberOf(row, ['dbFlags'], 0, 2 ** 31 - 1) ?? 0;
  return {
    ...BLANK_OBSERVATION,
    icao24: typeof row['hex'] === 'string' ? row['hex'].trim().toLowerCase() : '',
    observedAtMs: seenPosS === null ? null : Math.round(nowMs - seenPosS * 1000),
    lat: numberOf(row, ['lat'], -Infinity, Infinity),
    lon: numberOf(row, ['lon'], -Infinity, Infinity),
    altitudeM: altitudeFt === null ? null : tenths(feetToMetres(altitudeFt)),
    geoAltitudeM: geoAltitudeFt === null ? null : tenths(feetToMetres(geoAltitudeFt)),
    onGround,
    groundSpeedMps: groundSpeedKt === null ? null : hundredths(knotsToMps(groundSpeedKt)),
    trackDeg: numberOf(row, onGround ? ['track', 'true_heading'] : ['track'], ...LIMITS.trackDeg),
    verticalRateMps: verticalRateFpm === null ? null : hundredths(feetPerMinuteToMps(verticalRateFpm)),
    callsign: textOf(row, 'flight', CALLSIGN),
    registration: textOf(row, 'r', REGISTRATION),
    typeCode: textOf(row, 't', TYPE_CODE),
    squawk: textOf(row, 'squawk', SQUAWK),
    category: textOf(row, 'category', CATEGORY),
    emergency: typeof emergency === 'string' && EMERGENCIES.has(emergency) ? emergency : null,
    source: sourceOf(row),
    wantsPrivacy: (flags & (PIA_FLAG | LADD_FLAG)) !== 0,
  };
}

/** `type` says how the aircraft is heard; dump1090 without it lists in `mlat` and `tisb` what came that way. */
function sourceOf(row: JsonObject): PositionSource {
  const type = row['type'];
  if (typeof type !== 'string') {
    if (isListed(row['mlat'], 'lat')) return 'mlat';
    return isListed(row['tisb'], 'lat') ? 'tisb' : 'adsb';
  }
  if (type.startsWith('adsb_') || type.startsWith('adsr_')) return 'adsb';
  if (type.startsWith('tisb_')) return 'tisb';
  return type === 'mlat' || type === 'adsc' ? type : 'other';
}

function isListed(list: unknown, field: string): boolean {
  return Array.isArray(list) && list.includes(field);
}

const tenths = (value: number): number => Math.round(value * 10) / 10;
const hundredths = (value: number): number => Math.round(value * 100) / 100;
