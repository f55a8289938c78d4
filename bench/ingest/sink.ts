import { join } from 'node:path';
import type { Db } from 'mongodb';
import { fetchConnectJars } from './connect-jars.ts';
import { medianMs, type Arena, type Result } from './contestant.ts';
import { diskBytesOf } from './disk-bytes.ts';
import { icao24Of, INTERVAL_MS, type Published } from './fill-topic.ts';
import { runConsumer, type ConsumerRun } from './run-consumer.ts';
import { LATEST_BY_ADDRESS, PLAIN_HISTORY, startSink, type SinkConnector } from './sink-process.ts';

interface SinkSetup {
  readonly name: string;
  readonly database: string;
  readonly connectors: readonly SinkConnector[];
  readonly prepare: (db: Db) => Promise<void>;
  readonly remark: string;
}

/** MongoDB's sink with plain inserts and no index: the upper bound of what it can do. */
export const measurePlainSink = (arena: Arena): Promise<Result> =>
  measureSink(arena, {
    name: 'sink, plain inserts',
    database: 'bench_sink_plain',
    connectors: [PLAIN_HISTORY],
    prepare: () => Promise.resolve(),
    remark: 'no index, no latest, doubles on redelivery',
  });

/** MongoDB's sink with what is needed: history by aircraft and time, expiring; the latest of each aircraft. */
export const measureFullSink = (arena: Arena): Promise<Result> =>
  measureSink(arena, {
    name: 'sink, index + latest',
    database: 'bench_sink_full',
    connectors: [PLAIN_HISTORY, LATEST_BY_ADDRESS],
    prepare: async (db) => {
      await db.createCollection('history');
      await db.collection('history').createIndex({ icao24: 1, observedAtMs: 1 });
      await db.createCollection('latest');
      await db.collection('latest').createIndex({ icao24: 1 }, { unique: true }, undefined);
    },
    remark: 'the latest unguarded, no expiry, doubles on redelivery: all in its favour',
  });

async function measureSink(arena: Arena, setup: SinkSetup): Promise<Result> {
  const jars = await fetchConnectJars(arena.downloadsFolder);
  const started = await runOn(arena, setup, jars, 'start', arena.smallTopic, arena.smallTraffic);
  const run = await runOn(arena, setup, jars, 'full', arena.topic, arena.traffic);
  const db = arena.client.db(`${setup.database}_full`);
  const count = arena.traffic.records;
  const disk = await diskBytesOf(db);
  const cpuUs = ((run.consumerCpuS + run.mongodCpuS) / count) * 1e6;
  const isIndexed = setup.connectors.length > 1;
  return {
    name: setup.name,
    positionsPerSecond: run.positionsPerSecond,
    cpuUs,
    cpuWithoutStartUs: cpuUs - ((started.consumerCpuS + started.mongodCpuS) / count) * 1e6,
    mongodCpuUs: (run.mongodCpuS / count) * 1e6,
    bytes: disk.used / count,
    trackP50Ms: await medianMs(isIndexed ? 300 : 5, (index) => readTrack(db, arena.traffic, index)),
    remark: setup.remark,
  };
}

async function runOn(
  arena: Arena,
  setup: SinkSetup,
  jars: string,
  suffix: string,
  topic: string,
  traffic: Published,
): Promise<ConsumerRun> {
  const database = `${setup.database}_${suffix}`;
  const db = arena.client.db(database);
  await setup.prepare(db);
  return runConsumer({
    ...{ db, mongodPid: arena.mongodPid, expected: traffic.records },
    start: () =>
      startSink({
        ...{ jars, brokers: arena.brokers, topic, mongodbUri: arena.mongodbUri, database },
        folder: join(arena.folder, database),
        connectors: setup.connectors,
      }),
    visible: () => visibleIn(db, traffic, setup.connectors.length > 1),
  });
}

/** Positions in the history; not all of them before the latest ones are in place too. */
async function visibleIn(db: Db, { records, latestSumMs, startMs }: Published, withLatest: boolean): Promise<number> {
  const count = await db.collection('history').estimatedDocumentCount();
  if (!withLatest || count < records) return count;
  const [latest] = await db
    .collection('latest')
    .aggregate<{ sumMs: number }>([
      { $group: { _id: null, sumMs: { $sum: { $subtract: ['$observedAtMs', startMs] } } } },
    ])
    .toArray();
  return latest?.sumMs === latestSumMs ? count : count - 1;
}

function readTrack(db: Db, { startMs, fixes, aircraft }: Published, index: number): Promise<unknown> {
  const window = { $gte: startMs, $lte: startMs + fixes * INTERVAL_MS };
  return db
    .collection('history')
    .find({ icao24: icao24Of((index * 7919) % aircraft), observedAtMs: window })
    .sort({ observedAtMs: 1 })
    .toArray();
}
