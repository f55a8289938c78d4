import { existsSync } from 'node:fs';
import { readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lock } from '../processes/exclusive-lock.ts';
import { describeExit, startProcess } from '../processes/supervised-process.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Where Vite puts the page. */
export const SITE_FOLDER = join(root, 'frontend', 'dist');
/** What the page is made of, from the root of the checkout. */
const SOURCES = ['frontend', 'packages/domain', 'packages/contracts', 'package-lock.json'];
const NOT_SOURCES = new Set(['dist', 'node_modules']);

/** Newest time of change among files and folders, epoch ms; 0 where there is none. A folder's own time tells a removal. */
export async function newestChangeMs(path: string, skip: ReadonlySet<string> = new Set()): Promise<number> {
  const entry = await stat(path).catch(() => null);
  if (entry === null) return 0;
  if (!entry.isDirectory()) return entry.mtimeMs;
  const names = (await readdir(path)).filter((name) => !skip.has(name));
  const newest = await Promise.all(names.map((name) => newestChangeMs(join(path, name), skip)));
  return Math.max(names.length === 0 ? 0 : entry.mtimeMs, ...newest);
}

/**
 * Builds the page where its sources are newer than what was built last, and says so. The mark of a build carries the
 * time of its newest source, so that a change made during the build leads to another one.
 */
export async function ensureSite(say: (line: string) => void): Promise<string> {
  const turn = await lock(SITE_FOLDER, 'build');
  try {
    const mark = join(SITE_FOLDER, '.built');
    const sources = await newestSourceMs();
    const built = existsSync(join(SITE_FOLDER, 'index.html')) ? await stat(mark).catch(() => null) : null;
    if (built !== null && built.mtimeMs >= sources) return SITE_FOLDER;
    say('Building the page');
    await runVite();
    await writeFile(mark, '');
    await utimes(mark, sources / 1000, Math.ceil(sources) / 1000);
    return SITE_FOLDER;
  } finally {
    await turn.release();
  }
}

async function newestSourceMs(): Promise<number> {
  const newest = await Promise.all(SOURCES.map((path) => newestChangeMs(join(root, path), NOT_SOURCES)));
  return Math.max(...newest);
}

async function runVite(): Promise<void> {
  const vite = startProcess({
    name: 'vite',
    command: process.execPath,
    args: [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--config', 'frontend/vite.config.ts'],
    cwd: root,
  });
  const exit = await vite.exited;
  if (exit.code !== 0) throw new Error(describeExit('Building the page with vite', exit));
}
