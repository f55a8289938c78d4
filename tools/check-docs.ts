/**
 * Fails where a document names a path of this repository that isn't there, or two decisions bear one number (part of
 * `npm run check`).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { findDoubleNumbers, findNamedPaths, isKnownPath } from './doc-paths.ts';

const GENERATED = new Set(['node_modules', '.git', '.local', 'dist', 'cdk.out', 'coverage']);

const entries = new Set(walk(''));
const rootFolders = readdirSync('.', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !GENERATED.has(entry.name))
  .map((entry) => entry.name);
const documents = [...entries].filter((path) => /^(README|CONTRIBUTING)\.md$|^docs\/.*\.md$/.test(path)).sort();

let checked = 0;
const wrong = findDoubleNumbers(entries).map((number) => `docs/decisions: two decisions are numbered ${number}`);
for (const document of documents) {
  const folder = dirname(document) === '.' ? '' : dirname(document);
  for (const { path, line } of findNamedPaths(readFileSync(document, 'utf8'), rootFolders)) {
    checked += 1;
    if (!isKnownPath(path, folder, entries)) wrong.push(`${document}:${line}: ${path} is not there`);
  }
}
for (const one of wrong) process.stderr.write(`${one}\n`);
process.stdout.write(`${checked} paths in ${documents.length} documents, ${wrong.length} wrong\n`);
process.exitCode = wrong.length === 0 ? 0 : 1;

function walk(folder: string): string[] {
  return readdirSync(folder || '.', { withFileTypes: true }).flatMap((entry) => {
    if (GENERATED.has(entry.name)) return [];
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? [path, ...walk(path)] : [path];
  });
}
