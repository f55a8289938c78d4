/**
 * From the producer to MongoDB: `position-store` beside the first project's way and MongoDB's Kafka Connect sink. Takes 50
 * fixes of each of 10,000 aircraft through the producer's gate and thinning, publishes the records into a real Kafka, then
 * lets one after the other store them into a real mongod, until every position can be read. Aim: three times the positions/s of the sink with an index and the latest, half the CPU per
 * position of the sink with plain inserts, 40 bytes a position, 2 ms for a track.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { MongoClient } from 'mongodb';
import { createKafkaClient } from '#adapters/kafka/kafka-client.ts';
import { ensureTopics, positionTopics } from '#adapters/kafka/topics.ts';
import { startEmbeddedKafka } from '../local/services/embedded-kafka.ts';
import { startEmbeddedMongo } from '../local/services/embedded-mongo.ts';
import { measureClientPerMessage } from './ingest/client-per-message.ts';
import type { Arena, Result } from './ingest/contestant.ts';
import { fillTopic } from './ingest/fill-topic.ts';
import { measurePositionStore } from './ingest/position-store.ts';
import { printResults } from './ingest/print-results.ts';
import { measureFullSink, measurePlainSink } from './ingest/sink.ts';

const downloadsFolder = fileURLToPath(new URL('../.local', import.meta.url));
const PARTITIONS = 6;

const CONTESTANTS: Readonly<Record<string, (arena: Arena) => Promise<Result>>> = {
  first: measureClientPerMessage,
  plain: measurePlainSink,
  full: measureFullSink,
  ours: measurePositionStore,
};

/** Options: `--aircraft 10000`, `--fixes 50`, `--only first,plain,full,ours`. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      aircraft: { type: 'string', default: '10000' },
      fixes: { type: 'string', default: '50' },
      only: { type: 'string', default: Object.keys(CONTESTANTS).join(',') },
    },
  });
  // Children are killed when this process exits, which a signal alone would not let happen.
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  const folder = await mkdtemp(join(downloadsFolder, 'bench-ingest-'));
  const mongo = await startEmbeddedMongo({ dataFolder: join(folder, 'mongo'), downloadsFolder });
  const kafka = await startEmbeddedKafka({ dataFolder: join(folder, 'kafka'), downloadsFolder });
  const client = await MongoClient.connect(mongo.uri);
  try {
    const servers = { client, mongodbUri: mongo.uri, mongodPid: mongo.pid, brokers: kafka.brokers };
    const traffic = { aircraft: Number(values.aircraft), fixes: Number(values.fixes) };
    const arena = await fillArena({ ...servers, folder, downloadsFolder }, traffic);
    const results: Result[] = [];
    for (const name of values.only.split(',')) {
      const measure = CONTESTANTS[name];
      if (measure === undefined) throw new Error(`--only takes ${Object.keys(CONTESTANTS).join(', ')}, not "${name}"`);
      console.log(`… ${name}`);
      results.push(await measure(arena));
    }
    printResults(results);
  } finally {
    await client.close();
    await Promise.all([mongo.stop(), kafka.stop()]);
    await rm(folder, { recursive: true, force: true });
  }
}

async function fillArena(
  servers: Omit<Arena, 'kafka' | 'topic' | 'traffic' | 'smallTopic' | 'smallTraffic'>,
  { aircraft, fixes }: { readonly aircraft: number; readonly fixes: number },
): Promise<Arena> {
  const kafka = createKafkaClient({ brokers: [servers.brokers], clientId: 'bench' });
  const startMs = Date.now() - (fixes + 12) * 5000;
  const [topic, smallTopic] = ['bench-positions', 'bench-start'];
  const admin = kafka.admin();
  await admin.connect();
  const topics = [topic, smallTopic].flatMap((name) =>
    positionTopics({ topic: name, partitions: PARTITIONS, brokers: 1 }),
  );
  await ensureTopics(admin, topics);
  await admin.disconnect();
  const smallTraffic = await fillTopic(kafka, smallTopic, { aircraft: 60, fixes: 1, startMs });
  const traffic = await fillTopic(kafka, topic, { aircraft, fixes, startMs });
  const { producer, records, bytesPerRecord } = traffic;
  const share = ((100 * records) / producer.fixes).toFixed(1);
  console.log(`${producer.fixes} fixes through gate and thinning, ${producer.cpuUs.toFixed(1)} µs of CPU each`);
  console.log(`${records} records (${share} %) of ${bytesPerRecord.toFixed(0)} bytes in ${PARTITIONS} partitions`);
  return { ...servers, kafka, topic, smallTopic, traffic, smallTraffic };
}
