/**
 * From `npm start` to `Ready`, with everything fetched and the page built: aim under 15 s. Measures a start on an empty
 * data folder and a second one on the data of the first, each until `Ready`, and how long the stop takes.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { startProcess } from '../local/processes/supervised-process.ts';

const AIM_S = 15;
const TIMEOUT_MS = 180_000;
const root = fileURLToPath(new URL('../', import.meta.url));

interface StartFigures {
  readonly readyS: number;
  readonly stopS: number;
  readonly readyLine: string;
}

const secondsSince = (startedMs: number): number => (performance.now() - startedMs) / 1000;

async function measure(dataFolder: string): Promise<StartFigures> {
  const startedMs = performance.now();
  const args = ['start', '--', '--port', '0', '--data', dataFolder, '--source', 'simulator'];
  const npm = startProcess({ name: 'npm start', command: 'npm', args, cwd: root, graceMs: 15_000 });
  const readyLine = await npm.whenLine((line) => line.startsWith('Ready: '), TIMEOUT_MS);
  const readyS = secondsSince(startedMs);
  const stoppedMs = performance.now();
  await npm.stop();
  return { readyS, readyLine, stopS: secondsSince(stoppedMs) };
}

/** Prints the figures; throws when a start fails. The aim is told, not enforced: another machine is another figure. */
export async function run(): Promise<void> {
  const dataFolder = await mkdtemp(join(root, '.local', 'bench-start-'));
  try {
    // The first one fetches and builds what is missing, and isn't counted.
    await measure(dataFolder);
    await rm(dataFolder, { recursive: true });
    for (const kind of ['empty data folder', 'kept data']) {
      const { readyS, stopS, readyLine } = await measure(dataFolder);
      const verdict = readyS <= AIM_S ? 'met' : 'missed';
      console.log(
        `${kind.padEnd(18)} ready ${readyS.toFixed(1)} s (aim ${AIM_S} s: ${verdict}), stopped ${stopS.toFixed(1)} s`,
      );
      if (readyLine.includes('no aircraft yet')) console.log(`  ${readyLine}`);
    }
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
}
