import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readAdminToken } from '../../../local/start/admin-token.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'airlines-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const modeOf = (file: string): number => statSync(file).mode & 0o777;

it('makes an admin token once, long and for its owner only, and keeps it', () => {
  const { value, file } = readAdminToken(folder, {});
  expect(file).toBe(join(folder, 'admin-token'));
  expect(value).toMatch(/^[\w-]{43}$/);
  expect(readFileSync(file!, 'utf8')).toBe(`${value}\n`);
  expect(modeOf(file!)).toBe(0o600);
  expect(readAdminToken(folder, { ADMIN_TOKEN: '' }).value).toBe(value);
});

it('takes a given one, which it keeps nowhere', () => {
  expect(readAdminToken(folder, { ADMIN_TOKEN: 'given' })).toEqual({ value: 'given', file: null });
  expect(() => statSync(join(folder, 'admin-token'))).toThrow();
});

it.each(['', '\n'])('replaces an empty file (%j), and closes one that others may read', (text) => {
  const file = join(folder, 'admin-token');
  writeFileSync(file, text);
  chmodSync(file, 0o644);
  const { value } = readAdminToken(folder, {});
  expect([value.length, modeOf(file)]).toEqual([43, 0o600]);
  chmodSync(file, 0o644);
  expect([readAdminToken(folder, {}).value, modeOf(file)]).toEqual([value, 0o600]);
});
