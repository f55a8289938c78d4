/** Weighs the built page against its budgets: `node tools/check-bundle.ts` after `npm run build:page`. */
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { kilobytes, weighBundle, type BuiltFile } from './bundle-budget.ts';

const dist = new URL('../frontend/dist/', import.meta.url);
const assets = new URL('assets/', dist);
const compress = promisify(gzip);

async function weigh(name: string): Promise<BuiltFile> {
  const compressed = await compress(await readFile(new URL(name, assets)), { level: 9 });
  return { name, gzipBytes: compressed.length };
}

const names = (await readdir(assets)).filter((name) => name.endsWith('.js'));
const files = await Promise.all(names.map(weigh));
const report = weighBundle(await readFile(new URL('index.html', dist), 'utf8'), files);
console.log(`entry ${kilobytes(report.entryBytes)}, map and worker ${kilobytes(report.mapBytes)} (gzip)`);
for (const problem of report.problems) console.error(problem);
process.exit(report.problems.length === 0 ? 0 : 1);
