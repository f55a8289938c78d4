import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataFolder } from '../../../local/start/data-folder.ts';
import { RefusalError } from '../../../local/start/refusal-error.ts';
import { readRuntimeFile, writeRuntimeFile } from '../../../local/start/runtime-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'airlines-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const runtime = {
  web: 'http://127.0.0.1:8080',
  websocket: 'ws://127.0.0.1:8080/ws',
  mongodbUri: 'mongodb://127.0.0.1:27017',
  kafkaBrokers: '127.0.0.1:9092',
  pid: process.pid,
};

describe('the data folder of npm start', () => {
  it('is for one start at a time; the second is told where the first runs', async () => {
    const first = await openDataFolder(folder);
    await expect(openDataFolder(folder)).rejects.toThrow('it is just starting');
    writeRuntimeFile(folder, runtime);
    await expect(openDataFolder(folder)).rejects.toThrow(RefusalError);
    await expect(openDataFolder(folder)).rejects.toThrow(`http://127.0.0.1:8080 (process ${process.pid})`);
    expect(readRuntimeFile(folder)).toEqual(runtime);
    await first.release();
    expect(readRuntimeFile(folder)).toBeNull();
    await (await openDataFolder(folder)).release();
  });

  it('takes over from a start that was killed, even where its id belongs to a living process', async () => {
    writeRuntimeFile(folder, runtime);
    const data = await openDataFolder(folder);
    expect(readRuntimeFile(folder)).toBeNull();
    await data.release();
  });

  it('clears data and logs, and nothing else', async () => {
    const data = await openDataFolder(folder);
    for (const path of [data.mongo, data.kafka, data.logs, join(folder, 'kafka-libs')]) {
      mkdirSync(path, { recursive: true });
      writeFileSync(join(path, 'file'), '');
    }
    await data.clear();
    expect([data.mongo, data.kafka, join(data.logs, 'file')].filter((path) => existsSync(path))).toEqual([]);
    expect(existsSync(join(folder, 'kafka-libs', 'file'))).toBe(true);
    expect(existsSync(data.logs)).toBe(true);
    await data.release();
  });
});
