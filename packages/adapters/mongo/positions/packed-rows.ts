import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { Binary } from 'mongodb';
import { ContractError } from '#contracts/contract-error.ts';
import { decodePositionPack, encodePositionPack, POSITION_PACK_VERSION } from '#contracts/position-pack.ts';
import { isJsonObject, requiredNumber, type JsonObject } from '#contracts/read.ts';
import type { Position } from '#domain/position.ts';

/** The part that every document of packed positions has. */
export interface PackedRows {
  /** Version of the pack. */
  readonly v: number;
  /** Number of rows. */
  readonly rows: number;
  readonly codec: 'plain' | 'zstd';
  readonly pack: Binary;
}

/** Below this, the frame of zstd and the call cost more than they save. */
const WORTH_COMPRESSING = 1024;
/** A bound on what a damaged document can unpack to; MongoDB's own limit of a document is 16 MB. */
const LARGEST_PACK = 64 * 1024 * 1024;
/** The fastest level with a window of 64 KB: the default's tables cost more to set up than a segment to compress. */
const FASTEST = {
  params: {
    [constants.ZSTD_c_compressionLevel]: 1,
    [constants.ZSTD_c_windowLog]: 16,
    [constants.ZSTD_c_hashLog]: 12,
  },
};

/** @param aircraft as {@link encodePositionPack} takes them */
export function packRows(aircraft: readonly (readonly Position[])[]): PackedRows {
  const rows = aircraft.reduce((sum, one) => sum + one.length, 0);
  const plain = encodePositionPack(aircraft);
  if (plain.length >= WORTH_COMPRESSING) {
    const compressed = zstdCompressSync(plain, FASTEST);
    if (compressed.length < plain.length) {
      return { v: POSITION_PACK_VERSION, rows, codec: 'zstd', pack: new Binary(compressed) };
    }
  }
  return { v: POSITION_PACK_VERSION, rows, codec: 'plain', pack: new Binary(plain) };
}

/** What the driver returned, accepted as a document of packed positions. */
export interface PackedDocument {
  readonly fields: JsonObject;
  readonly rows: number;
  unpack(onlyIcao24?: string): Position[];
}

/** @throws ContractError when the document is not one of ours or of a version that is not known here */
export function parsePackedDocument(document: unknown): PackedDocument {
  if (!isJsonObject(document)) throw new ContractError('document_invalid', '', 'must be a document');
  const pack = document['pack'];
  if (!(pack instanceof Binary)) throw new ContractError('pack_invalid', 'pack', 'pack must be binary');
  const compressed = document['codec'] === 'zstd';
  return {
    fields: document,
    rows: requiredNumber(document, 'rows', 0, Number.MAX_SAFE_INTEGER),
    unpack: (onlyIcao24) => {
      const bytes = pack.value();
      return decodePositionPack(compressed ? decompress(bytes) : bytes, onlyIcao24);
    },
  };
}

/**
 * The rows of a document of ours, null where it is damaged or of a newer version: one such document must not keep its
 * neighbours from being read.
 * @param onlyIcao24 the one aircraft whose rows are wanted
 */
export function unpackReadable(document: unknown, onlyIcao24?: string): Position[] | null {
  try {
    return parsePackedDocument(document).unpack(onlyIcao24);
  } catch (error) {
    if (error instanceof ContractError) return null;
    throw error;
  }
}

function decompress(bytes: Uint8Array): Uint8Array {
  try {
    return zstdDecompressSync(bytes, { maxOutputLength: LARGEST_PACK });
  } catch (cause) {
    throw new ContractError('pack_damaged', 'pack', 'pack is not what zstd wrote', { cause });
  }
}
