import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { isPageRoute } from '#contracts/page-routes.ts';
import type { Encoding } from './accepted-encoding.ts';
import { contentTypeOf, isCompressible } from './content-types.ts';

/** One file in one encoding, ready to be sent. */
export interface SiteFile {
  readonly body: Buffer;
  readonly contentType: string;
  readonly cacheControl: string;
  readonly encoding: Encoding;
  /** Whether another `Accept-Encoding` may get other bytes. */
  readonly varies: boolean;
  readonly etag: string;
}

export interface SiteFiles {
  /** The file at a URL's path, the page at one of its routes; null where there is nothing. */
  find(path: string, encoding: Encoding): Promise<SiteFile | null>;
}

/** Smaller ones gain nothing. */
const LEAST_COMPRESSED_BYTES = 1024;
/** Bytes of files and their compressed forms kept in memory; the longest unused go first. */
const MOST_CACHED_BYTES = 64 * 1024 * 1024;
/** Vite puts a hash of the content into the name of everything below `/assets/`. */
const HASHED_NAME = /^\/assets\/.*-[\w-]{8}\.\w+$/;
const IMMUTABLE = 'public, max-age=31536000, immutable';
const REVALIDATED = 'no-cache';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** Serves a folder of a built page, read when asked for and read anew when a file changes. */
export function createSiteFiles(folder: string): SiteFiles {
  const cache = new Map<string, SiteFile>();
  let cachedBytes = 0;

  const remember = (key: string, file: SiteFile): void => {
    cache.set(key, file);
    cachedBytes += file.body.length;
    for (const [oldKey, old] of cache) {
      if (cachedBytes <= MOST_CACHED_BYTES) break;
      cache.delete(oldKey);
      cachedBytes -= old.body.length;
    }
  };
  const load = async (path: string, filePath: string, encoding: Encoding): Promise<SiteFile> => {
    const { mtimeMs, size } = await stat(filePath);
    const key = `${encoding} ${mtimeMs} ${size} ${path}`;
    const known = cache.get(key);
    if (known !== undefined) {
      cache.delete(key);
      cache.set(key, known);
      return known;
    }
    const file = await readSiteFile(path, filePath, encoding);
    remember(key, file);
    return file;
  };

  return {
    async find(path, encoding) {
      const wanted = isPageRoute(path) ? '/index.html' : path;
      const filePath = await locate(folder, wanted);
      return filePath === null ? null : load(wanted, filePath, encoding);
    },
  };
}

async function readSiteFile(path: string, filePath: string, encoding: Encoding): Promise<SiteFile> {
  const content = await readFile(filePath);
  const contentType = contentTypeOf(filePath);
  const varies = isCompressible(contentType) && content.length >= LEAST_COMPRESSED_BYTES;
  const used = varies ? encoding : 'identity';
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 22);
  return {
    body: (used === 'br' ? await readPrecompressed(filePath) : null) ?? (await encode(content, used)),
    contentType,
    cacheControl: HASHED_NAME.test(path) ? IMMUTABLE : REVALIDATED,
    encoding: used,
    varies,
    etag: used === 'identity' ? `"${hash}"` : `"${hash}-${used}"`,
  };
}

/** What the build compressed better than there is time for here; null where it is missing or of an older file. */
async function readPrecompressed(filePath: string): Promise<Buffer | null> {
  try {
    const path = `${filePath}.br`;
    const [plain, compressed] = await Promise.all([stat(filePath), stat(path)]);
    return compressed.mtimeMs >= plain.mtimeMs ? await readFile(path) : null;
  } catch {
    return null;
  }
}

async function encode(content: Buffer, encoding: Encoding): Promise<Buffer> {
  switch (encoding) {
    case 'br':
      return brotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } });
    case 'gzip':
      return gzipped(content);
    case 'identity':
      return content;
  }
}

/** The file below the folder, links followed; null for what is no file, hidden, or outside. */
async function locate(folder: string, urlPath: string): Promise<string | null> {
  const path = decoded(urlPath);
  if (path === null || /[\0\\]|(^|\/)\.|\/\/|\/$/.test(path)) return null;
  try {
    const [root, found] = await Promise.all([realpath(folder), realpath(resolve(folder, `.${path}`))]);
    return found.startsWith(`${root}${sep}`) && (await stat(found)).isFile() ? found : null;
  } catch {
    return null;
  }
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
