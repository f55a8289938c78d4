import { isIcao24 } from '#domain/address.ts';
import { normaliseBox, type BoundingBox } from '#domain/geo.ts';
import { columnsOf, rowsOf, type TileArea } from '#domain/level-tiles.ts';
import { LEVELS, type Identity, type Level, type Position } from '#domain/position.ts';
import { ContractError } from './contract-error.ts';
import { decodePositionColumns, FRAME_VERSION, MAX_FRAME_BYTES, type FrameRow } from './live-frame.ts';
import { isJsonObject, optionalMember, parseJsonObject, requiredNumber, type JsonObject } from './read.ts';
import { decodeTiles, LONGEST_PACE_MS, TILE_FRAME_VERSION } from './tile-frame.ts';

/** A subscription; frames come in the layout of its version. */
export type SubscribeMessage = {
  readonly action: 'subscribe';
  /** The viewer's own number of it, echoed in `subscribed`. */
  readonly id: number;
  readonly bbox: BoundingBox;
  readonly zoom: number;
} & (
  | { readonly v: typeof FRAME_VERSION }
  | {
      readonly v: typeof TILE_FRAME_VERSION;
      /** The level that the viewer has, which it keeps until its zoom is clearly beyond; null where it has none. */
      readonly held: Level | null;
      /** Shortest time between two frames that it wants, ms; 0 for as often as its level allows. */
      readonly everyMs: number;
    }
);

/** What a viewer may say. */
export type ClientMessage =
  | SubscribeMessage
  /** Changes how often frames come to the subscription that is there. */
  | { readonly action: 'pace'; readonly v: typeof TILE_FRAME_VERSION; readonly everyMs: number }
  | { readonly action: 'ping'; readonly t: number };

/** Why an aircraft left the picture. */
export type RemovedReason = 'expired' | 'erased';

/** One aircraft's text as it crosses the socket. */
export interface IdentityRow extends Pick<
  Identity,
  'callsign' | 'registration' | 'typeCode' | 'flightNumber' | 'origin' | 'destination' | 'squawk' | 'category'
> {
  readonly icao24: string;
  readonly feed: string;
}

/** An aircraft that is gone; the reason is a {@link RemovedReason}, or a newer server's. */
export interface RemovedRow {
  readonly icao24: string;
  readonly reason: string;
}

/** What the server may say, decoded. `unknown` is a type from a newer server, to be ignored. */
export type ServerMessage =
  | { readonly type: 'positions'; readonly atMs: number; readonly level: Level; readonly rows: readonly FrameRow[] }
  | { readonly type: 'identity'; readonly rows: readonly IdentityRow[] }
  | { readonly type: 'removed'; readonly rows: readonly RemovedRow[] }
  /** Version 2: all three of the above in one, of the tiles of the viewer's area. */
  | {
      readonly type: 'frame';
      readonly atMs: number;
      readonly level: Level;
      /** How often frames come now, ms. */
      readonly everyMs: number;
      readonly rows: readonly FrameRow[];
      readonly identity: readonly IdentityRow[];
      readonly removed: readonly RemovedRow[];
    }
  | {
      readonly type: 'subscribed';
      readonly id: number;
      readonly atMs: number;
      readonly level: Level;
      /** The tiles that frames are of; null for a subscription of version 1, which gets its box. */
      readonly area: TileArea | null;
      readonly frameEveryMs: number;
    }
  | { readonly type: 'pong'; readonly t: number; readonly atMs: number }
  | { readonly type: 'error'; readonly code: string; readonly message: string }
  | { readonly type: 'unknown' };

/** Longest message a viewer may send, in characters. */
export const MAX_CLIENT_MESSAGE = 4096;
const LATEST_MS = 8_640_000_000_000_000;

/**
 * Parses what a viewer sent.
 * @throws ContractError with the code that is sent back in the `error` message
 */
export function parseClientMessage(text: string): ClientMessage {
  if (text.length > MAX_CLIENT_MESSAGE) {
    throw new ContractError('too_long', '', `a message has at most ${MAX_CLIENT_MESSAGE} characters`);
  }
  const message = parseJsonObject(text);
  if (message['action'] === 'ping') return { action: 'ping', t: requiredNumber(message, 't', 0, LATEST_MS) };
  if (message['action'] === 'pace') return parsePace(message);
  if (message['action'] !== 'subscribe') {
    throw new ContractError('action_unknown', 'action', 'action must be subscribe, pace or ping');
  }
  return parseSubscribe(message);
}

function parseSubscribe(message: JsonObject): ClientMessage {
  const v = message['v'];
  if (v !== FRAME_VERSION && v !== TILE_FRAME_VERSION) throw versionUnsupported([FRAME_VERSION, TILE_FRAME_VERSION]);
  const common = {
    action: 'subscribe',
    id: requiredNumber(message, 'id', 0, Number.MAX_SAFE_INTEGER),
    bbox: parseBox(message['bbox']),
    zoom: requiredNumber(message, 'zoom', 0, 30),
  } as const;
  if (v === FRAME_VERSION) return { ...common, v };
  return {
    ...common,
    v,
    held: message['level'] == null ? null : optionalMember(message, 'level', LEVELS, 'world'),
    everyMs: message['everyMs'] == null ? 0 : requiredNumber(message, 'everyMs', 0, LONGEST_PACE_MS),
  };
}

function parsePace(message: JsonObject): ClientMessage {
  if (message['v'] !== TILE_FRAME_VERSION) throw versionUnsupported([TILE_FRAME_VERSION]);
  return {
    action: 'pace',
    v: TILE_FRAME_VERSION,
    everyMs: requiredNumber(message, 'everyMs', 0, LONGEST_PACE_MS),
  };
}

function versionUnsupported(versions: readonly number[]): ContractError {
  return new ContractError('version_unsupported', 'v', `v must be ${versions.join(' or ')}`);
}

/** Parses west, south, east, north. Longitudes may lie beyond ±180 (several world copies in view). */
export function parseBox(value: unknown): BoundingBox {
  if (!Array.isArray(value) || value.length !== 4 || !value.every((edge) => Number.isFinite(edge))) {
    throw new ContractError('bbox_invalid', 'bbox', 'bbox must be four numbers: west, south, east, north');
  }
  const [west, south, east, north] = value as [number, number, number, number];
  for (const [index, edge] of [west, south, east, north].entries()) {
    const limit = index % 2 === 0 ? 100_000 : 90;
    if (Math.abs(edge) > limit) {
      throw new ContractError('bbox_invalid', 'bbox', `bbox[${index}] must be -${limit} to ${limit}`);
    }
  }
  if (south > north)
    throw new ContractError('bbox_invalid', 'bbox', 'bbox[1] (south) must not be above bbox[3] (north)');
  return normaliseBox([west, south, east, north]);
}

export function encodeSubscribed(id: number, atMs: number, level: Level, frameEveryMs: number): string {
  return JSON.stringify({ type: 'subscribed', v: FRAME_VERSION, id, at: atMs, level, frameEveryMs });
}

/** Answers a subscription of version 2: which tiles its frames are of. */
export function encodeTilesSubscribed(id: number, atMs: number, area: TileArea, frameEveryMs: number): string {
  const { level, firstColumn, columns, firstRow, rows } = area;
  const tiles = [firstColumn, columns, firstRow, rows];
  return JSON.stringify({ type: 'subscribed', v: TILE_FRAME_VERSION, id, at: atMs, level, area: tiles, frameEveryMs });
}

export function encodePong(t: number, atMs: number): string {
  return JSON.stringify({ type: 'pong', v: FRAME_VERSION, t, at: atMs });
}

export function encodeError(code: string, message: string): string {
  return JSON.stringify({ type: 'error', v: FRAME_VERSION, code, message });
}

/** The columns of an `identity` message and of the snapshot's identity part. */
export type IdentityColumns = { readonly [Field in keyof Omit<IdentityRow, 'icao24'>]: readonly (string | null)[] } & {
  readonly id: readonly string[];
};

type Identified = Identity & Pick<Position, 'icao24' | 'feed'>;

/** Text of the given aircraft as columns, in their order. */
export function toIdentityColumns(positions: readonly Identified[]): IdentityColumns {
  const column = (field: keyof Omit<IdentityRow, 'icao24'>) => positions.map((position) => position[field]);
  return {
    id: positions.map((position) => position.icao24),
    callsign: column('callsign'),
    registration: column('registration'),
    typeCode: column('typeCode'),
    flightNumber: column('flightNumber'),
    origin: column('origin'),
    destination: column('destination'),
    squawk: column('squawk'),
    category: column('category'),
    feed: column('feed'),
  };
}

/** Bounds each text of a frame's lists, so that messages are filled well. */
const MAX_PART_CHARS = 8000;
const BEYOND_ASCII = /[\u0080-\uffff]/g;

/** Columns of text of the given aircraft as parts of a frame's `identity`; columns without any value are left out. */
export function identityText(positions: readonly Identified[]): string[] {
  if (positions.length === 0) return [];
  const columns = Object.entries(toIdentityColumns(positions));
  const told = columns.filter(([, values]: [string, readonly unknown[]]) => values.some((value) => value !== null));
  return inParts(asciiJson(Object.fromEntries(told)), positions, identityText);
}

/** Columns of aircraft that are gone as parts of a frame's `removed`. */
export function removedText(rows: readonly { readonly icao24: string; readonly reason: RemovedReason }[]): string[] {
  if (rows.length === 0) return [];
  return inParts(asciiJson(removedColumns(rows)), rows, removedText);
}

/** Whatever a feed's text holds: characters are bytes. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    BEYOND_ASCII,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function inParts<T>(text: string, rows: readonly T[], encode: (rows: readonly T[]) => string[]): string[] {
  if (text.length <= MAX_PART_CHARS || rows.length === 1) return [text];
  const half = rows.length >> 1;
  return [...encode(rows.slice(0, half)), ...encode(rows.slice(half))];
}

function removedColumns(rows: readonly { readonly icao24: string; readonly reason: RemovedReason }[]): {
  readonly id: readonly string[];
  readonly reason: readonly RemovedReason[];
} {
  return { id: rows.map((row) => row.icao24), reason: rows.map((row) => row.reason) };
}

/** Columns of text of the given aircraft, in frames under the limit. */
export function encodeIdentityFrames(positions: readonly Identified[]): string[] {
  if (positions.length === 0) return [];
  const message = { type: 'identity', v: FRAME_VERSION, ...toIdentityColumns(positions) };
  return withinLimit(message, positions, encodeIdentityFrames);
}

export function encodeRemovedFrames(
  rows: readonly { readonly icao24: string; readonly reason: RemovedReason }[],
): string[] {
  if (rows.length === 0) return [];
  const message = { type: 'removed', v: FRAME_VERSION, ...removedColumns(rows) };
  return withinLimit(message, rows, encodeRemovedFrames);
}

function withinLimit<T>(message: unknown, rows: readonly T[], encode: (rows: readonly T[]) => string[]): string[] {
  const text = JSON.stringify(message);
  // Feed text may hold any character; three bytes is the most that one UTF-16 unit takes.
  if (text.length * 3 <= MAX_FRAME_BYTES || rows.length === 1) return [text];
  const half = rows.length >> 1;
  return [...encode(rows.slice(0, half)), ...encode(rows.slice(half))];
}

/**
 * Decodes what the server sent.
 * @throws ContractError when a known type breaks its contract
 */
export function parseServerMessage(text: string): ServerMessage {
  const message = parseJsonObject(text);
  switch (message['type']) {
    case 'positions':
      return {
        type: 'positions',
        atMs: requiredNumber(message, 'at', 0, LATEST_MS),
        level: optionalMember(message, 'level', LEVELS, 'world'),
        rows: decodePositionColumns(message),
      };
    case 'identity':
      return { type: 'identity', rows: decodeIdentityColumns(message) };
    case 'removed':
      return { type: 'removed', rows: decodeRemovedColumns(message) };
    case 'frame':
      return {
        type: 'frame',
        ...decodeTiles(message),
        identity: objects(message, 'identity').flatMap(decodeIdentityColumns),
        removed: objects(message, 'removed').flatMap(decodeRemovedColumns),
      };
    case 'subscribed':
      return {
        type: 'subscribed',
        id: requiredNumber(message, 'id', 0, Number.MAX_SAFE_INTEGER),
        atMs: requiredNumber(message, 'at', 0, LATEST_MS),
        level: optionalMember(message, 'level', LEVELS, 'world'),
        area: message['area'] == null ? null : parseArea(message),
        frameEveryMs: requiredNumber(message, 'frameEveryMs', 0, 3_600_000),
      };
    case 'pong':
      return {
        type: 'pong',
        t: requiredNumber(message, 't', 0, LATEST_MS),
        atMs: requiredNumber(message, 'at', 0, LATEST_MS),
      };
    case 'error':
      return { type: 'error', code: String(message['code']), message: String(message['message']) };
    default:
      return { type: 'unknown' };
  }
}

/** @throws ContractError for tiles that the level doesn't have */
function parseArea(message: JsonObject): TileArea {
  const level = optionalMember(message, 'level', LEVELS, 'world');
  const area = message['area'];
  if (!Array.isArray(area) || area.length !== 4 || !area.every((count) => Number.isInteger(count))) {
    throw areaInvalid('must be four whole numbers: first column, columns, first row, rows');
  }
  const [firstColumn, columns, firstRow, rows] = area as [number, number, number, number];
  const [inRow, inColumn] = [columnsOf(level), rowsOf(level)];
  if (firstColumn < 0 || firstColumn >= inRow || columns < 1 || columns > inRow) {
    throw areaInvalid(`must lie within ${inRow} columns`);
  }
  if (firstRow < 0 || rows < 1 || firstRow + rows > inColumn) throw areaInvalid(`must lie within ${inColumn} rows`);
  return { level, firstColumn, columns, firstRow, rows };
}

function areaInvalid(rule: string): ContractError {
  return new ContractError('area_invalid', 'area', `area ${rule}`);
}

function objects(message: JsonObject, field: string): readonly JsonObject[] {
  const list = message[field] ?? [];
  if (!Array.isArray(list) || !list.every(isJsonObject)) {
    throw new ContractError(`${field}_invalid`, field, `${field} must be an array of objects of columns`);
  }
  return list;
}

function decodeRemovedColumns(columns: JsonObject): RemovedRow[] {
  return ids(columns).map((icao24, row) => ({ icao24, reason: textAt(columns, 'reason', row) ?? '' }));
}

/** Decodes the columns of an `identity` message or of the snapshot's identity part. */
export function decodeIdentityColumns(message: JsonObject): IdentityRow[] {
  return ids(message).map((icao24, row) => ({
    icao24,
    callsign: textAt(message, 'callsign', row),
    registration: textAt(message, 'registration', row),
    typeCode: textAt(message, 'typeCode', row),
    flightNumber: textAt(message, 'flightNumber', row),
    origin: textAt(message, 'origin', row),
    destination: textAt(message, 'destination', row),
    squawk: textAt(message, 'squawk', row),
    category: textAt(message, 'category', row),
    feed: textAt(message, 'feed', row) ?? '',
  }));
}

function ids(message: JsonObject): readonly string[] {
  const column = message['id'];
  if (!Array.isArray(column) || !column.every((id): id is string => typeof id === 'string' && isIcao24(id))) {
    throw new ContractError('id_invalid', 'id', 'id must be an array of icao24 addresses');
  }
  return column;
}

function textAt(message: JsonObject, field: string, row: number): string | null {
  const column = message[field];
  const value: unknown = Array.isArray(column) ? column[row] : null;
  return typeof value === 'string' ? value : null;
}
