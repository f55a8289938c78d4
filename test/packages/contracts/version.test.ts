import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseJsonObject } from '#contracts/read.ts';
import { AIRLINES_VERSION } from '#contracts/version.ts';

test('AIRLINES_VERSION is the version of package.json', () => {
  const manifest = parseJsonObject(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  expect(AIRLINES_VERSION).toBe(manifest['version']);
});
