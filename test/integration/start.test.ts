import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, onTestFailed } from 'vitest';
import type { EtlRun } from '#contracts/etl-run.ts';
import { referenceStartSchema } from '#contracts/http-admin.ts';
import { statusSchema } from '#contracts/http-status.ts';
import { readProcessRegister } from '../../local/processes/process-register.ts';
import type { ProcessExit } from '../../local/processes/process-exit.ts';
import { startProcess, type SupervisedProcess } from '../../local/processes/supervised-process.ts';
import { readRuntimeFile, type RuntimeFile } from '../../local/start/runtime-file.ts';
import { FEW_SCHEDULES } from '../fixtures/few-schedules.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const READY_TIMEOUT_MS = 100_000;
const STOP_TIMEOUT_MS = 10_000;

interface Start {
  readonly process: SupervisedProcess;
  readonly lines: string[];
}

let dataFolder = '';
let starts: Start[] = [];

beforeEach(async () => {
  await mkdir(join(root, '.local'), { recursive: true });
  dataFolder = await mkdtemp(join(root, '.local', 'test-start-'));
});

afterEach(async () => {
  await Promise.all(starts.map((start) => start.process.stop()));
  starts = [];
  await rm(dataFolder, { recursive: true, force: true });
});

/** Runs `npm start`, or its program directly, with servers of its own. */
function start(how: 'npm' | 'node' = 'node', ...more: string[]): Start {
  const options = ['--port', '0', '--data', dataFolder, '--services', 'embedded', '--aircraft', '50', ...more];
  const [command, args] =
    how === 'npm' ? ['npm', ['start', '--', ...options]] : [process.execPath, ['local/start.ts', ...options]];
  const lines: string[] = [];
  // Everything that it starts inherits this variable, and is found by it.
  const env = { ...process.env, ...FEW_SCHEDULES, AIRLINES_TEST_RUN: dataFolder, MONGODB_URI: '', KAFKA_BROKERS: '' };
  const started = startProcess({
    name: 'npm start',
    command,
    args,
    env,
    cwd: root,
    onLine: (line) => lines.push(line),
  });
  const running = { process: started, lines };
  starts.push(running);
  onTestFailed(() => console.error(lines.join('\n')));
  return running;
}

async function untilReady(running: Start): Promise<RuntimeFile> {
  await running.process.whenLine((line) => line.startsWith('Ready: '), READY_TIMEOUT_MS);
  const runtime = readRuntimeFile(dataFolder);
  if (runtime === null) throw new Error('ready without a runtime.json');
  return runtime;
}

/** Resolves with the exit, or fails when it takes longer than a stop may. */
function exitInTime(running: Start): Promise<ProcessExit> {
  const late = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error('still running after ten seconds')), STOP_TIMEOUT_MS).unref();
  });
  return Promise.race([running.process.exited, late]);
}

/** Processes of this test's starts that are there, by their command lines. */
async function processesLeft(): Promise<string[]> {
  const left: string[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    if (!environment.includes(`AIRLINES_TEST_RUN=${dataFolder}`)) continue;
    left.push((await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' '));
  }
  return left;
}

async function storedAircraft(runtime: RuntimeFile): Promise<string[]> {
  const response = await fetch(`${runtime.web}/api/positions`);
  expect(response.status).toBe(200);
  const body: unknown = await response.json();
  expect(body).toMatchObject({ positions: expect.any(Array) as unknown });
  const { positions } = body as { positions: { icao24: string }[] };
  return positions.map(({ icao24 }) => icao24).sort();
}

/** The newest run of each kind of ETL. */
async function etlRuns(runtime: RuntimeFile): Promise<EtlRun[]> {
  return statusSchema.parse(await (await fetch(`${runtime.web}/api/status`)).json()).schedules.runs;
}

/** `references complete`: how they stand, in order. */
async function etlStates(runtime: RuntimeFile): Promise<string[]> {
  return (await etlRuns(runtime)).map(({ kind, state }) => `${kind} ${state}`).sort();
}

function postAsOperator(runtime: RuntimeFile, path: string): Promise<Response> {
  const token = readFileSync(join(dataFolder, 'admin-token'), 'utf8').trim();
  return fetch(`${runtime.web}${path}`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
}

const tomorrow = (): string => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

/** An operator's command, to its end. */
async function operate(file: string, ...args: string[]): Promise<{ code: number | null; lines: string[] }> {
  const lines: string[] = [];
  const command = startProcess({
    name: file,
    command: process.execPath,
    args: [`tools/aws/${file}`, ...args],
    cwd: root,
    onLine: (line) => lines.push(line),
  });
  const { code } = await command.exited;
  return { code, lines };
}

describe('npm start', () => {
  it('serves the page and positions, refuses a second start, and leaves no process after SIGTERM', async () => {
    const running = start('npm');
    const runtime = await untilReady(running);
    expect(running.lines).toContain(`Ready: ${runtime.web}`);
    for (const value of [runtime.web, runtime.websocket, runtime.mongodbUri, runtime.kafkaBrokers, runtime.pid]) {
      expect(running.lines.join('\n')).toContain(String(value));
    }
    expect(running.lines.join('\n')).toContain('SIMULATED');
    expect((await fetch(runtime.web)).headers.get('content-type')).toContain('text/html');
    await expect.poll(() => storedAircraft(runtime), { timeout: 20_000 }).toHaveLength(50);
    expect((await processesLeft()).length).toBeGreaterThan(6);

    expect(running.lines.join('\n')).toContain('SAMPLE DATA');
    const loaded = ['references complete', 'schedules complete', 'status complete'];
    await expect.poll(() => etlStates(runtime), { timeout: 60_000 }).toEqual(loaded);
    const started = await postAsOperator(runtime, '/api/references');
    expect(started.status).toBe(202);
    expect((await postAsOperator(runtime, '/api/references')).status).toBe(409);
    expect((await fetch(`${runtime.web}/api/references`, { method: 'POST' })).status).toBe(401);
    const { runId } = referenceStartSchema.parse(await started.json());
    const ids = async (): Promise<string[]> => (await etlRuns(runtime)).map(({ id }) => id);
    await expect.poll(ids, { timeout: 10_000 }).toContain(runId);

    const smoke = await operate('smoke.ts', runtime.web);
    expect([smoke.code, smoke.lines.at(-1)]).toEqual([0, 'All 8 as they must be.']);
    const day = ['--from', 'FRA', '--to', 'JFK', '--date', tomorrow()];
    const imported = await operate('admin.ts', 'schedule', ...day, '--local', '--data', dataFolder);
    expect([imported.code, imported.lines[0]]).toEqual([0, expect.stringContaining('FRA to JFK on') as string]);

    const second = start();
    expect((await second.process.exited).code).toBe(2);
    expect(second.lines.join('\n')).toContain(runtime.web);
    expect(readRuntimeFile(dataFolder)).toEqual(runtime);

    process.kill(running.process.pid, 'SIGTERM');
    expect(await exitInTime(running)).toMatchObject({ code: 0 });
    expect(await processesLeft()).toEqual([]);
    expect(readRuntimeFile(dataFolder)).toBeNull();
  });

  it('recovers with its data after kill -9 and ends on Ctrl-C with 0', async () => {
    const killed = start();
    const before = await storedAircraft(await untilReady(killed));
    expect(before.length).toBeGreaterThan(0);
    process.kill(killed.process.pid, 'SIGKILL');
    await killed.process.exited;
    expect(readProcessRegister(dataFolder).map(({ name }) => name)).toContain('mongod');

    const running = start('npm');
    const runtime = await untilReady(running);
    expect(running.lines.join('\n')).toMatch(/Ended what an earlier start left behind: .*mongod/);
    expect(await storedAircraft(runtime)).toEqual(expect.arrayContaining(before));
    // The terminal sends it to the whole group: npm and what it runs.
    process.kill(-running.process.pid, 'SIGINT');
    expect(await exitInTime(running)).toMatchObject({ code: 0 });
    expect(await processesLeft()).toEqual([]);
  });

  it.each(['kafka', 'mongod', 'position-store', 'position-producer'])(
    'ends everything with the reason when %s crashes',
    async (name) => {
      const running = start();
      const find = (): number | undefined => readProcessRegister(dataFolder).find((part) => part.name === name)?.pid;
      await expect.poll(find, { timeout: READY_TIMEOUT_MS }).toBeDefined();
      process.kill(find() ?? Number.NaN, 'SIGKILL');
      expect(await exitInTime(running)).toMatchObject({ code: 1 });
      expect(running.lines.join('\n')).toContain(`${name} was ended by SIGKILL`);
      expect(await processesLeft()).toEqual([]);
      expect(readRuntimeFile(dataFolder)).toBeNull();
    },
  );

  it('ends everything when it is stopped while its servers are starting', async () => {
    const running = start();
    await expect.poll(() => readProcessRegister(dataFolder).length, { timeout: READY_TIMEOUT_MS }).toBeGreaterThan(0);
    process.kill(running.process.pid, 'SIGTERM');
    expect(await exitInTime(running)).toMatchObject({ code: 0 });
    expect(await processesLeft()).toEqual([]);
  });

  it('ends everything when the npm that runs it is killed', async () => {
    const running = start('npm');
    await untilReady(running);
    process.kill(running.process.pid, 'SIGKILL');
    await expect.poll(processesLeft, { timeout: STOP_TIMEOUT_MS }).toEqual([]);
  });

  it('begins anew with --reset', async () => {
    const marks = ['mongo-data', 'kafka-data', 'logs'].map((folder) => join(dataFolder, folder, 'mark'));
    for (const mark of marks) {
      await mkdir(dirname(mark), { recursive: true });
      await writeFile(mark, '');
    }
    const running = start('node', '--reset');
    await untilReady(running);
    expect(marks.filter((mark) => existsSync(mark))).toEqual([]);
  });
});
