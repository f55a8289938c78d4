import { mkdir } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256OfFile, verifyFile } from '../../local/services/checksums.ts';
import { fetchOnce } from '../../local/services/fetch-once.ts';
import { runPython } from '../../local/services/run-python.ts';
import { checkMachine } from '../../local/start/preflight.ts';

const downloadsFolder = fileURLToPath(new URL('../../.local', import.meta.url));

/**
 * The package check-jsonschema (Apache 2.0) carries the schema of the Compose specification (Apache 2.0) as it was on the
 * day of its release. No package of npm that is kept up to date does.
 */
const WHEEL = {
  requirement: 'check-jsonschema==0.39.0',
  file: 'check_jsonschema-0.39.0-py3-none-any.whl',
  sha256: '14ce5c94871c551268ea948ffe21e9f1464dc48fb20bf9a4c13deeaaf756cf9b',
  schema: 'check_jsonschema/builtin_schemas/vendor/compose-spec.json',
};
const SCHEMA_SHA256 = 'd549057ebc2925f39f62799eab0db7b9e2c18b35b6c00595199116da3ed10e64';

/** The JSON schema of the Compose specification, fetched on first use; wheel and schema are held against pinned sums. */
export async function readComposeSchema(): Promise<Readonly<Record<string, unknown>>> {
  const target = join(downloadsFolder, 'compose-spec.json');
  await fetchOnce({ target, fetch: fetchSchema });
  const found = await sha256OfFile(target);
  if (found !== SCHEMA_SHA256)
    throw new Error(`${target} has the checksum ${found}: remove it, to have it fetched again`);
  const schema: unknown = JSON.parse(readFileSync(target, 'utf8'));
  if (typeof schema !== 'object' || schema === null) throw new Error(`${target} is not a JSON schema`);
  return { ...schema };
}

async function fetchSchema(staging: string): Promise<string> {
  const { python, missing } = await checkMachine({ java: false, maven: false, python: true, engine: false });
  if (python === null) throw new Error(missing.map(({ what, remedy }) => `${what}: ${remedy}`).join('; '));
  const purpose = 'Fetching the Compose schema';
  const unpacked = join(staging, 'unpacked');
  await mkdir(unpacked);
  const choice = ['--no-deps', '--only-binary=:all:', '--disable-pip-version-check', '--quiet'];
  await runPython({
    ...{ python, purpose, temporary: staging },
    args: ['-m', 'pip', 'download', ...choice, '-d', staging, WHEEL.requirement],
  });
  const wheel = join(staging, WHEEL.file);
  await verifyFile(wheel, WHEEL.sha256);
  await runPython({ python, purpose, args: ['-m', 'zipfile', '-e', wheel, unpacked] });
  return join(unpacked, WHEEL.schema);
}
