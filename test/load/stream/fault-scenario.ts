import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { ENV } from '#contracts/names.ts';
import { prepareServices } from '../../../local/start/prepare-services.ts';
import { createSimulator } from '../../../services/position-producer/sources/simulator.ts';
import { compareTracks, isStored, type TrackDifferences } from './compare-tracks.ts';
import { startFunction, type FunctionProcess } from './function-process.ts';
import type { OwnServers, Server } from './own-servers.ts';
import { startPoison } from './poison.ts';
import { startRecordedFeed } from './recorded-feed.ts';
import { waitUntil } from './wait-until.ts';

/** One kill -9 in mid-stream and the start after it. */
export interface Fault {
  readonly kill: Server | 'position-store';
  /** Time of undisturbed streaming before. */
  readonly afterMs: number;
  /** Time until the start. */
  readonly downMs: number;
}

export interface FaultScenario {
  readonly servers: OwnServers;
  readonly partitions: number;
  /** Each is observed every `intervalMs`. */
  readonly aircraft: number;
  readonly intervalMs: number;
  readonly faults: readonly Fault[];
  /** Time of streaming after the last fault. */
  readonly thenMs: number;
  /** Records that are no positions, among the good ones, per second. @default 0 */
  readonly poisonPerSecond?: number;
  /** Longest that storing the rest may take at the end. @default 90000 */
  readonly catchUpMs?: number;
}

export interface FaultResult extends TrackDifferences {
  readonly poisonSent: number;
  /** Of them, kept in `dead_letters`. */
  readonly poisonKept: number;
  /** Times the store's invocations failed and came again. */
  readonly failedInvocations: number;
  /** Time from the end of the feed until everything was stored. */
  readonly caughtUpAfterMs: number;
}

/**
 * Streams simulated aircraft through the producer, Kafka, position-store and MongoDB, kills parts of it on the way, and
 * compares in the end the track of every aircraft with what the log had acknowledged.
 */
export async function runFaultScenario(scenario: FaultScenario): Promise<FaultResult> {
  const { servers, partitions, aircraft, intervalMs, faults, thenMs, poisonPerSecond = 0 } = scenario;
  const topic = `positions-${randomUUID()}`;
  const database = `stream_${randomUUID().replaceAll('-', '')}`;
  const env = {
    ...process.env,
    [ENV.mongodbUri]: servers.mongodbUri,
    [ENV.mongodbDatabase]: database,
    [ENV.kafkaBrokers]: servers.kafkaBrokers,
    [ENV.positionTopic]: topic,
    [ENV.positionPartitions]: String(partitions),
  };
  await prepareServices(env);
  const client = new MongoClient(servers.mongodbUri);
  const db = client.db(database);
  const consumers: FunctionProcess[] = [await startFunction('position-store', env)];
  const feed = startRecordedFeed({
    kafkaBrokers: servers.kafkaBrokers,
    topic,
    db,
    createSource: (tools) => createSimulator({ seed: 1, aircraft, countries: [], intervalMs, steps: 0 }, tools),
  });
  const poison = startPoison({ kafkaBrokers: servers.kafkaBrokers, topic, partitions, perSecond: poisonPerSecond });
  try {
    for (const fault of faults) {
      await delay(fault.afterMs);
      await inflict(fault, servers, consumers, env);
    }
    await delay(thenMs);
    const poisonSent = await poison.stop();
    const { acknowledged } = await feed.stop();
    const endedAtMs = performance.now();
    await waitUntil(
      'everything acknowledged is stored',
      async () => {
        failWhereEnded(consumers);
        return isStored(db, topic, acknowledged);
      },
      scenario.catchUpMs ?? 90_000,
    );
    const caughtUpAfterMs = Math.round(performance.now() - endedAtMs);
    const differences = await compareTracks(db, feed.accepted, 'simulated');
    const poisonKept = await db.collection('dead_letters').countDocuments({ topic });
    return { ...differences, poisonSent, poisonKept, failedInvocations: countFailures(consumers), caughtUpAfterMs };
  } finally {
    await Promise.all(consumers.map((consumer) => consumer.stop()));
    await db.dropDatabase();
    await client.close();
  }
}

async function inflict(
  { kill, downMs }: Fault,
  servers: OwnServers,
  consumers: FunctionProcess[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  if (kill === 'position-store') {
    await consumers.at(-1)?.kill();
    await delay(downMs);
    consumers.push(await startFunction('position-store', env));
    return;
  }
  await servers.kill(kill);
  await delay(downMs);
  await servers.restart(kill);
}

function failWhereEnded(consumers: readonly FunctionProcess[]): void {
  for (const consumer of consumers) {
    const failure = consumer.failure();
    if (failure !== undefined) throw new Error(failure);
  }
}

function countFailures(consumers: readonly FunctionProcess[]): number {
  return consumers.flatMap((consumer) => consumer.lines()).filter((line) => line.includes('batch not accepted')).length;
}
