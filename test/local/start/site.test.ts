import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fingerprint } from '../../../local/start/site.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'airlines-'));
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src', 'main.ts'), 'one');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('tells a changed, an added and a removed source, and nothing else', async () => {
  const first = await fingerprint([folder]);
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'dist', 'index.html'), 'built');
  expect(await fingerprint([folder])).toBe(first);
  writeFileSync(join(folder, 'src', 'main.ts'), 'changed');
  const changed = await fingerprint([folder]);
  expect(changed).not.toBe(first);
  writeFileSync(join(folder, 'src', 'new.ts'), '');
  const added = await fingerprint([folder]);
  expect(added).not.toBe(changed);
  rmSync(join(folder, 'src', 'new.ts'));
  expect(await fingerprint([folder])).toBe(changed);
});
