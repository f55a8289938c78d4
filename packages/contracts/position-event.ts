import { isIcao24 } from '#domain/address.ts';
import {
  LEVELS,
  POSITION_KINDS,
  POSITION_SOURCES,
  POSITION_STATES,
  type Position,
  type PositionKind,
} from '#domain/position.ts';
import { scanCanonical, scanLiteral, scanMember, scanNumber, scanOptional, scanText } from './canonical-json.ts';
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
  // In the order of scanPositionEvent: a reader is some times faster where the members come in this order.
  return JSON.stringify({
    v: POSITION_EVENT_VERSION,
    icao24: position.icao24,
    observedAtMs: position.observedAtMs,
    receivedAtMs: position.receivedAtMs,
    lat: position.lat,
    lon: position.lon,
    altitudeM: position.altitudeM ?? undefined,
    geoAltitudeM: position.geoAltitudeM ?? undefined,
    onGround: position.onGround,
    groundSpeedMps: position.groundSpeedMps ?? undefined,
    trackDeg: position.trackDeg ?? undefined,
    verticalRateMps: position.verticalRateMps ?? undefined,
    callsign: position.callsign ?? undefined,
    registration: position.registration ?? undefined,
    typeCode: position.typeCode ?? undefined,
    flightNumber: position.flightNumber ?? undefined,
    airline: position.airline ?? undefined,
    origin: position.origin ?? undefined,
    destination: position.destination ?? undefined,
    squawk: position.squawk ?? undefined,
    category: position.category ?? undefined,
    emergency: position.emergency ?? undefined,
    source: position.source,
    feed: position.feed,
    kind: position.kind,
    level: position.level,
    state: position.state,
  } satisfies Record<keyof Position | 'v', unknown>);
}

/**
 * Decodes the value of one record of the position topic. Unknown fields are ignored, absent ones become null.
 * @param text the record's value
 * @param appendedAtMs the record's timestamp, which stands in for an absent `receivedAtMs`
 * @throws ContractError whose code names the field
 */
export function decodePositionEvent(text: string, appendedAtMs: number): Position {
  return scanPositionEvent(text, appendedAtMs) ?? parsePositionEvent(text, appendedAtMs);
}

/** Reads what {@link encodePositionEvent} writes, null where the text is anything else, right or wrong. */
function scanPositionEvent(text: string, appendedAtMs: number): Position | null {
  const scanner = scanCanonical(text);
  scanLiteral(scanner, '{"v":1');
  const icao24 = scanText(scanner, ',"icao24":"', 7);
  const observedAtMs = scanNumber(scanner, ',"observedAtMs":', 0, LATEST_MS);
  const receivedAtMs = scanNumber(scanner, ',"receivedAtMs":', 0, LATEST_MS);
  const lat = scanNumber(scanner, ',"lat":', -90, 90);
  const lon = scanNumber(scanner, ',"lon":', -180, 180);
  const altitudeM = scanNumber(scanner, ',"altitudeM":', -2000, 100_000);
  const geoAltitudeM = scanNumber(scanner, ',"geoAltitudeM":', -2000, 100_000);
  const onGround = scanOptional(scanner, ',"onGround":true');
  if (!onGround) scanOptional(scanner, ',"onGround":false');
  const groundSpeedMps = scanNumber(scanner, ',"groundSpeedMps":', 0, 2000);
  const trackDeg = scanNumber(scanner, ',"trackDeg":', 0, 360);
  const verticalRateMps = scanNumber(scanner, ',"verticalRateMps":', -1000, 1000);
  const callsign = scanText(scanner, ',"callsign":"', LONGEST_TEXT);
  const registration = scanText(scanner, ',"registration":"', LONGEST_TEXT);
  const typeCode = scanText(scanner, ',"typeCode":"', LONGEST_TEXT);
  const flightNumber = scanText(scanner, ',"flightNumber":"', LONGEST_TEXT);
  const airline = scanText(scanner, ',"airline":"', LONGEST_TEXT);
  const origin = scanText(scanner, ',"origin":"', LONGEST_TEXT);
  const destination = scanText(scanner, ',"destination":"', LONGEST_TEXT);
  const squawk = scanText(scanner, ',"squawk":"', LONGEST_TEXT);
  const category = scanText(scanner, ',"category":"', LONGEST_TEXT);
  const emergency = scanText(scanner, ',"emergency":"', LONGEST_TEXT);
  const source = scanMember(scanner, ',"source":"', POSITION_SOURCES, 'other');
  const feed = scanText(scanner, ',"feed":"', LONGEST_TEXT);
  const hasKind = text.startsWith(',"kind":"', scanner.at);
  const kind = scanMember(scanner, ',"kind":"', POSITION_KINDS, 'live');
  const level = scanMember(scanner, ',"level":"', LEVELS, 'world');
  const state = scanMember(scanner, ',"state":"', POSITION_STATES, 'seen');
  scanLiteral(scanner, '}');
  if (scanner.failed || scanner.at !== text.length || !hasKind) return null;
  if (icao24 === null || !isIcao24(icao24) || feed === null) return null;
  if (observedAtMs === null || lat === null || lon === null) return null;
  return {
    icao24,
    observedAtMs,
    receivedAtMs: receivedAtMs ?? appendedAtMs,
    lat,
    lon,
    altitudeM,
    geoAltitudeM,
    onGround,
    groundSpeedMps,
    trackDeg,
    verticalRateMps,
    callsign,
    registration,
    typeCode,
    flightNumber,
    airline,
    origin,
    destination,
    squawk,
    category,
    emergency,
    source,
    feed,
    kind,
    level,
    state,
  };
}

function parsePositionEvent(text: string, appendedAtMs: number): Position {
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
