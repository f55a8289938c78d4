import { LambdaClient } from '@aws-sdk/client-lambda';
import type { Logger } from '#adapters/observability/logger.ts';
import { CONSUMER_GROUPS } from '#contracts/names.ts';
import type { MskEvent } from '#contracts/msk-event.ts';
import { DRAIN_MS, positionTopic, SESSION_TIMEOUT_MS } from '../functions/position-topic.ts';
import { startKafkaEventSource } from '../kafka-event-source.ts';
import type { LambdaFunction } from '../lambda-function.ts';
import type { Environment } from '../start/environment.ts';
import type { Part } from '../start/part.ts';
import { emulatedClient } from './emulated-account.ts';
import { invokeLambda } from './invoke-lambda.ts';

export interface PollersOptions {
  /** Address of the emulator. */
  readonly endpoint: string;
  /** Names of the deployed functions. */
  readonly functions: { readonly store: string; readonly broadcast: string };
  /** Brokers and topic. */
  readonly env: Environment;
  readonly logger: Logger;
}

const BATCHING_WINDOW_MS = 1000;
/** Bounds of the two functions, as the live stack sets them. */
const TIMEOUT_MS = { store: 60_000, broadcast: 30_000 } as const;

/**
 * What the two event source mappings do on AWS, on demand: read the topic and invoke the deployed functions. No emulator
 * polls Kafka by itself.
 */
export async function startPollers({ endpoint, functions, env, logger }: PollersOptions): Promise<Part> {
  const client = new LambdaClient({ ...emulatedClient(endpoint), maxAttempts: 1 });
  const common = { batchSize: 10_000, batchingWindowMs: BATCHING_WINDOW_MS, drainMs: DRAIN_MS, logger };
  const source = (group: 'store' | 'broadcast', functionName: string) => {
    const handler: LambdaFunction<MskEvent> = invokeLambda(client, functionName);
    return startKafkaEventSource({
      ...positionTopic(env, CONSUMER_GROUPS[group], logger),
      ...common,
      functionName,
      handler,
      groupId: CONSUMER_GROUPS[group],
      sessionTimeoutMs: SESSION_TIMEOUT_MS,
      functionTimeoutMs: TIMEOUT_MS[group],
      startingPosition: group === 'store' ? 'TRIM_HORIZON' : 'LATEST',
      payload: group === 'store' ? 'partition' : 'several',
    });
  };
  const sources = await Promise.all([source('store', functions.store), source('broadcast', functions.broadcast)]);
  return {
    name: 'pollers',
    failed: new Promise(() => undefined),
    stop: async () => {
      await Promise.all(sources.map((each) => each.stop()));
      client.destroy();
    },
  };
}
