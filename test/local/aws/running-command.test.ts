import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRunningCommand, removeRunningCommand, writeRunningCommand } from '../../../local/aws/running-command.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'command-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('who runs deploy:local on a folder', () => {
  it('is found by its id until it says that it has ended', () => {
    writeRunningCommand(folder);
    expect(readRunningCommand(folder)?.pid).toBe(process.pid);
    removeRunningCommand(folder);
    expect(readRunningCommand(folder)).toBeNull();
  });

  it.each([
    ['the id is now of a process that began at another moment', JSON.stringify({ pid: process.pid, started: 'x/1' })],
    ['the file is something else', '[]'],
    ['the file was cut off', '{"pid":'],
  ])('is nobody where %s', async (_case, text) => {
    await writeFile(join(folder, 'deploy-local.json'), text);
    expect(readRunningCommand(folder)).toBeNull();
  });
});
