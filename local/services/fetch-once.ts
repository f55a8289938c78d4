import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { lock } from '../processes/exclusive-lock.ts';

export interface FetchOnceOptions {
  /** File or folder that is to be there. It appears complete and checked, or not at all. */
  readonly target: string;
  /** Told when another process is fetching the same. */
  readonly onWait?: () => void;
  /**
   * Fetches into the given empty folder, checks it, and returns the path in it that becomes the target.
   */
  readonly fetch: (staging: string) => Promise<string>;
}

/** Fetches what isn't there yet, one process at a time. A fetch that was cut off leaves nothing that counts. */
export async function fetchOnce({ target, fetch, onWait }: FetchOnceOptions): Promise<void> {
  if (existsSync(target)) return;
  await mkdir(dirname(target), { recursive: true });
  const turn = await lock(target, 'fetch', onWait);
  try {
    if (existsSync(target)) return;
    const prefix = `.${basename(target)}-`;
    await removeCutOff(dirname(target), prefix);
    const staging = await mkdtemp(join(dirname(target), prefix));
    try {
      await rename(await fetch(staging), target);
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  } finally {
    await turn.release();
  }
}

/** What a fetch that was killed has left; nobody else is fetching while the lock is held. */
async function removeCutOff(folder: string, prefix: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(prefix));
  await Promise.all(names.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}
