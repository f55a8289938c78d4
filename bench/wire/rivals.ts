import { promisify } from 'node:util';
import { constants, gzip, zstdCompress } from 'node:zlib';
import type { JsonObject } from '#contracts/read.ts';
import { toColumns } from '#contracts/live-frame.ts';
import { toIdentityColumns } from '#contracts/live-messages.ts';
import type { Level, Position } from '#domain/position.ts';
import { aircraftJson } from '../tracks/aircraft-json.ts';
import { binCraft } from './bin-craft.ts';
import { createOpenskyWriter } from './opensky-rows.ts';

/** One picture, as each contestant would send it. */
export interface Picture {
  readonly atMs: number;
  readonly level: Level;
  readonly rows: readonly JsonObject[];
  readonly positions: readonly Position[];
}

/** A way to send whole pictures. */
export interface Rival {
  readonly name: string;
  readonly everyS: number;
  /** Bytes of one picture's body. */
  readonly bytes: (picture: Picture) => Promise<number>;
}

const compressGzip = promisify(gzip);
const compressZstd = promisify(zstdCompress);
/** What readsb and its web servers use. */
const GZIP = { level: 6 };
const ZSTD = { params: { [constants.ZSTD_c_compressionLevel]: 2 } };

export async function createRivals(): Promise<readonly Rival[]> {
  const openskyJson = await createOpenskyWriter();
  const zipped = async (text: string): Promise<number> => (await compressGzip(text, GZIP)).length;
  return [
    {
      name: 'aircraft.json, gzip',
      everyS: 1,
      bytes: ({ atMs, rows }) => zipped(aircraftJson(atMs, rows)),
    },
    {
      name: 'binCraft, zstd',
      everyS: 1,
      bytes: async ({ atMs, rows }) => (await compressZstd(binCraft(atMs, rows), ZSTD)).length,
    },
    { name: 'OpenSky, gzip', everyS: 10, bytes: ({ atMs, rows }) => zipped(openskyJson(atMs, rows)) },
    { name: 'our fields, gzip', everyS: 1, bytes: (picture) => zipped(JSON.stringify(columnsOf(picture))) },
    {
      name: 'without text, gzip',
      everyS: 1,
      bytes: ({ positions, atMs, level }) => zipped(JSON.stringify(toColumns(positions, atMs, level))),
    },
  ];
}

function columnsOf({ positions, atMs, level }: Picture): unknown {
  const ordered = positions.toSorted((a, b) => (a.icao24 < b.icao24 ? -1 : 1));
  return {
    asOfMs: atMs,
    kinds: ['live'],
    positions: toColumns(ordered, atMs, level),
    identity: toIdentityColumns(ordered),
  };
}
