import { addressToNumber } from '#domain/address.ts';
import { LEVELS, type Level, type Position } from '#domain/position.ts';
import { ContractError } from './contract-error.ts';
import { frameTimeMs, MAX_FRAME_BYTES, type FrameRow } from './live-frame.ts';
import { optionalMember, requiredNumber, type JsonObject } from './read.ts';
import { packRow, rowOrigin, tileCount, unpackRow } from './tile-row.ts';
import { fixedDigits, readFixed, type TextReader } from './tile-text.ts';

/** Version of messages whose positions are packed by tile; see docs/architecture.md for the layout. */
export const TILE_FRAME_VERSION = 2;

/** Longest pause between two frames that a viewer may ask for, ms. */
export const LONGEST_PACE_MS = 60_000;

/** Longest time between two frames that a frame may name, ms. */
const LONGEST_EVERY_MS = 3_600_000;
const LATEST_MS = 8_640_000_000_000_000;
const TILE_DIGITS = 3;
/** A tile of more text is sent in parts: messages are filled from whole parts. */
const MAX_PART_CHARS = 8000;

/** What a tile's text counts from. */
export interface TileContext {
  readonly level: Level;
  readonly tile: number;
  /** The instant of the frame; see {@link frameTimeMs}. */
  readonly atMs: number;
}

/**
 * Packs the aircraft of one tile: its number, then the rows by address. Most often one text; never none for at least one
 * aircraft. Places outside of the tile are kept too, so that an aircraft can be shown leaving it.
 */
export function packTile(positions: readonly Position[], { level, tile, atMs }: TileContext): string[] {
  const origin = rowOrigin(level, tile, frameTimeMs(atMs));
  const rows = positions.map((position) => ({ address: addressToNumber(position.icao24), position }));
  rows.sort((a, b) => a.address - b.address);
  const head = fixedDigits(tile, TILE_DIGITS);
  const parts: string[] = [];
  let part = head;
  let previous = 0;
  for (const { address, position } of rows) {
    if (part.length > MAX_PART_CHARS) {
      parts.push(part);
      part = head;
      previous = 0;
    }
    part += packRow(position, previous, origin);
    previous = address;
  }
  return part === head ? parts : [...parts, part];
}

/**
 * Unpacks the aircraft of one tile, appending them to `rows`.
 * @throws ContractError for anything that {@link packTile} can't have written; work and memory grow with the text alone
 */
export function unpackTile(text: string, { level, atMs }: Omit<TileContext, 'tile'>, rows: FrameRow[]): void {
  const reader: TextReader = { text, at: 0 };
  const tile = readFixed(reader, TILE_DIGITS);
  if (tile >= tileCount(level)) {
    throw new ContractError(
      'tile_unknown',
      'tiles',
      `a tile of the level ${level} has a number below ${tileCount(level)}`,
    );
  }
  const origin = rowOrigin(level, tile, atMs);
  let address = 0;
  while (reader.at < text.length) {
    const row = unpackRow(reader, address, origin);
    rows.push(row);
    address = row.address;
  }
}

/** What all messages of one frame say of themselves. */
export interface FrameHead {
  readonly level: Level;
  readonly atMs: number;
  /** How often frames come now, ms. */
  readonly everyMs: number;
}

/** Texts to be joined: packed tiles, and columns as JSON. */
export interface FrameParts {
  readonly tiles: readonly string[];
  /** Each of {@link identityText}. */
  readonly identity: readonly string[];
  /** Each of {@link removedText}. */
  readonly removed: readonly string[];
}

/** Joins texts into messages of at most {@link MAX_FRAME_BYTES}: one, where they fit. None where there is nothing to say. */
export function joinFrame({ level, atMs, everyMs }: FrameHead, { tiles, identity, removed }: FrameParts): string[] {
  const head = `{"type":"frame","v":${TILE_FRAME_VERSION},"at":${frameTimeMs(atMs)},"level":"${level}","everyMs":${everyMs}`;
  const messages = createFilling(head);
  // Text first, so that no aircraft is shown without its name.
  for (const text of identity) messages.add('identity', text);
  for (const text of tiles) messages.add('tiles', `"${text}"`);
  for (const text of removed) messages.add('removed', text);
  return messages.end();
}

interface Filling {
  add(list: 'identity' | 'tiles' | 'removed', text: string): void;
  end(): string[];
}

/** Characters are bytes: everything in a frame is ASCII. */
function createFilling(head: string): Filling {
  const messages: string[] = [];
  let open: { list: string; text: string } = { list: '', text: head };

  const close = (): void => {
    if (open.list !== '') messages.push(`${open.text}]}`);
    open = { list: '', text: head };
  };
  return {
    add: (list, text) => {
      if (open.text.length + list.length + text.length + 8 > MAX_FRAME_BYTES) close();
      open = {
        list,
        text: open.text + (open.list === list ? ',' : `${open.list === '' ? '' : ']'},"${list}":[`) + text,
      };
    },
    end: () => {
      close();
      return messages;
    },
  };
}

/** A decoded frame, without its text and removals. */
export interface DecodedTiles extends FrameHead {
  readonly rows: readonly FrameRow[];
}

/**
 * Decodes what a frame says of itself, and its tiles.
 * @throws ContractError when a member is missing or malformed
 */
export function decodeTiles(message: JsonObject): DecodedTiles {
  const atMs = requiredNumber(message, 'at', 0, LATEST_MS);
  const level = optionalMember(message, 'level', LEVELS, 'world');
  const everyMs = requiredNumber(message, 'everyMs', 0, LONGEST_EVERY_MS);
  const tiles = message['tiles'] ?? [];
  if (!Array.isArray(tiles)) throw new ContractError('tiles_invalid', 'tiles', 'tiles must be an array of texts');
  const rows: FrameRow[] = [];
  for (const text of tiles as readonly unknown[]) {
    if (typeof text !== 'string') throw new ContractError('tiles_invalid', 'tiles', 'tiles must be an array of texts');
    unpackTile(text, { level, atMs }, rows);
  }
  return { level, atMs, everyMs, rows };
}
