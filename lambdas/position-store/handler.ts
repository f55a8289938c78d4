import { hostFunction } from '#adapters/aws/host-function.ts';
import { describeBatch } from '#adapters/kafka/describe-batch.ts';
import { createMongoConnection } from '#adapters/mongo/connection.ts';
import { createDeadLetterStore } from '#adapters/mongo/dead-letters.ts';
import { createHistoryCounters } from '#adapters/mongo/positions/history-counters.ts';
import { createLatestStore } from '#adapters/mongo/positions/position-latest.ts';
import { createProgressStore } from '#adapters/mongo/positions/position-progress.ts';
import { createSegmentStore } from '#adapters/mongo/positions/position-segments.ts';
import { createErasedList } from '#adapters/mongo/privacy/erased-list.ts';
import { createKnownErased } from '#adapters/mongo/privacy/known-erased.ts';
import { systemClock, type Clock } from '#adapters/observability/clock.ts';
import { withCorrelation } from '#adapters/observability/correlation.ts';
import { createFunctionLogger } from '#adapters/observability/function-logger.ts';
import type { Logger } from '#adapters/observability/logger.ts';
import { parseMskEvent, type MskBatchResponse, type MskEvent } from '#contracts/msk-event.ts';
import { readConfig, type PositionStoreConfig } from './config.ts';
import { decodeBatch } from './decode-batch.ts';
import { storeMetrics } from './store-metrics.ts';
import { storePositions, type PositionStorePorts } from './store-positions.ts';

/** The function, and how a host that ends before its process does lets go of what it holds. */
export type PositionStoreHandler = ((event: unknown) => Promise<MskBatchResponse>) & { close(): Promise<void> };

export interface PositionStoreDeps {
  readonly logger?: Logger;
  readonly clock?: Clock;
}

/**
 * Trigger: the position topic, from the earliest offset that is not stored. Writes the segments of the history, the
 * latest positions and the progress, and puts records that are no positions into `dead_letters`. Answers `{}`,
 * which is success where partial responses are asked for, and throws only when the database failed: then the batch comes
 * again until it works, as a whole or, from pollers that bisect, in halves. Storing a batch twice changes nothing.
 */
export function createHandler(
  config: PositionStoreConfig,
  { logger = createFunctionLogger('position-store'), clock = systemClock }: PositionStoreDeps = {},
): PositionStoreHandler {
  const mongo = createMongoConnection({
    ...config.mongodb,
    appName: 'airlines-position-store',
  });
  const ports: PositionStorePorts = {
    history: createSegmentStore(mongo.db),
    latest: createLatestStore(mongo.db, {
      onUnreadable: (id) => logger.warn('latest positions can not be read and begin anew', { id }),
    }),
    progress: createProgressStore(mongo.db),
    deadLetters: createDeadLetterStore(mongo.db),
    erased: createKnownErased({ list: createErasedList(mongo.db), clock }),
    shedCounter: { add: createHistoryCounters(mongo.db).countShed },
  };
  const store = async (event: MskEvent): Promise<MskBatchResponse> => {
    const stats = await storePositions(decodeBatch(event), ports, clock());
    const level = stats.shed > 0 || stats.rejected > 0 ? 'warn' : 'info';
    logger[level]('positions stored', { ...stats, ...storeMetrics(stats, clock()) });
    return {};
  };
  const handle = async (event: unknown): Promise<MskBatchResponse> => {
    const batch = parseMskEvent(event);
    return withCorrelation({ batch: describeBatch(batch) }, () => store(batch));
  };
  return Object.assign(handle, { close: () => mongo.close() });
}

export const handler = hostFunction((env) => createHandler(readConfig(env)), process.env);
