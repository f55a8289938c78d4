import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identifyProcess, isSameProcessAlive } from '../../../local/processes/process-identity.ts';
import {
  createProcessRegister,
  endLeftoverProcesses,
  readProcessRegister,
} from '../../../local/processes/process-register.ts';
import { startProcess, type SupervisedProcess } from '../../../local/processes/supervised-process.ts';

let folder = '';
let children: SupervisedProcess[] = [];

function child(script = 'setInterval(() => undefined, 1000)'): SupervisedProcess {
  const started = startProcess({ name: 'child', command: process.execPath, args: ['-e', script], graceMs: 100 });
  children.push(started);
  return started;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'airlines-'));
});
afterEach(async () => {
  await Promise.all(children.map((each) => each.stop()));
  children = [];
  rmSync(folder, { recursive: true });
});

describe('identity of a process', () => {
  it('is the same for one process and another for the next', () => {
    const first = child();
    const second = child();
    const [one, again, two] = [first.pid, first.pid, second.pid].map((pid) => identifyProcess(pid));
    expect(one).toEqual(again);
    expect(one?.started).toMatch(/^[0-9a-f-]{36}\/\d+$/);
    expect(two?.pid).not.toBe(one?.pid);
  });

  it('does not take a process that got an old id for the old one', () => {
    const { pid } = child();
    const identity = identifyProcess(pid);
    expect(identity).not.toBeNull();
    expect(isSameProcessAlive({ pid, started: identity?.started ?? '' })).toBe(true);
    expect(isSameProcessAlive({ pid, started: `${identity?.started ?? ''}1` })).toBe(false);
  });

  it('is null for nothing', () => {
    expect(identifyProcess(2 ** 30)).toBeNull();
    expect(identifyProcess(Number.NaN)).toBeNull();
  });
});

describe('register of child processes', () => {
  it('lists those that run and leaves no file when none does', () => {
    const register = createProcessRegister(folder);
    const { pid } = child();
    register.add('kafka', pid);
    expect(readProcessRegister(folder)).toMatchObject([{ name: 'kafka', pid }]);
    register.remove(pid);
    expect(existsSync(join(folder, 'processes.json'))).toBe(false);
  });

  it('ends what an earlier run has left, and forgets it', async () => {
    const left = child();
    createProcessRegister(folder).add('mongod', left.pid);
    expect(await endLeftoverProcesses(folder)).toEqual(['mongod']);
    expect(identifyProcess(left.pid)).toBeNull();
    expect(readProcessRegister(folder)).toEqual([]);
  });

  it('kills what takes no notice', async () => {
    const left = child('process.on("SIGTERM", () => undefined); setInterval(() => undefined, 1000); console.log("on")');
    await left.whenLine((line) => line === 'on', 10_000);
    createProcessRegister(folder).add('kafka', left.pid);
    await endLeftoverProcesses(folder, 100);
    expect(identifyProcess(left.pid)).toBeNull();
  });

  it('leaves a process alone that only has the same id', async () => {
    const other = child();
    writeFileSync(
      join(folder, 'processes.json'),
      JSON.stringify([{ name: 'mongod', pid: other.pid, started: 'another-boot/1' }]),
    );
    expect(await endLeftoverProcesses(folder)).toEqual([]);
    expect(identifyProcess(other.pid)).not.toBeNull();
  });

  it.each(['', '{', '{}', '[1, {"name":"x"}]'])('counts the damaged file %j as empty', (text) => {
    writeFileSync(join(folder, 'processes.json'), text);
    expect(readProcessRegister(folder)).toEqual([]);
  });
});
