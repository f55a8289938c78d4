import { COMPACTION_SCHEDULE } from '#contracts/names.ts';
import { readConfig } from '../../lambdas/position-compaction/config.ts';
import { createHandler } from '../../lambdas/position-compaction/handler.ts';
import { startSchedule } from '../schedule.ts';
import type { HostFunction } from './hosted-function.ts';

/** Runs compaction at the times that EventBridge Scheduler would. */
export const hostPositionCompaction: HostFunction = (env, logger) => {
  const handler = createHandler(readConfig(env), { logger });
  const schedule = startSchedule({
    name: 'position-compaction',
    expression: COMPACTION_SCHEDULE,
    handler,
    drainMs: 1500,
    logger,
  });
  return Promise.resolve({
    stop: async () => {
      await schedule.stop();
      await handler.close();
    },
  });
};
