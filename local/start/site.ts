import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lock } from '../processes/exclusive-lock.ts';
import { describeExit } from '../processes/process-exit.ts';
import { startProcess } from '../processes/supervised-process.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Where the built page is, as Vite's own configuration says. */
const SITE_FOLDER = join(root, 'frontend', 'dist');
/** What the page is made of, from the root of the checkout. */
const SOURCES = ['frontend', 'packages/domain', 'packages/contracts', 'package-lock.json'];
const NOT_SOURCES = new Set(['dist', 'node_modules', 'base-map']);

/**
 * Builds the page where its sources are other than those of the last build, and says so. The new page takes the old
 * one's place when it is complete.
 *
 * @returns the folder of the built page
 */
export async function ensureSite(downloadsFolder: string, say: (line: string) => void): Promise<string> {
  await mkdir(downloadsFolder, { recursive: true });
  const turn = await lock(SITE_FOLDER, 'build');
  try {
    const mark = join(downloadsFolder, 'site-built');
    const sources = await fingerprint(SOURCES.map((path) => join(root, path)));
    const built = await readFile(mark, 'utf8').catch(() => '');
    if (built === sources && existsSync(join(SITE_FOLDER, 'index.html'))) return SITE_FOLDER;
    say('Building the page');
    const staging = join(downloadsFolder, 'site-staging');
    await runVite(staging);
    await rm(SITE_FOLDER, { recursive: true, force: true });
    await rename(staging, SITE_FOLDER);
    await writeFile(mark, sources);
    return SITE_FOLDER;
  } finally {
    await turn.release();
  }
}

/** Changes when a file below the paths is changed, added or removed; goes by time and size, not by content. */
export async function fingerprint(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) for (const line of await describeFiles(path)) hash.update(`${line}\n`);
  return hash.digest('hex');
}

async function describeFiles(path: string): Promise<string[]> {
  const entry = await stat(path).catch(() => null);
  if (entry === null) return [];
  if (!entry.isDirectory()) return [`${path} ${entry.mtimeMs} ${entry.size}`];
  const names = (await readdir(path)).filter((name) => !NOT_SOURCES.has(name)).sort();
  const lines = await Promise.all(names.map((name) => describeFiles(join(path, name))));
  return lines.flat();
}

async function runVite(staging: string): Promise<void> {
  const vite = startProcess({
    name: 'vite',
    command: process.execPath,
    args: [
      join(root, 'node_modules', 'vite', 'bin', 'vite.js'),
      ...['build', '--config', join(root, 'frontend', 'vite.config.ts'), '--outDir', staging, '--emptyOutDir'],
    ],
    cwd: root,
  });
  const exit = await vite.exited;
  if (exit.code !== 0) throw new Error(describeExit('Building the page with vite', exit));
}
