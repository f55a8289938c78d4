import { fileURLToPath } from 'node:url';
import type { Db } from 'mongodb';
import { createPositionReader } from '#adapters/mongo/positions/position-reader.ts';
import { readProgress } from '#adapters/mongo/positions/position-progress.ts';
import { ensureSchema } from '#adapters/mongo/schema.ts';
import { createLogger } from '#adapters/observability/logger.ts';
import { createHandler } from '../../lambdas/position-compaction/handler.ts';
import { startProcess, type SupervisedProcess } from '../../local/processes/supervised-process.ts';
import { medianMs, type Arena, type Result } from './contestant.ts';
import { diskBytesOf } from './disk-bytes.ts';
import { icao24Of, INTERVAL_MS, type Published } from './fill-topic.ts';
import { runConsumer, type ConsumerRun } from './run-consumer.ts';

const main = fileURLToPath(new URL('../../local/functions/main.ts', import.meta.url));
const TRACKS_READ = 300;

/** Ours: `position-store` behind the local event source, as `npm start` hosts it, then one run of `position-compaction`. */
export async function measurePositionStore(arena: Arena): Promise<Result> {
  const started = await runOn(arena, 'bench_start', arena.smallTopic, arena.smallTraffic);
  const db = arena.client.db('bench_ours');
  const run = await runOn(arena, db.databaseName, arena.topic, arena.traffic);
  await verify(db, arena.traffic);
  const count = arena.traffic.records;
  const disk = await diskBytesOf(db);
  const tracksBytes = (disk.usedBy.get('positions_tracks_live') ?? 0) / count;
  const startUs = ((started.consumerCpuS + started.mongodCpuS) / count) * 1e6;
  const cpuUs = ((run.consumerCpuS + run.mongodCpuS) / count) * 1e6;
  return {
    name: 'position-store',
    positionsPerSecond: run.positionsPerSecond,
    cpuUs,
    cpuWithoutStartUs: cpuUs - startUs,
    mongodCpuUs: (run.mongodCpuS / count) * 1e6,
    bytes: disk.used / count,
    trackP50Ms: run.trackP50Ms.compacted,
    remark: [
      `track before compaction ${run.trackP50Ms.fresh.toFixed(1)} ms`,
      `compaction ${((run.compactionCpuS / count) * 1e6).toFixed(1)} µs of the CPU without mongod's`,
      `${tracksBytes.toFixed(0)} of the bytes are tracks, the rest segments that mongod keeps for five minutes more`,
    ].join('; '),
  };
}

interface OurRun extends ConsumerRun {
  readonly compactionCpuS: number;
  readonly trackP50Ms: { readonly fresh: number; readonly compacted: number };
}

async function runOn(arena: Arena, database: string, topic: string, traffic: Published): Promise<OurRun> {
  const db = arena.client.db(database);
  await ensureSchema(db, { retentionLiveDays: 30, retentionSimulatedHours: 24 });
  let fresh = 0;
  let compactionCpuS = 0;
  const run = await runConsumer({
    ...{ db, mongodPid: arena.mongodPid, expected: traffic.records },
    start: () => Promise.resolve(startStore(arena, database, topic)),
    visible: async () => (await readProgress(db)).reduce((sum, one) => sum + one.offset + 1, 0),
    afterwards: async () => {
      compactionCpuS = await compact(arena, database);
      return compactionCpuS;
    },
    inspect: async () => {
      fresh = await trackP50Ms(db, traffic);
    },
  });
  return { ...run, compactionCpuS, trackP50Ms: { fresh, compacted: await trackP50Ms(db, traffic) } };
}

function startStore(arena: Arena, database: string, topic: string): SupervisedProcess {
  const settings = { MONGODB_URI: arena.mongodbUri, MONGODB_DATABASE: database };
  return startProcess({
    name: 'position-store',
    command: process.execPath,
    args: [main, 'position-store'],
    env: { ...process.env, ...settings, KAFKA_BROKERS: arena.brokers, POSITION_TOPIC: topic },
  });
}

/** @returns CPU seconds of this process */
async function compact(arena: Arena, database: string): Promise<number> {
  const config = { mongodb: { uri: arena.mongodbUri, database, roleArn: null }, maxHistoryMb: 2000 };
  const handler = createHandler(config, { logger: createLogger({ level: 'warn' }) });
  try {
    const before = process.cpuUsage();
    const outcome = await handler({}, { getRemainingTimeInMillis: () => 110_000 });
    const { user, system } = process.cpuUsage(before);
    if (outcome.skipped || outcome.end !== 'done') throw new Error(`compaction: ${JSON.stringify(outcome)}`);
    return (user + system) / 1e6;
  } finally {
    await handler.close();
  }
}

function windowOf({ startMs, fixes }: Published): { readonly fromMs: number; readonly toMs: number } {
  return { fromMs: startMs, toMs: startMs + fixes * INTERVAL_MS };
}

function trackP50Ms(db: Db, traffic: Published): Promise<number> {
  const reader = createPositionReader(db);
  const window = windowOf(traffic);
  return medianMs(TRACKS_READ, (index) => {
    const icao24 = icao24Of((index * 7919) % traffic.aircraft);
    return reader.track({ icao24, kinds: ['live'], limit: 20_000, ...window });
  });
}

/** @throws unless every position is in the tracks once and every aircraft in the snapshot */
async function verify(db: Db, traffic: Published): Promise<void> {
  const reader = createPositionReader(db);
  const window = windowOf(traffic);
  const snapshot = await reader.snapshot({ nowMs: window.toMs });
  if (snapshot.positions.live.length !== traffic.aircraft) {
    throw new Error(`the snapshot holds ${snapshot.positions.live.length} of ${traffic.aircraft} aircraft`);
  }
  for (let index = 0; index < traffic.aircraft; index++) {
    const page = await reader.track({ icao24: icao24Of(index), kinds: ['live'], limit: 20_000, ...window });
    const wanted = traffic.recordsOf.get(icao24Of(index));
    if (page.points.length !== wanted) {
      throw new Error(`the track of ${icao24Of(index)} has ${page.points.length} of ${wanted} records`);
    }
  }
}
