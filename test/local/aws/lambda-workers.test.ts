import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endLambdaWorkers, findLambdaWorkers } from '../../../local/aws/lambda-workers.ts';

let folder: string;
let children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workers-'));
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  await rm(folder, { recursive: true });
});

/** Runs until it is ended, as MiniStack's workers do. */
async function startWorker(name: string, program = 'process.stdout.write("up"); setInterval(() => {}, 1000);') {
  await mkdir(join(folder, name), { recursive: true });
  const file = join(folder, name, '_worker.js');
  await writeFile(file, program);
  const child = spawn(process.execPath, ['--no-warnings', file], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

describe('the processes in which MiniStack ran functions', () => {
  it('are ended, those that ignore it too, and no others', async () => {
    const worker = await startWorker('aws/ministack-lambda-store-ab12');
    const stubborn = await startWorker(
      'aws/ministack-lambda-api-cd34',
      'process.on("SIGTERM", () => {}); process.stdout.write("up"); setInterval(() => {}, 1000);',
    );
    const elsewhere = await startWorker('other/ministack-lambda-store-ab12');
    const found = (await findLambdaWorkers(join(folder, 'aws'))).map(({ pid }) => pid);
    expect(found.toSorted()).toEqual([worker.pid, stubborn.pid].toSorted());
    expect(await endLambdaWorkers(relative('.', join(folder, 'aws')))).toBe(2);
    await expect.poll(() => [worker.signalCode, stubborn.signalCode]).toEqual(['SIGTERM', 'SIGKILL']);
    expect(elsewhere.exitCode ?? elsewhere.signalCode).toBeNull();
    expect(await endLambdaWorkers(join(folder, 'aws'))).toBe(0);
  });
});
