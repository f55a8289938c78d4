import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deflateRaw } from 'node:zlib';
import * as z from 'zod';

const run = promisify(execFile);
const compress = promisify(deflateRaw);

/** A function as it is deployed. */
export interface Bundle {
  /** Its folder below `lambdas/`. */
  readonly name: string;
  readonly module: string;
  readonly codeBytes: number;
  /** Of the archive that is uploaded: code, map and the entries of both. */
  readonly zippedBytes: number;
}

export interface Synthesis {
  readonly seconds: number;
  readonly bundles: readonly Bundle[];
}

const MODULE = 'index.mjs';
const MAP = `${MODULE}.map`;
/** Headers of an entry and of the directory of a ZIP archive, without the names. */
const ENTRY_BYTES = 30 + 46;
const END_BYTES = 22;

const mapSchema = z.object({ sources: z.array(z.string()) });

/** Runs `cdk synth` into an empty folder, so that nothing is kept from the time before. */
export async function synthesiseBundles(folder: string, context: readonly string[]): Promise<Synthesis> {
  const startedAtMs = performance.now();
  const args = ['synth', '--quiet', '--no-notices', '--output', folder, ...context.flatMap((one) => ['-c', one])];
  await run('cdk', args, { maxBuffer: 64 * 1024 ** 2 });
  const seconds = (performance.now() - startedAtMs) / 1000;
  const assets = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const bundles = await Promise.all(assets.map(({ name }) => bundleIn(join(folder, name))));
  const found = bundles.filter((bundle) => bundle !== null);
  return { seconds, bundles: found.toSorted((a, b) => a.name.localeCompare(b.name)) };
}

/** The map names the handler that the module was made of; null for the assets that aren't functions of ours. */
async function bundleIn(asset: string): Promise<Bundle | null> {
  const names = await readdir(asset);
  if (!names.includes(MAP)) return null;
  const { sources } = mapSchema.parse(JSON.parse(await readFile(join(asset, MAP), 'utf8')));
  const [, name] =
    /lambdas\/([^/]+)\/handler\.ts$/.exec(sources.find((one) => one.endsWith('/handler.ts')) ?? '') ?? [];
  if (name === undefined) return null;
  const files = await Promise.all(names.map(async (file) => [file, await readFile(join(asset, file))] as const));
  const sizes = await Promise.all(files.map(async ([file, content]) => entryBytes(file, await compress(content))));
  const code = files.find(([file]) => file === MODULE)?.[1].length ?? 0;
  return {
    name,
    module: join(asset, MODULE),
    codeBytes: code,
    zippedBytes: sizes.reduce((sum, size) => sum + size, END_BYTES),
  };
}

function entryBytes(name: string, compressed: Buffer): number {
  return compressed.length + ENTRY_BYTES + 2 * Buffer.byteLength(name);
}
