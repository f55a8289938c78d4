import { compress, type Coding } from './compression.ts';

/** Compressed bodies kept at most: the whole world in two forms and codings, and some boxes. */
const MOST_KEPT = 8;

/**
 * Compresses each body once, however many ask for it at the same time; keeps the last few. Bodies are known by their
 * entity tag.
 */
export function createCompressedBodies(): (body: Buffer, etag: string, coding: Coding) => Promise<Buffer> {
  const kept = new Map<string, Promise<Buffer>>();
  return (body, etag, coding) => {
    const key = `${coding} ${etag}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const compressed = compress(body, coding);
    kept.set(key, compressed);
    const oldest = kept.keys().next();
    if (kept.size > MOST_KEPT && oldest.done !== true) kept.delete(oldest.value);
    return compressed;
  };
}
