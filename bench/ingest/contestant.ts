import type { Kafka } from 'kafkajs';
import type { MongoClient } from 'mongodb';
import type { Published } from './fill-topic.ts';

/** What all contestants share. */
export interface Arena {
  readonly client: MongoClient;
  readonly mongodbUri: string;
  readonly mongodPid: number;
  readonly kafka: Kafka;
  readonly brokers: string;
  /** Holds the whole traffic. */
  readonly topic: string;
  readonly traffic: Published;
  /** Holds a handful of positions: what a consumer uses on it is its start. */
  readonly smallTopic: string;
  readonly smallTraffic: Published;
  readonly downloadsFolder: string;
  readonly folder: string;
}

export interface Result {
  readonly name: string;
  readonly positionsPerSecond: number;
  /** Consumer and mongod, start-up included. */
  readonly cpuUs: number;
  /** The same without what starting up cost. */
  readonly cpuWithoutStartUs: number;
  readonly mongodCpuUs: number;
  /** On disk with indexes; null where it was not measured. */
  readonly bytes: number | null;
  /** Median of one aircraft's track. */
  readonly trackP50Ms: number | null;
  readonly remark: string;
}

/** Median of some runs after a few that only warm up. */
export async function medianMs(times: number, run: (index: number) => Promise<unknown>): Promise<number> {
  for (let index = 0; index < times / 3; index++) await run(index);
  const durations: number[] = [];
  for (let index = 0; index < times; index++) {
    const beganAt = performance.now();
    await run(index);
    durations.push(performance.now() - beganAt);
  }
  return durations.sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
}
