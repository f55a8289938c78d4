/**
 * Bytes and time of the first view: the shell, then map, worker, base map, fonts and the first sky over Europe. Starts
 * `npm start` on a receiver of 3,000 moving aircraft over Europe and opens the page in a real Chromium with an empty
 * cache, on the machine's own link and on one of 10 Mbit/s; beside it the same files by brotli at its best and by gzip.
 * Aims: shell 50 kB, all 500 kB, as served.
 */
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { parseArgs } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { ENV } from '#contracts/names.ts';
import { startAirlines } from '../test/e2e/airlines-server.ts';
import { startReceiver } from '../test/load/sky/receiver.ts';
import { launchBrowser } from '../tools/launch-browser.ts';
import { createEuropeanSky } from './load/european-sky.ts';
import { watchLoad, type FirstView, type Link, type LoadedFile } from './load/watch-load.ts';

const DIST = new URL('../frontend/dist/', import.meta.url);
const LINKS: readonly Link[] = [
  { name: "the machine's own link", limits: null },
  { name: '10 Mbit/s, 40 ms', limits: { megabitsPerSecond: 10, latencyMs: 40 } },
];
/** Published for tar1090 of 2024: 23 files of HTML, CSS and JavaScript, brotli 11. Its files aren't part of this project. */
const TAR1090_KB = 500;
const AIMS_KB = { shell: 50, all: 500 } as const;

const PARTS = [
  'shell',
  'page',
  'map and worker',
  'base map',
  'finer base map',
  'fonts',
  'pictures',
  'sky',
  'other',
] as const;
type Part = (typeof PARTS)[number];

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** Option: `--aircraft 3000`. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { aircraft: { type: 'string', default: '3000' } } });
  const receiver = await startReceiver(await createEuropeanSky(Number(values.aircraft)));
  const ends: (() => Promise<unknown>)[] = [() => receiver.stop()];
  try {
    const airlines = await startAirlines({ args: ['--source', 'readsb'], env: { [ENV.readsbUrl]: receiver.url } });
    ends.unshift(() => airlines.stop());
    const browser = await launchBrowser();
    ends.unshift(() => browser.close());
    // The gateway compresses each file when it is first asked for; the second view gets what a CDN would have.
    await watchLoad(browser, airlines.url, { name: 'warming up', limits: null });
    const shell = shellOf(await readFile(new URL('index.html', DIST), 'utf8'));
    for (const link of LINKS) await print(link, await watchLoad(browser, airlines.url, link), shell);
  } finally {
    for (const end of ends) await end();
  }
}

/** The paths that the first paint waits for. */
function shellOf(html: string): ReadonlySet<string> {
  const named = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path ?? '');
  return new Set(['/', ...named]);
}

function partOf({ path }: LoadedFile, shell: ReadonlySet<string>): Part {
  if (shell.has(path)) return 'shell';
  if (/^\/assets\/(map-view|maplibre-gl|aircraft-shapes)[\w-]*\.(js|css)$/.test(path)) return 'map and worker';
  if (path.endsWith('.woff2')) return 'fonts';
  if (/^\/assets\/.*\.json$/.test(path)) return path.includes('-50m-') ? 'finer base map' : 'base map';
  if (path.startsWith('/api/positions')) return 'sky';
  if (/\.(svg|png|ico|webp|avif)$/.test(path)) return 'pictures';
  return path.startsWith('/assets/') ? 'page' : 'other';
}

async function print(link: Link, view: FirstView, shell: ReadonlySet<string>): Promise<void> {
  const parts = Map.groupBy(view.files, (file) => partOf(file, shell));
  console.log(
    `${link.name}: painted after ${view.paintMs.toFixed(0)} ms, ${view.drawn} aircraft drawn after ${view.aircraftMs.toFixed(0)} ms`,
  );
  if (link.limits !== null) return;
  let [servedBytes, bestBytes, gzipBytes] = [view.socketBytes, 0, 0];
  for (const part of PARTS) {
    const files = parts.get(part) ?? [];
    const sizes = await Promise.all(files.map(sizesOf));
    const sum = (of: (one: Sizes) => number): number => sizes.reduce((total, one) => total + of(one), 0);
    servedBytes += sum((one) => one.served);
    bestBytes += sum((one) => one.best);
    gzipBytes += sum((one) => one.gzip);
    row(
      part,
      sum((one) => one.served),
      sum((one) => one.best),
      sum((one) => one.gzip),
      files.length,
    );
    for (const file of files.toSorted((a, b) => b.bytes - a.bytes)) {
      console.log(`    ${kilobytes(file.bytes)}  ${file.encoding.padEnd(5)} ${file.path}`);
    }
  }
  row('WebSocket', view.socketBytes, 0, 0, 0);
  row('all', servedBytes, bestBytes, gzipBytes, view.files.length);
  const shellBytes = (parts.get('shell') ?? []).reduce((sum, file) => sum + file.bytes, 0);
  const codeBytes = view.files
    .filter(({ path }) => path === '/' || /\.(js|css)$/.test(path))
    .reduce((sum, file) => sum + file.bytes, 0);
  const finerBytes = (parts.get('finer base map') ?? []).reduce((sum, file) => sum + file.bytes, 0);
  console.log(
    `  ${kilobytes(servedBytes - finerBytes)} without the finer base map, as much of it as was asked for by then`,
  );
  console.log(`aims: shell ${verdict(shellBytes, AIMS_KB.shell)}, all ${verdict(servedBytes, AIMS_KB.all)}`);
  console.log(
    `HTML, CSS and JavaScript: ${kilobytes(codeBytes)} as served; tar1090, as published: ${TAR1090_KB} kB (brotli 11)`,
  );
}

interface Sizes {
  readonly served: number;
  readonly best: number;
  readonly gzip: number;
}

/** As served, and the file's own by brotli at its best and by gzip; what isn't a file of the build counts as served. */
async function sizesOf({ path, bytes, encoding }: LoadedFile): Promise<Sizes> {
  if (encoding === 'none' || (path !== '/' && !path.startsWith('/assets/')))
    return { served: bytes, best: bytes, gzip: bytes };
  const content = await readFile(new URL(path === '/' ? 'index.html' : path.slice(1), DIST));
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  const [best, gz] = await Promise.all([brotli(content, { params }), gzipped(content, { level: 9 })]);
  return { served: bytes, best: best.length, gzip: gz.length };
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1).padStart(6)} kB`;

function row(name: string, served: number, best: number, gz: number, files: number): void {
  console.log(
    `  ${name.padEnd(16)} ${kilobytes(served)} served ${kilobytes(best)} brotli 11 ${kilobytes(gz)} gzip 9  ${files} files`,
  );
}

function verdict(bytes: number, aimKb: number): string {
  return `${(bytes / 1000).toFixed(1)} of ${aimKb} kB (${bytes <= aimKb * 1000 ? 'met' : 'missed'})`;
}
