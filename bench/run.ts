/**
 * `npm run bench -- NAME`: runs `bench/NAME.ts`, which exports `run`. Without a name, or with --help, it lists what there is, each with
 * the first line of its comment.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { isJsonObject } from '#contracts/read.ts';

const folder = new URL('./', import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && name !== 'run.ts')
  .map((name) => name.slice(0, -'.ts'.length))
  .sort();

/** What the first comment of a benchmark says, up to its first full stop. */
function describeBench(name: string): string {
  const text = readFileSync(new URL(`${name}.ts`, folder), 'utf8');
  const [, comment] = /\/\*\*([\s\S]*?)\*\//.exec(text) ?? [];
  const words = (comment ?? '').replaceAll(/\s*\*\s*/g, ' ').trim();
  return words.split(/\.(?=\s|$)/)[0] ?? '';
}

function isBench(value: unknown): value is (args: readonly string[]) => Promise<void> {
  return typeof value === 'function';
}

const HELP_FLAGS = ['--help', '-h'];

async function main(name: string | undefined, args: readonly string[]): Promise<number> {
  if (name === undefined || !names.includes(name)) {
    const isAsked = name === undefined || HELP_FLAGS.includes(name);
    if (!isAsked) console.error(`There is no benchmark "${name}".`);
    console.log('npm run bench -- NAME');
    for (const each of names) console.log(`  ${each.padEnd(12)}${describeBench(each)}`);
    return isAsked ? 0 : 2;
  }
  const bench: unknown = await import(new URL(`${name}.ts`, folder).href);
  const run = isJsonObject(bench) ? bench['run'] : undefined;
  if (!isBench(run)) throw new Error(`bench/${name}.ts must export a function "run"`);
  await run(args);
  return 0;
}

process.exit(await main(process.argv[2], process.argv.slice(3)));
