import type { Db } from 'mongodb';
import { describeExit } from '../../local/processes/process-exit.ts';
import type { SupervisedProcess } from '../../local/processes/supervised-process.ts';
import { cpuSecondsOf } from './process-cpu.ts';
import { watchArrival, type Arrival } from './watch-arrival.ts';

export interface ConsumerRun extends Arrival {
  /** CPU seconds of the consumer's process, its start included. */
  readonly consumerCpuS: number;
  /** CPU seconds of mongod over the same time, and for flushing what it was given. */
  readonly mongodCpuS: number;
}

export interface ConsumerOptions {
  readonly start: () => Promise<SupervisedProcess>;
  readonly db: Db;
  readonly mongodPid: number;
  readonly expected: number;
  /** How many positions can be read now. */
  readonly visible: () => Promise<number>;
  /** Looks at what is stored before `afterwards`; mongod's part in it doesn't count. */
  readonly inspect?: () => Promise<void>;
  /** Work that belongs to it and comes after; returns its CPU seconds. */
  readonly afterwards?: () => Promise<number>;
}

/** Runs a consumer in a process of its own from its start until every position is readable and flushed. */
export async function runConsumer(options: ConsumerOptions): Promise<ConsumerRun> {
  const { db, mongodPid, expected, visible, afterwards = () => Promise.resolve(0) } = options;
  const mongodBefore = cpuSecondsOf(mongodPid);
  const consumer = await options.start();
  let death: string | null = null;
  void consumer.exited.then((exit) => {
    death = describeExit(consumer.name, exit);
  });
  try {
    const arrival = await watchArrival(expected, visible, () => death);
    const consumerCpuS = cpuSecondsOf(consumer.pid);
    await db.admin().command({ fsync: 1 });
    const beforeInspection = cpuSecondsOf(mongodPid);
    await options.inspect?.();
    const inspectionCpuS = cpuSecondsOf(mongodPid) - beforeInspection;
    const afterCpuS = await afterwards();
    await db.admin().command({ fsync: 1 });
    const mongodCpuS = cpuSecondsOf(mongodPid) - mongodBefore - inspectionCpuS;
    return { ...arrival, consumerCpuS: consumerCpuS + afterCpuS, mongodCpuS };
  } finally {
    await consumer.stop();
  }
}
