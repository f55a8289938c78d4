/**
 * `npm run soak -- NAME [options]`: runs `test/load/NAME.soak.ts`, which exports `run`, a long version of what an
 * integration test does in a minute. Without a name, or with --help, it lists what there is, each with the first line of its comment.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { isJsonObject } from '#contracts/read.ts';

const folder = new URL('../test/load/', import.meta.url);
const ENDING = '.soak.ts';
const names = readdirSync(folder)
  .filter((name) => name.endsWith(ENDING))
  .map((name) => name.slice(0, -ENDING.length))
  .sort();

/** What the first comment of a soak says, up to its first full stop. */
function describeSoak(name: string): string {
  const text = readFileSync(new URL(`${name}${ENDING}`, folder), 'utf8');
  const [, comment] = /\/\*\*([\s\S]*?)\*\//.exec(text) ?? [];
  const words = (comment ?? '').replaceAll(/\s*\*\s*/g, ' ').trim();
  return words.split(/\.(?=\s|$)/)[0] ?? '';
}

function isSoak(value: unknown): value is (args: readonly string[]) => Promise<void> {
  return typeof value === 'function';
}

const HELP_FLAGS = ['--help', '-h'];

async function main(name: string | undefined, args: readonly string[]): Promise<number> {
  if (name === undefined || !names.includes(name)) {
    const isAsked = name === undefined || HELP_FLAGS.includes(name);
    if (!isAsked) console.error(`There is no soak "${name}".`);
    console.log('npm run soak -- NAME');
    for (const each of names) console.log(`  ${each.padEnd(16)}${describeSoak(each)}`);
    return isAsked ? 0 : 2;
  }
  const soak: unknown = await import(new URL(`${name}${ENDING}`, folder).href);
  const run = isJsonObject(soak) ? soak['run'] : undefined;
  if (!isSoak(run)) throw new Error(`test/load/${name}${ENDING} must export a function "run"`);
  await run(args);
  return 0;
}

process.exit(await main(process.argv[2], process.argv.slice(3)));
