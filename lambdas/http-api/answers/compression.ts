import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync, type BrotliOptions } from 'node:zlib';
import { preferred } from './negotiation.ts';

/** Content codings offered, the better first. */
export const CODINGS = ['br', 'gzip'] as const;
export type Coding = (typeof CODINGS)[number];

/** Smaller bodies gain nothing: the answer's headers weigh as much. */
const WORTHWHILE_BYTES = 1024;
/** At 4 a snapshot is within 5 % of level 5 in half its time; from 10 on it takes seconds. */
const BROTLI_QUALITY = 4;
const GZIP_LEVEL = 6;
/**
 * Up to this a body is compressed at once: that takes 0.1 ms, and handing it to another thread and back three times as much.
 * A search's answer has 15 kB, of which quality 3 makes 1.7 kB and quality 4, in twice the time, 1.6 kB.
 */
const SMALL_BYTES = 65_536;
const SMALL_BROTLI_QUALITY = 3;

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

/** The coding for an answer, undefined for none. */
export function chooseCoding(acceptEncoding: string | undefined, bytes: number): Coding | undefined {
  if (acceptEncoding === undefined || bytes < WORTHWHILE_BYTES) return undefined;
  return preferred(acceptEncoding, CODINGS);
}

export async function compress(body: Buffer, coding: Coding): Promise<Buffer> {
  const isSmall = body.length <= SMALL_BYTES;
  if (coding === 'gzip') {
    return isSmall ? gzipSync(body, { level: GZIP_LEVEL }) : deflate(body, { level: GZIP_LEVEL });
  }
  return isSmall
    ? brotliCompressSync(body, brotliOptions(body, SMALL_BROTLI_QUALITY))
    : brotli(body, brotliOptions(body, BROTLI_QUALITY));
}

function brotliOptions(body: Buffer, quality: number): BrotliOptions {
  return {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    },
  };
}
