import { addressFromNumber, addressToNumber } from '#domain/address.ts';
import type { Position } from '#domain/position.ts';
import { ContractError } from './contract-error.ts';
import {
  createByteWriter,
  readText,
  readVarint,
  writeBytes,
  writeText,
  writeVarint,
  writtenBytes,
  type ByteReader,
} from './pack-bytes.ts';
import { initialRowState, readRow, writeRow, type TextNumbers } from './position-row.ts';

/**
 * Packed positions, as MongoDB keeps them, version 1:
 *
 * ```
 * version · base time · texts: count, each its length and UTF-16 units
 * aircraft: count, each: address less the one before · bytes of what follows · rows: count, per row:
 *   changes · observedAtMs · receivedAtMs less observedAtMs · lat · lon · attributes, texts and numbers that changed
 * ```
 *
 * Everything is a varint, differences are zigzag-coded. Times, latitude and longitude are differences of differences
 * within an aircraft; the other columns are written where they differ from the row before. Texts stand once per pack.
 * Kept to 1 ms, 1e-6 degrees (0.11 m), 0.1 m, 0.1 m/s, 0.1 degrees of track and 0.01 m/s of vertical rate, so that viewers'
 * steps come out of it as they came out of the position itself.
 */
export const POSITION_PACK_VERSION = 1;

/** The last instant that is packed (2084-01-29): hours counted from the epoch keep six digits until then. */
export const LATEST_PACKED_MS = 3_599_999_999_999;

/**
 * Packs the rows of some aircraft.
 * @param aircraft per aircraft its rows, ascending by `observedAtMs` and none empty; the aircraft ascending by address
 */
export function encodePositionPack(aircraft: readonly (readonly Position[])[]): Uint8Array {
  const baseMs = earliestMs(aircraft);
  const texts: TextNumbers = new Map();
  const body = createByteWriter(aircraft.length * 96);
  const group = createByteWriter(1024);
  let lastAddress = 0;
  for (const rows of aircraft) {
    const address = addressToNumber(rows[0]?.icao24 ?? '');
    group.length = 0;
    writeVarint(group, rows.length);
    const state = initialRowState(baseMs);
    for (const row of rows) writeRow(group, row, state, texts);
    writeVarint(body, address - lastAddress);
    writeVarint(body, group.length);
    writeBytes(body, writtenBytes(group));
    lastAddress = address;
  }
  const pack = createByteWriter(body.length + texts.size * 10 + 32);
  writeVarint(pack, POSITION_PACK_VERSION);
  writeVarint(pack, baseMs);
  writeVarint(pack, texts.size);
  for (const text of texts.keys()) writeText(pack, text);
  writeVarint(pack, aircraft.length);
  writeBytes(pack, writtenBytes(body));
  return writtenBytes(pack);
}

function earliestMs(aircraft: readonly (readonly Position[])[]): number {
  let earliest = LATEST_PACKED_MS;
  for (const rows of aircraft) earliest = Math.min(earliest, Math.round(rows[0]?.observedAtMs ?? earliest));
  return earliest;
}

/**
 * Unpacks positions, by aircraft and time.
 * @param onlyIcao24 where given, only this aircraft's rows; the others are skipped unread
 * @throws ContractError for a version or content that this code does not know
 */
export function decodePositionPack(bytes: Uint8Array, onlyIcao24?: string): Position[] {
  const reader: ByteReader = { bytes, at: 0 };
  const version = readVarint(reader);
  if (version !== POSITION_PACK_VERSION) {
    throw new ContractError(
      'pack_version_unsupported',
      'v',
      `packed positions of version ${version}; deploy readers first`,
    );
  }
  const baseMs = readVarint(reader);
  const texts = readTextTable(reader);
  const only = onlyIcao24 === undefined ? null : addressToNumber(onlyIcao24);
  const positions: Position[] = [];
  let address = 0;
  for (let remaining = readVarint(reader); remaining > 0; remaining--) {
    address += readVarint(reader);
    const length = readVarint(reader);
    if (only !== null && address > only) break;
    if (only === null || address === only) readRows({ ...reader }, address, baseMs, texts, positions);
    reader.at += length;
  }
  return positions;
}

function readRows(
  reader: ByteReader,
  address: number,
  baseMs: number,
  texts: (number: number) => string,
  positions: Position[],
): void {
  const icao24 = addressFromNumber(address);
  const state = initialRowState(baseMs);
  for (let remaining = readVarint(reader); remaining > 0; remaining--) {
    positions.push(readRow(reader, icao24, state, texts));
  }
}

/** Texts are decoded when a row refers to them: a reader of one aircraft needs few of many. */
function readTextTable(reader: ByteReader): (number: number) => string {
  const starts: number[] = [];
  for (let remaining = readVarint(reader); remaining > 0; remaining--) {
    starts.push(reader.at);
    for (let units = readVarint(reader); units > 0; units--) readVarint(reader);
  }
  const decoded: (string | undefined)[] = [];
  return (number) => {
    const known = decoded[number];
    if (known !== undefined) return known;
    const at = starts[number - 1];
    if (at === undefined) throw new ContractError('pack_text_unknown', '', `text ${number} is missing from the pack`);
    return (decoded[number] = readText({ bytes: reader.bytes, at }));
  };
}
