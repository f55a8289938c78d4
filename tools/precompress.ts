/** Compresses the files of the built page as far as brotli can, once instead of at each start of a server. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

/** Text; fonts and pictures are compressed in themselves. */
const COMPRESSIBLE = /\.(html|js|css|json|svg)$/;
/** Smaller ones gain nothing. */
const LEAST_BYTES = 1024;

const brotli = promisify(brotliCompress);

/** Puts `<file>.br` beside each file of a folder that is worth it. @returns how many */
export async function precompress(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && COMPRESSIBLE.test(entry.name));
  const written = await Promise.all(files.map(({ parentPath, name }) => compressFile(join(parentPath, name))));
  return written.filter(Boolean).length;
}

async function compressFile(path: string): Promise<boolean> {
  const content = await readFile(path);
  if (content.length < LEAST_BYTES) return false;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  await writeFile(`${path}.br`, await brotli(content, { params }));
  return true;
}
