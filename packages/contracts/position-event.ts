import { isIcao24 } from '#domain/address.ts';
import {
  LEVELS,
  POSITION_KINDS,
  POSITION_SOURCES,
  POSITION_STATES,
  type Position,
  type PositionKind,
} from '#domain/position.ts';
import { ContractError } from './contract-error.ts';
import {
  optionalMember,
  optionalNumber,
  optionalText,
  parseJsonObject,
  requiredNumber,
  type JsonObject,
} from './read.ts';

/** The version this code writes. Readers accept this and the one before. */
export const POSITION_EVENT_VERSION = 1;

const LATEST_MS = 8_640_000_000_000_000;
/** Longest text a field may have; callsigns have 8 characters, feeds' names 40. */
const LONGEST_TEXT = 40;

/**
 * Encodes the value of one record of the position topic: JSON, absent values left out. The key is the `icao24`.
 */
export function encodePositionEvent(position: Position): string {
  return JSON.stringify({ v: POSITION_EVENT_VERSION, ...position }, dropNull);
}

function dropNull(_key: string, value: unknown): unknown {
  return value === null ? undefined : value;
}

/**
 * Decodes the value of one record of the position topic. Unknown fields are ignored, absent ones become null.
 * @param text the record's value
 * @param appendedAtMs the record's timestamp, which stands in for an absent `receivedAtMs`
 * @throws ContractError whose code names the field
 */
export function decodePositionEvent(text: string, appendedAtMs: number): Position {
  const event = parseJsonObject(text);
  const version = requiredNumber(event, 'v', 0, Number.MAX_SAFE_INTEGER);
  if (version !== POSITION_EVENT_VERSION) {
    throw new ContractError(
      'version_unsupported',
      'v',
      `v must be ${POSITION_EVENT_VERSION}; deploy readers before writers`,
    );
  }
  return {
    icao24: requiredIcao24(event),
    observedAtMs: requiredNumber(event, 'observedAtMs', 0, LATEST_MS),
    receivedAtMs: optionalNumber(event, 'receivedAtMs', 0, LATEST_MS) ?? appendedAtMs,
    lat: requiredNumber(event, 'lat', -90, 90),
    lon: requiredNumber(event, 'lon', -180, 180),
    altitudeM: optionalNumber(event, 'altitudeM', -2000, 100_000),
    geoAltitudeM: optionalNumber(event, 'geoAltitudeM', -2000, 100_000),
    onGround: event['onGround'] === true,
    groundSpeedMps: optionalNumber(event, 'groundSpeedMps', 0, 2000),
    trackDeg: optionalNumber(event, 'trackDeg', 0, 360),
    verticalRateMps: optionalNumber(event, 'verticalRateMps', -1000, 1000),
    callsign: optionalText(event, 'callsign', LONGEST_TEXT),
    registration: optionalText(event, 'registration', LONGEST_TEXT),
    typeCode: optionalText(event, 'typeCode', LONGEST_TEXT),
    flightNumber: optionalText(event, 'flightNumber', LONGEST_TEXT),
    airline: optionalText(event, 'airline', LONGEST_TEXT),
    origin: optionalText(event, 'origin', LONGEST_TEXT),
    destination: optionalText(event, 'destination', LONGEST_TEXT),
    squawk: optionalText(event, 'squawk', LONGEST_TEXT),
    category: optionalText(event, 'category', LONGEST_TEXT),
    emergency: optionalText(event, 'emergency', LONGEST_TEXT),
    source: optionalMember(event, 'source', POSITION_SOURCES, 'other'),
    feed: requiredText(event, 'feed'),
    kind: requiredKind(event),
    level: optionalMember(event, 'level', LEVELS, 'world'),
    state: optionalMember(event, 'state', POSITION_STATES, 'seen'),
  };
}

function requiredIcao24(event: JsonObject): string {
  const icao24 = event['icao24'];
  if (typeof icao24 !== 'string' || !isIcao24(icao24)) {
    throw new ContractError(
      'icao24_invalid',
      'icao24',
      'icao24 must be six lower-case hex digits, ~ before a non-ICAO address',
    );
  }
  return icao24;
}

function requiredText(event: JsonObject, field: string): string {
  const text = optionalText(event, field, LONGEST_TEXT);
  if (text === null) throw new ContractError(`${field}_missing`, field, `${field} is required`);
  return text;
}

function requiredKind(event: JsonObject): PositionKind {
  if (event['kind'] == null) {
    throw new ContractError('kind_missing', 'kind', `kind is required: ${POSITION_KINDS.join(', ')}`);
  }
  return optionalMember(event, 'kind', POSITION_KINDS, 'live');
}
