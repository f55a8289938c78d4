import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CloudFormationClient,
  DeleteStackCommand,
  paginateListStackResources,
  paginateListStacks,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';
import { LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetScheduleCommand, SchedulerClient, UpdateScheduleCommand } from '@aws-sdk/client-scheduler';
import type { Producer } from 'kafkajs';
import { MongoClient, type Db } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKafkaClient } from '#adapters/kafka/kafka-client.ts';
import { createLogger } from '#adapters/observability/logger.ts';
import { trackSchema } from '#contracts/http-track.ts';
import { DEFAULT_POSITION_TOPIC, ENV } from '#contracts/names.ts';
import { encodePositionEvent } from '#contracts/position-event.ts';
import { isJsonObject } from '#contracts/read.ts';
import { deployAirlines, type DeployedAirlines } from '../../local/aws/deploy-airlines.ts';
import { emulatedClient } from '../../local/aws/emulated-account.ts';
import { findLambdaWorkers } from '../../local/aws/lambda-workers.ts';
import { readDeployLocalOptions } from '../../local/aws/options.ts';
import { prepare, type Prepared } from '../../local/aws/prepare.ts';
import { serve, type Served } from '../../local/aws/serve.ts';
import { uploadSite } from '../../local/aws/upload-site.ts';
import { openDataFolder, type DataFolder } from '../../local/start/data-folder.ts';
import { planServices } from '../../local/start/services-plan.ts';
import { createShutdown } from '../../local/start/shutdown.ts';
import { aPosition } from '../fixtures/positions.ts';
import { FEW_SCHEDULES } from '../fixtures/few-schedules.ts';
import { openViewer } from '../load/stream/viewer.ts';
import { waitUntil } from '../load/stream/wait-until.ts';

const downloadsFolder = fileURLToPath(new URL('../../.local', import.meta.url));
/** What the stage's settings say of FEW_SCHEDULES. */
const SETTINGS = {
  lufthansaCallsPerSecond: 50,
  schedulePairs: 0,
  scheduleHubRoutes: ['FRA-JFK'],
  scheduleDaysAhead: 1,
  statusAirports: ['FRA'],
};
/** Bundling and three runs of the CDK are half a minute of processor time, whoever else has a share of it. */
const START_TIMEOUT_MS = 400_000;
const ADDRESS = '3c664e';
const NIGHTLY = 'Etl/Schedules/Nightly';
const silent = createLogger({ write: () => undefined });

const servers = createShutdown(() => undefined);
let serving = createShutdown(() => undefined);
let data: DataFolder;
let prepared: Prepared;
let deployed: DeployedAirlines;
let served: Served;
let siteFolder = '';
let client: MongoClient;
let db: Db;
let producer: Producer;
/** Undone in the order of the list; what a start that failed has not come to isn't in it. */
const undo: (() => Promise<unknown>)[] = [() => servers.stopAll()];

beforeAll(async () => {
  await mkdir(downloadsFolder, { recursive: true });
  const folder = await mkdtemp(join(downloadsFolder, 'test-aws-'));
  data = await openDataFolder(folder);
  undo.push(
    () => data.release(),
    () => rm(folder, { recursive: true, force: true }),
  );
  const options = readDeployLocalOptions(
    ['--data', folder, '--port', '0', '--services', 'embedded', '--settings', JSON.stringify(SETTINGS)],
    {},
  );
  const env = { ...process.env, ...FEW_SCHEDULES, [ENV.mongodbUri]: '', [ENV.kafkaBrokers]: '' };
  const plan = await planServices('embedded', downloadsFolder, env);
  prepared = await prepare({ options, plan, data, downloadsFolder, env, shutdown: servers });
  client = new MongoClient(prepared.env[ENV.mongodbUri] ?? '');
  undo.unshift(() => client.close());
  db = client.db('airlines');
  producer = createKafkaClient({
    brokers: (prepared.env[ENV.kafkaBrokers] ?? '').split(','),
    clientId: 'local-aws-test',
  }).producer();
  await producer.connect();
  undo.unshift(() => producer.disconnect());
  siteFolder = join(folder, 'site');
  await mkdir(siteFolder);
  await writeFile(join(siteFolder, 'index.html'), '<!doctype html><title>Airlines</title>');
  await deployAndServe();
}, START_TIMEOUT_MS);
afterAll(async () => {
  await serving.stopAll();
  for (const step of undo) await step();
});

async function deployAndServe(): Promise<void> {
  deployed = await deployAirlines(prepared);
  serving = createShutdown(() => undefined);
  served = await serve({ prepared, deployed, siteFolder, logger: silent, shutdown: serving });
}

const stackIds = (): string[] => prepared.assembly.stackIds.filter((id) => !prepared.emulator.leavesOut.includes(id));
const endpoint = (): string => prepared.emulator.endpoint;
const get = async (path: string): Promise<unknown> => (await fetch(`${served.url}${path}`)).json();

/** Publishes as the producer does, at the time of the machine, which the functions compare it with. */
/** @returns its offset */
async function publish(value: string): Promise<number> {
  const messages = [{ key: ADDRESS, value, partition: 0 }];
  const [answer] = await producer.send({ topic: DEFAULT_POSITION_TOPIC, messages });
  return Number(answer?.baseOffset);
}
const publishPosition = (lat: number): Promise<number> => {
  const nowMs = Date.now();
  return publish(encodePositionEvent(aPosition({ observedAtMs: nowMs, receivedAtMs: nowMs, lat })));
};

/** What a browser's own kind of WebSocket gets first. */
async function firstDataOfPage(): Promise<unknown> {
  const socket = new WebSocket(served.websocketUrl);
  const first = new Promise((resolve, reject) => {
    socket.onmessage = ({ data: received }) => resolve(received);
    socket.onclose = ({ code }) => reject(new Error(`closed with ${code}`));
  });
  socket.onopen = () => socket.send('{"action":"subscribe","v":1,"id":1,"bbox":[-12,35,35,70],"zoom":5}');
  try {
    return await first;
  } finally {
    socket.close();
  }
}

async function latitudes(): Promise<number[]> {
  const answer = await fetch(`${served.url}/api/aircraft/${ADDRESS}/track`);
  if (!answer.ok) return [];
  const points = trackSchema.parse(await answer.json()).legs.flatMap((leg) => leg.points);
  return points.filter(({ predicted }) => predicted !== true).map(({ lat }) => lat);
}

/** The stacks of ours that are there, and every resource of them: logical id, type and state. */
async function deployedState(): Promise<Record<string, string[]>> {
  const formation = new CloudFormationClient(emulatedClient(endpoint()));
  const state: Record<string, string[]> = {};
  for await (const { StackSummaries: stacks = [] } of paginateListStacks({ client: formation }, {})) {
    for (const { StackName = '', StackStatus } of stacks) {
      if (!StackName.startsWith('airlines-') || StackStatus === 'DELETE_COMPLETE') continue;
      const resources = (state[StackName] = [String(StackStatus)]);
      for await (const page of paginateListStackResources({ client: formation }, { StackName })) {
        for (const { LogicalResourceId: id, ResourceType: type, ResourceStatus } of page.StackResourceSummaries ?? []) {
          resources.push(`${String(id)} ${String(type)} ${String(ResourceStatus)}`);
        }
      }
    }
  }
  formation.destroy();
  for (const resources of Object.values(state)) resources.sort();
  return state;
}

async function destroy(): Promise<void> {
  const formation = new CloudFormationClient(emulatedClient(endpoint()));
  for (const StackName of stackIds().map(prepared.assembly.stackName).toReversed()) {
    await formation.send(new DeleteStackCommand({ StackName }));
    await waitUntilStackDeleteComplete({ client: formation, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { StackName });
  }
  formation.destroy();
}

async function functionNames(): Promise<string[]> {
  const lambda = new LambdaClient(emulatedClient(endpoint()));
  const names: string[] = [];
  for await (const { Functions: functions = [] } of paginateListFunctions({ client: lambda }, {})) {
    names.push(...functions.map(({ FunctionName }) => String(FunctionName)));
  }
  lambda.destroy();
  return names.toSorted();
}

/** Only when it fires is changed: what is started, by whom and with what event stays as it was deployed. */
async function fireEveryMinute(): Promise<void> {
  const scheduler = new SchedulerClient(emulatedClient(endpoint()));
  const Name = deployed.stacks.physicalId(NIGHTLY);
  const { FlexibleTimeWindow, Target } = await scheduler.send(new GetScheduleCommand({ Name }));
  const ScheduleExpression = 'rate(1 minute)';
  await scheduler.send(new UpdateScheduleCommand({ Name, FlexibleTimeWindow, Target, ScheduleExpression }));
  const changed = await scheduler.send(new GetScheduleCommand({ Name }));
  expect(changed).toMatchObject({ ScheduleExpression, Target });
  scheduler.destroy();
}

describe('Airlines on an emulated AWS', () => {
  it('brings a position from Kafka to a viewer of the WebSocket API and to the track API', async () => {
    await fireEveryMinute();
    const viewer = await openViewer(deployed.apis?.websocketUrl ?? '', { origin: served.url });
    viewer.subscribe(1);
    await viewer.first('subscribed');
    await publishPosition(48.1);
    await waitUntil('the viewer has the aircraft', () => viewer.seen().has(ADDRESS), 60_000);
    viewer.close();
    await expect.poll(latitudes, { timeout: 60_000 }).toEqual([48.1]);
  });

  it('puts a record that is no position among the dead letters, and its neighbours through', async () => {
    const offset = await publish('{broken');
    await publishPosition(48.2);
    const letters = () => db.collection('dead_letters').find().toArray();
    await expect
      .poll(letters, { timeout: 60_000 })
      .toMatchObject([{ topic: DEFAULT_POSITION_TOPIC, partition: 0, offset, reason: 'json' }]);
    await expect.poll(latitudes, { timeout: 60_000 }).toEqual([48.1, 48.2]);
  });

  it('refuses an admin route without credentials by our own code, and a page of another site', async () => {
    const answer = await fetch(`${served.url}/api/references`, { method: 'POST' });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ type: '/problems/unauthorized', instance: '/api/references' });
    await expect(openViewer(served.websocketUrl, { origin: 'https://elsewhere.example' })).rejects.toThrow(/403/);
  });

  it('has the page in a bucket, and on one origin with the API and the address of the WebSocket API', async () => {
    expect(await uploadSite({ endpoint: endpoint(), bucket: 'site', siteFolder })).toBe(1);
    const s3 = new S3Client({ ...emulatedClient(endpoint()), forcePathStyle: true });
    const page = await s3.send(new GetObjectCommand({ Bucket: 'site', Key: 'index.html' }));
    expect(page.ContentType).toBe('text/html; charset=utf-8');
    expect(await page.Body?.transformToString()).toContain('<title>Airlines</title>');
    s3.destroy();
    expect(await (await fetch(`${served.url}/flights`)).text()).toContain('<title>Airlines</title>');
    expect(await get('/config.json')).toEqual({ websocketUrl: served.websocketUrl });
    expect(await firstDataOfPage()).toMatch(/^\{"type":"subscribed"/);
    const description = await get('/api/openapi.json');
    expect(isJsonObject(description) && description['openapi']).toMatch(/^3\.1/);
  });

  it('has our own gateways and timers invoke its functions where it is an emulator without', async () => {
    await serving.stopAll();
    serving = createShutdown(() => undefined);
    const withoutApis = { ...deployed, apis: null };
    served = await serve({ prepared, deployed: withoutApis, siteFolder, logger: silent, shutdown: serving });
    expect(served.websocketUrl).toBe(`${served.url.replace('http', 'ws')}/ws`);
    const viewer = await openViewer(served.websocketUrl, { origin: served.url });
    viewer.subscribe(1);
    await viewer.first('subscribed');
    await publishPosition(48.3);
    await waitUntil('the viewer has the aircraft', () => viewer.seen().has(ADDRESS), 60_000);
    viewer.close();
    await expect.poll(latitudes, { timeout: 60_000 }).toEqual([48.1, 48.2, 48.3]);
    expect((await fetch(`${served.url}/api/references`, { method: 'POST' })).status).toBe(401);
    await expect(openViewer(served.websocketUrl, { origin: 'https://elsewhere.example' })).rejects.toThrow(/403/);
    const statusRun = () => db.collection('etl_runs').findOne({ kind: 'status' });
    await expect.poll(statusRun, { timeout: 60_000 }).toMatchObject({ trigger: 'schedule' });
  });

  it('has its ETL started by the Scheduler, whose data is then in MongoDB', async () => {
    const flights = () => db.collection('flights').countDocuments({ origin: 'FRA', destination: 'JFK' });
    await waitUntil('flights are stored', async () => (await flights()) > 0, 100_000);
    expect(await db.collection('etl_runs').findOne({ kind: 'schedules' })).toMatchObject({ trigger: 'schedule' });
  });

  it('ends in the same state when it is destroyed and deployed again', async () => {
    const before = { state: await deployedState(), functions: await functionNames() };
    expect(Object.keys(before.state).toSorted()).toEqual(stackIds().map(prepared.assembly.stackName).toSorted());
    await serving.stopAll();
    await destroy();
    expect(await deployedState()).toEqual({});
    expect(await functionNames()).toEqual([]);

    await deployAndServe();
    expect({ state: await deployedState(), functions: await functionNames() }).toEqual(before);
    expect(await latitudes()).toEqual([48.1, 48.2, 48.3]);
    await publishPosition(48.4);
    await expect.poll(latitudes, { timeout: 60_000 }).toEqual([48.1, 48.2, 48.3, 48.4]);
  });

  it('leaves no process and no file of the emulator behind', async () => {
    const workers = join(data.path, 'aws', 'tmp');
    expect(await findLambdaWorkers(workers)).not.toEqual([]);
    await serving.stopAll();
    await servers.stopAll();
    expect(await findLambdaWorkers(workers)).toEqual([]);
    expect(existsSync(join(data.path, 'aws'))).toBe(false);
  });
});
