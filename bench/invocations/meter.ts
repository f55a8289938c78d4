import type { Db } from 'mongodb';
import { createLogger, type Logger } from '#adapters/observability/logger.ts';

/** What one invocation took on the average. */
export interface Effort {
  readonly invocations: number;
  /** Of this process: the function's, without the database's. */
  readonly cpuMs: number;
  /** Messages to the database. */
  readonly requests: number;
  /** What the function wrote. */
  readonly logBytes: number;
}

/** Counts what invocations take from this process and from the database. */
export interface Meter {
  /** Give it to the function that is measured. */
  readonly logger: Logger;
  /** @param invoke runs so many invocations, one after the other */
  measure(invocations: number, invoke: () => Promise<void>): Promise<Effort>;
}

export function createMeter(db: Db): Meter {
  let written = 0;
  return {
    logger: createLogger({ write: (line) => void (written += Buffer.byteLength(line)) }),
    async measure(invocations, invoke) {
      written = 0;
      const requestsBefore = await countRequests(db);
      const before = process.cpuUsage();
      await invoke();
      const { user, system } = process.cpuUsage(before);
      // The count itself is one of them.
      const requests = (await countRequests(db)) - requestsBefore - 1;
      return {
        invocations,
        cpuMs: (user + system) / 1000 / invocations,
        requests: requests / invocations,
        logBytes: written / invocations,
      };
    },
  };
}

async function countRequests(db: Db): Promise<number> {
  const { network } = await db.admin().serverStatus();
  const requests: unknown = Reflect.get(Object(network), 'numRequests');
  return Number(requests);
}
