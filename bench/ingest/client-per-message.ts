import { MongoClient } from 'mongodb';
import { type Arena, type Result } from './contestant.ts';
import { icao24Of } from './fill-topic.ts';
import { cpuSecondsOf } from './process-cpu.ts';

const MESSAGES = 300;

/** The first Airlines project's way on a small sample: a new client per message, one document per position. */
export async function measureClientPerMessage(arena: Arena): Promise<Result> {
  const mongodBefore = cpuSecondsOf(arena.mongodPid);
  const before = process.cpuUsage();
  const beganAt = performance.now();
  for (let message = 0; message < MESSAGES; message++) {
    const client = new MongoClient(arena.mongodbUri);
    const position = { icao24: icao24Of(message), observedAtMs: arena.traffic.startMs, lat: 50.03, lon: 8.57 };
    await client
      .db('bench_first')
      .collection(`flight_${message % 3}`)
      .insertOne(position);
    await client.close();
  }
  const seconds = (performance.now() - beganAt) / 1000;
  const { user, system } = process.cpuUsage(before);
  const mongodCpuS = cpuSecondsOf(arena.mongodPid) - mongodBefore;
  const cpuUs = (user + system + mongodCpuS * 1e6) / MESSAGES;
  return {
    name: 'a client per message',
    positionsPerSecond: MESSAGES / seconds,
    cpuUs,
    cpuWithoutStartUs: cpuUs,
    mongodCpuUs: (mongodCpuS / MESSAGES) * 1e6,
    bytes: null,
    trackP50Ms: null,
    remark: `${MESSAGES} messages, without Kafka`,
  };
}
