import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ScheduleImportQuery } from '#contracts/http-admin.ts';
import { createApp } from '../../lambdas/admin-api/app.ts';
import { startHttpGateway } from '../../local/http-gateway.ts';
import { writeRuntimeFile } from '../../local/start/runtime-file.ts';
import { awsOperator } from '../../tools/aws/admin/aws-operator.ts';
import { readAdminCommand } from '../../tools/aws/admin/command.ts';
import { describeAnswer } from '../../tools/aws/admin/describe-answer.ts';
import { localOperator, type Operator } from '../../tools/aws/admin/local-operator.ts';
import { postAdmin } from '../../tools/aws/admin/post-admin.ts';
import { createRecordingLogger } from '../fakes/recording-logger.ts';
import { startSigningGateway } from '../fakes/signing-gateway.ts';

const NOW_MS = Date.UTC(2026, 10, 24, 12);
const TOKEN = 'a-token-of-this-test';
const REGION = 'eu-central-1';
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a-secret', sessionToken: 'a/session+token==' };

let folder: string;
let asked: ScheduleImportQuery[];
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  asked = [];
  folder = await mkdtemp(join(tmpdir(), 'admin-command-'));
});
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
  await rm(folder, { recursive: true, force: true });
});

/** The admin function; a reference update starts once. */
function adminFunction(adminToken: string | null) {
  const runs = ['run-1'];
  return createApp({
    importDay: (query) => {
      asked.push(query);
      const { origin, destination, date } = query;
      const counts = { received: 0, stored: 0, merged: 0, changed: 0, rejected: {} };
      return Promise.resolve({ origin, destination, date, sample: true, ...counts, itineraries: [] });
    },
    startReferences: () => Promise.resolve(runs.pop() ?? null),
    adminToken,
    clock: () => NOW_MS,
    logger: createRecordingLogger(),
  });
}

/** On one machine, as `npm start` has it. */
async function onOneMachine(keptToken: string): Promise<Operator> {
  const admin = adminFunction(TOKEN);
  const gateway = await startHttpGateway({
    ...{ api: admin, admin, siteFolder: folder, port: 0, logger: createRecordingLogger() },
  });
  closing.push(() => gateway.close());
  writeRuntimeFile(folder, { web: gateway.url, websocket: '', mongodbUri: '', kafkaBrokers: '', pid: 1 });
  await writeFile(join(folder, 'admin-token'), `${keptToken}\n`);
  return localOperator(folder, {});
}

/** On AWS, as the IAM authorizer has it. */
async function onAws({ secretAccessKey = credentials.secretAccessKey, atMs = NOW_MS } = {}): Promise<Operator> {
  const handler = adminFunction(null);
  const secrets = { [credentials.accessKeyId]: credentials.secretAccessKey };
  const gateway = await startSigningGateway({ handler, region: REGION, secrets, nowMs: NOW_MS });
  closing.push(() => gateway.close());
  return awsOperator({
    apiUrl: gateway.url,
    region: REGION,
    credentials: () => Promise.resolve({ ...credentials, secretAccessKey }),
    clock: () => atMs,
  });
}

/** As the command itself goes. */
async function run(command: string, { baseUrl, authorize }: Operator) {
  const read = readAdminCommand(command.split(' '), {});
  if (read.name !== 'post') throw new Error(`${command} asks nothing`);
  const answer = await postAdmin(baseUrl, read.path, authorize);
  return { status: answer.status, text: describeAnswer(answer) };
}

describe.each([
  ['with the token of one machine', () => onOneMachine(TOKEN)],
  ['signed on AWS', () => onAws()],
])('npm run admin %s', (_how, start) => {
  test('starts a reference update, and says so where one runs already', async () => {
    const operator = await start();
    expect(await run('references', operator)).toEqual({
      status: 202,
      text: expect.stringContaining('run-1') as string,
    });
    expect(await run('references', operator)).toEqual({
      status: 409,
      text: expect.stringContaining('updated already') as string,
    });
  });

  test('asks for the day that was named', async () => {
    const { status } = await run('schedule --from FRA --to JFK --date 2026-12-01', await start());
    expect([status, asked]).toEqual([200, [{ origin: 'FRA', destination: 'JFK', date: '2026-12-01' }]]);
  });
});

test.each([
  ['a wrong token', () => onOneMachine('another'), 401, 'Only operators may do this'],
  ['a wrong secret', () => onAws({ secretAccessKey: 'another' }), 403, 'execute-api:Invoke'],
  ['a clock that is wrong by an hour', () => onAws({ atMs: NOW_MS - 3_600_000 }), 403, 'execute-api:Invoke'],
])('npm run admin with %s is refused with what to do', async (_how, start, status, text) => {
  const refused = await run('schedule --from FRA --to JFK --date 2026-12-01', await start());
  expect(refused).toEqual({ status, text: expect.stringContaining(text) as string });
  expect(asked).toEqual([]);
});

test('npm run admin says what does not run', async () => {
  expect(() => localOperator(folder, {})).toThrow(/No npm start runs on/);
  const operator = await onAws();
  await Promise.all(closing.splice(0).map((close) => close()));
  await expect(run('references', operator)).rejects.toThrow(/did not answer: .*ECONNREFUSED/);
});
