import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRuntimeFile, removeRuntimeFile, writeRuntimeFile } from '../../../local/start/runtime-file.ts';

const runtime = {
  web: 'http://127.0.0.1:8080',
  websocket: 'ws://127.0.0.1:8080/ws',
  mongodbUri: 'mongodb://user:secret@127.0.0.1:27017',
  kafkaBrokers: '127.0.0.1:9092',
  pid: 4711,
};
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'airlines-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('runtime.json', () => {
  it('reads back what was written and leaves no other file', () => {
    writeRuntimeFile(folder, runtime);
    expect(readRuntimeFile(folder)).toEqual(runtime);
    expect(readdirSync(folder)).toEqual(['runtime.json']);
  });

  it('is for its owner only, since an address may hold a password', () => {
    writeRuntimeFile(folder, runtime);
    expect(statSync(join(folder, 'runtime.json')).mode & 0o777).toBe(0o600);
  });

  it('is gone after removal, also when it was never there', () => {
    writeRuntimeFile(folder, runtime);
    removeRuntimeFile(folder);
    removeRuntimeFile(folder);
    expect(readRuntimeFile(folder)).toBeNull();
  });

  it.each(['', '{"web":"http://127.0.0.1:8080"}', '[]', '{"web":1,"pid":2}'])('counts %j as nothing', (text) => {
    writeFileSync(join(folder, 'runtime.json'), text);
    expect(readRuntimeFile(folder)).toBeNull();
  });
});
