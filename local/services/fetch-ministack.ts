import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseChecksums, verifyFolder } from './checksums.ts';
import { fetchOnce } from './fetch-once.ts';
import { runPython } from './run-python.ts';

/** MiniStack (MIT licence) and the packages that it needs, each a wheel of pure Python but for PyYAML. */
const pinned = new URL('ministack-wheels.sha256', import.meta.url);
const PURPOSE = 'Fetching MiniStack';
/**
 * PyYAML's wheel is asked for by one platform, so that every machine fetches the file that is pinned. Where its compiled
 * part doesn't fit, PyYAML does without it.
 */
const PLATFORM = [
  ...['--python-version', '3.11', '--implementation', 'cp', '--abi', 'cp311'],
  ...['--platform', 'manylinux2014_x86_64'],
];

export interface FetchMinistackOptions {
  readonly downloadsFolder: string;
  /** Python 3.11 or newer with pip. */
  readonly python: string;
}

/**
 * The AWS emulator MiniStack by the machine's own pip, which takes it from wherever it is configured to; each wheel is held
 * against its pinned SHA-256. Nothing is installed: the wheels are unpacked side by side.
 *
 * @returns the folder that Python takes its modules from
 */
export async function fetchMinistack({ downloadsFolder, python }: FetchMinistackOptions): Promise<string> {
  const manifest = parseChecksums(readFileSync(pinned, 'utf8'));
  const requirements = [...manifest.keys()].map(requirementOf);
  const own = requirements.find((requirement) => requirement.startsWith('ministack==')) ?? '';
  const target = join(downloadsFolder, own.replace('==', '-'));
  await fetchOnce({
    target,
    onWait: () => console.error('Waiting for another start that is fetching MiniStack'),
    fetch: async (staging) => {
      console.error(PURPOSE);
      const [wheels, modules] = [join(staging, 'wheels'), join(staging, 'modules')];
      await Promise.all([mkdir(wheels), mkdir(modules)]);
      const choice = ['--no-deps', '--only-binary=:all:', ...PLATFORM, '--disable-pip-version-check', '--quiet'];
      const args = ['-m', 'pip', 'download', ...choice, '-d', wheels, ...requirements];
      await runPython({ python, args, purpose: PURPOSE, temporary: staging });
      await verifyFolder(wheels, manifest);
      for (const name of manifest.keys()) {
        await runPython({ python, args: ['-m', 'zipfile', '-e', join(wheels, name), modules], purpose: PURPOSE });
      }
      return modules;
    },
  });
  return target;
}

/** `h2-4.4.1-py3-none-any.whl` is `h2==4.4.1` to pip. @throws for a name that is no wheel's */
export function requirementOf(wheel: string): string {
  const [, name, version] = /^(\w+)-([\w.]+)-[\w.-]+\.whl$/.exec(wheel) ?? [];
  if (name === undefined || version === undefined) throw new Error(`not the name of a wheel: ${wheel}`);
  return `${name}==${version}`;
}
