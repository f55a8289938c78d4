import { ContractError } from './contract-error.ts';

/** Bytes being written; grows by doubling. */
export interface ByteWriter {
  bytes: Uint8Array;
  length: number;
}

/** Bytes being read from `at` on. */
export interface ByteReader {
  readonly bytes: Uint8Array;
  at: number;
}

/** Longest varint of a safe integer: 53 bits of 7 each. */
const LONGEST_VARINT = 8;
const CONTINUE = 0x80;
const LOW_BITS = 0x7f;
/** Below this, bit operations on 32-bit integers are exact. */
const SMALL = 0x10000000;

export function createByteWriter(capacity: number): ByteWriter {
  return { bytes: new Uint8Array(Math.max(LONGEST_VARINT, capacity)), length: 0 };
}

/** The bytes written so far, as a view that later writes may overwrite. */
export function writtenBytes(writer: ByteWriter): Uint8Array {
  return writer.bytes.subarray(0, writer.length);
}

function reserve(writer: ByteWriter, count: number): void {
  const needed = writer.length + count;
  if (needed <= writer.bytes.length) return;
  const grown = new Uint8Array(Math.max(needed, writer.bytes.length * 2));
  grown.set(writtenBytes(writer));
  writer.bytes = grown;
}

/** Writes a safe integer from 0 up, seven bits a byte, lowest first. */
export function writeVarint(writer: ByteWriter, value: number): void {
  reserve(writer, LONGEST_VARINT);
  const bytes = writer.bytes;
  let at = writer.length;
  let rest = value;
  while (rest >= SMALL) {
    bytes[at++] = (rest % CONTINUE) | CONTINUE;
    rest = Math.floor(rest / CONTINUE);
  }
  while (rest >= CONTINUE) {
    bytes[at++] = (rest & LOW_BITS) | CONTINUE;
    rest >>>= 7;
  }
  bytes[at++] = rest;
  writer.length = at;
}

/** Writes a signed integer of at most 52 bits; small magnitudes are short. */
export function writeSigned(writer: ByteWriter, value: number): void {
  writeVarint(writer, value < 0 ? -2 * value - 1 : 2 * value);
}

export function writeBytes(writer: ByteWriter, bytes: Uint8Array): void {
  reserve(writer, bytes.length);
  writer.bytes.set(bytes, writer.length);
  writer.length += bytes.length;
}

/** Writes text as its length in UTF-16 units and each unit as a varint: one byte a character for ASCII. */
export function writeText(writer: ByteWriter, text: string): void {
  writeVarint(writer, text.length);
  for (let i = 0; i < text.length; i++) writeVarint(writer, text.charCodeAt(i));
}

function truncated(): ContractError {
  return new ContractError('pack_truncated', '', 'the packed document ends early; it was cut or is not ours');
}

export function readVarint(reader: ByteReader): number {
  const { bytes } = reader;
  let byte = bytes[reader.at++];
  if (byte === undefined) throw truncated();
  if (byte < CONTINUE) return byte;
  let value = byte & LOW_BITS;
  let scale = CONTINUE;
  do {
    byte = bytes[reader.at++];
    if (byte === undefined) throw truncated();
    value += (byte & LOW_BITS) * scale;
    scale *= CONTINUE;
  } while (byte >= CONTINUE);
  return value;
}

export function readSigned(reader: ByteReader): number {
  const coded = readVarint(reader);
  return coded % 2 === 1 ? -(coded + 1) / 2 : coded / 2;
}

export function readText(reader: ByteReader): string {
  const length = readVarint(reader);
  let text = '';
  for (let i = 0; i < length; i++) text += String.fromCharCode(readVarint(reader));
  return text;
}
