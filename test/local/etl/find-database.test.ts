import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findDatabase } from '../../../local/etl/find-database.ts';
import { writeRuntimeFile } from '../../../local/start/runtime-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'etl-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the database of the environment goes before the one of the npm start that runs', () => {
  const runtime = { web: '', websocket: '', kafkaBrokers: '', pid: 1, mongodbUri: 'mongodb://running' };
  writeRuntimeFile(folder, runtime);
  expect(findDatabase({}, folder)).toEqual({ uri: 'mongodb://running', name: 'airlines' });
  const env = { MONGODB_URI: 'mongodb://other', MONGODB_DATABASE: 'mine' };
  expect(findDatabase(env, folder)).toEqual({ uri: 'mongodb://other', name: 'mine' });
});

test('where there is none the remedy is told', () => {
  expect(() => findDatabase({}, folder)).toThrow(
    /begin with npm start, name its folder with --data, or set MONGODB_URI/,
  );
});
