import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { precompress } from '../../tools/precompress.ts';

const folder = await mkdtemp(join(tmpdir(), 'precompress-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

test('precompress() puts a brotli copy beside each text that is worth it, and nothing beside the rest', async () => {
  const text = 'export const a = 1;\n'.repeat(200);
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'assets/index-12345678.js'), text);
  await writeFile(join(folder, 'assets/small-12345678.js'), 'short');
  await writeFile(join(folder, 'assets/inter-12345678.woff2'), Buffer.alloc(4000));
  expect(await precompress(folder)).toBe(1);
  const packed = await readFile(join(folder, 'assets/index-12345678.js.br'));
  expect(brotliDecompressSync(packed).toString()).toBe(text);
  // A second build over the same folder compresses no copy of a copy.
  expect(await precompress(folder)).toBe(1);
});
