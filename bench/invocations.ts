/**
 * What one invocation of each function takes: CPU of the function, messages to a real mongod, bytes of log. From 300 to
 * 10,000 aircraft, one batch a second; the figures of tools/aws/cost/measured.ts.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MongoClient, type Db } from 'mongodb';
import { createConnectionStore } from '#adapters/mongo/connection-store.ts';
import { ensureSchema } from '#adapters/mongo/schema.ts';
import { COLUMNS_MEDIA_TYPE, ENV } from '#contracts/names.ts';
import type { Position } from '#domain/position.ts';
import { readConfig as readBroadcastConfig } from '../lambdas/position-broadcast/config.ts';
import { createHandler as createBroadcast } from '../lambdas/position-broadcast/handler.ts';
import { readConfig as readCompactionConfig } from '../lambdas/position-compaction/config.ts';
import { createHandler as createCompaction } from '../lambdas/position-compaction/handler.ts';
import { readConfig as readHttpConfig } from '../lambdas/http-api/config.ts';
import { createHandler as createHttpApi } from '../lambdas/http-api/handler.ts';
import { readConfig as readStoreConfig } from '../lambdas/position-store/config.ts';
import { createHandler as createStore } from '../lambdas/position-store/handler.ts';
import { readConfig as readWebsocketConfig } from '../lambdas/websocket/config.ts';
import { createHandler as createWebsocket } from '../lambdas/websocket/handler.ts';
import { startEmbeddedMongo } from '../local/services/embedded-mongo.ts';
import { httpEvent, websocketEvent } from './invocations/api-events.ts';
import { createMeter, type Effort, type Meter } from './invocations/meter.ts';
import { batchEvent, simulateBatches, VIEWER_BOXES } from './traffic/simulated-batches.ts';

const FLEETS = [300, 1000, 10_000] as const;
/** Between two compactions. */
const SECONDS = 120;
const WARM_UP_SECONDS = 20;
/** Broadcasters skip what is older than a minute. */
const BROADCAST_SECONDS = 40;
const VIEWERS = 200;
const REQUESTS = 50;

const downloadsFolder = fileURLToPath(new URL('../.local', import.meta.url));
type Environment = Readonly<Record<string, string>>;

export async function run(): Promise<void> {
  const folder = await mkdtemp(join(downloadsFolder, 'bench-invocations-'));
  const mongo = await startEmbeddedMongo({ dataFolder: folder, downloadsFolder });
  const client = await MongoClient.connect(mongo.uri);
  const sink = fork(fileURLToPath(new URL('./invocations/post-sink.ts', import.meta.url)));
  try {
    const [port] = (await once(sink, 'message')) as unknown[];
    for (const aircraft of FLEETS) {
      const db = client.db(`bench_${aircraft}`);
      const env = {
        [ENV.mongodbUri]: mongo.uri,
        [ENV.mongodbDatabase]: db.databaseName,
        [ENV.websocketEndpoint]: `http://127.0.0.1:${Number(port)}`,
        [ENV.allowedOrigins]: 'https://airlines.example',
        [ENV.maxConnections]: '1000',
      };
      await measureFleet(db, env, aircraft);
    }
  } finally {
    sink.disconnect();
    await client.close();
    await mongo.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureFleet(db: Db, env: Environment, aircraft: number): Promise<void> {
  await ensureSchema(db, { retentionLiveDays: 30, retentionSimulatedHours: 24 });
  console.log(`${aircraft} aircraft`);
  const meter = createMeter(db);
  const batches: (readonly Position[])[] = [];
  const seconds = WARM_UP_SECONDS + SECONDS;
  for await (const { positions } of simulateBatches({ aircraft, startsAtMs: Date.now() - seconds * 1000, seconds })) {
    batches.push(positions);
  }
  const latest = batches.slice(-BROADCAST_SECONDS);
  const none = await measureBroadcast(env, meter, latest);
  await subscribeViewers(db);
  const some = await measureBroadcast(env, meter, latest);
  print('position-broadcast, nobody looks', none);
  print(`the same, ${VIEWERS} viewers`, some);
  print('position-store', await measureStore(env, meter, batches));
  print('position-compaction', await measureCompaction(env, meter));
  await measureHttp(env, meter);
  await measureWebsocket(env, meter);
}

async function measureStore(
  env: Environment,
  meter: Meter,
  batches: readonly (readonly Position[])[],
): Promise<Effort> {
  const store = createStore(readStoreConfig(env), { logger: meter.logger });
  for (const batch of batches.slice(0, WARM_UP_SECONDS)) await store(batchEvent(batch));
  const events = batches.slice(WARM_UP_SECONDS).map(batchEvent);
  const effort = await meter.measure(events.length, async () => {
    for (const event of events) await store(event);
  });
  await store.close();
  return effort;
}

async function measureBroadcast(
  env: Environment,
  meter: Meter,
  batches: readonly (readonly Position[])[],
): Promise<Effort> {
  const broadcast = createBroadcast(readBroadcastConfig(env), { logger: meter.logger });
  const [first, ...events] = batches.map(batchEvent);
  await broadcast(first);
  const effort = await meter.measure(events.length, async () => {
    for (const event of events) await broadcast(event);
  });
  await broadcast.close();
  return effort;
}

async function subscribeViewers(db: Db): Promise<void> {
  const connections = createConnectionStore(db);
  const nowMs = Date.now();
  const expiresAtMs = nowMs + 3_600_000;
  const bbox = VIEWER_BOXES['region'] ?? [-180, -90, 180, 90];
  for (let index = 0; index < VIEWERS; index += 1) {
    await connections.add(`viewer-${index}`, nowMs, expiresAtMs);
    const subscription = { id: 1, bbox, level: 'world', version: 2, everyMs: 0 } as const;
    await connections.subscribe(`viewer-${index}`, subscription, { nowMs, minIntervalMs: 400, expiresAtMs });
  }
}

async function measureCompaction(env: Environment, meter: Meter): Promise<Effort> {
  const compact = createCompaction(readCompactionConfig(env), { logger: meter.logger });
  const effort = await meter.measure(1, async () => {
    await compact({}, { getRemainingTimeInMillis: () => 100_000 });
  });
  await compact.close();
  return effort;
}

async function measureHttp(env: Environment, meter: Meter): Promise<void> {
  const api = createHttpApi(readHttpConfig(env), { logger: meter.logger });
  for (const [name, box] of Object.entries(VIEWER_BOXES)) {
    const event = httpEvent(`/api/positions`, `bbox=${box.join(',')}&simulated=true`, COLUMNS_MEDIA_TYPE);
    const { body = '' } = await api(event);
    const effort = await meter.measure(REQUESTS, async () => {
      for (let index = 0; index < REQUESTS; index += 1) await api(event);
    });
    print(`http-api, snapshot of the ${name}: ${Math.round((body.length * 3) / 4)} bytes`, effort);
  }
  const status = httpEvent('/api/status', '', 'application/json');
  const { body = '' } = await api(status);
  const effort = await meter.measure(REQUESTS, async () => {
    for (let index = 0; index < REQUESTS; index += 1) await api(status);
  });
  print(`http-api, status: ${Math.round((body.length * 3) / 4)} bytes`, effort);
  await api.close();
}

async function measureWebsocket(env: Environment, meter: Meter): Promise<void> {
  const websocket = createWebsocket(readWebsocketConfig(env), { logger: meter.logger });
  const bodies = {
    $connect: '',
    ping: JSON.stringify({ action: 'ping', t: 1 }),
    subscribe: JSON.stringify({ action: 'subscribe', v: 1, id: 1, bbox: VIEWER_BOXES['region'], zoom: 7 }),
    $disconnect: '',
  };
  for (const [route, body] of Object.entries(bodies)) {
    // Subscribing waits until every broadcaster knows of it.
    const count = route === 'subscribe' ? 3 : REQUESTS;
    const effort = await meter.measure(count, async () => {
      for (let index = 0; index < count; index += 1) await websocket(websocketEvent(route, `one-${index}`, body));
    });
    print(`websocket, ${route}`, effort);
  }
  await websocket.close();
}

function print(name: string, { invocations, cpuMs, requests, logBytes }: Effort): void {
  console.log(
    `  ${name.padEnd(52)} ${cpuMs.toFixed(2).padStart(8)} ms CPU, ${requests.toFixed(1).padStart(6)} requests, ` +
      `${logBytes.toFixed(0).padStart(5)} bytes of log (mean of ${invocations})`,
  );
}
