import { LambdaClient } from '@aws-sdk/client-lambda';
import { readMongoConfig } from '#adapters/mongo/mongo-config.ts';
import { systemClock } from '#adapters/observability/clock.ts';
import type { Logger } from '#adapters/observability/logger.ts';
import type { EtlKind } from '#contracts/etl-run.ts';
import { loadMissing } from '../functions/load-missing.ts';
import { invokeFunction } from '../invoke-function.ts';
import type { Part } from '../start/part.ts';
import type { DeployedAirlines } from './deploy-airlines.ts';
import { emulatedClient } from './emulated-account.ts';
import { invokeLambda } from './invoke-lambda.ts';
import type { Prepared } from './prepare.ts';

/** Constructs of the functions. */
const PATHS: Readonly<Record<EtlKind, string>> = {
  references: 'Etl/References/Function',
  schedules: 'Etl/Schedules/Function',
  status: 'Etl/Status/Function',
};
/** Lambda's own bound. */
const TIMEOUT_MS = 15 * 60_000;

/**
 * Has the deployed functions load what the database lacks, in the background, so that nobody has to wait for the night of
 * their timers.
 */
export function loadSchedules(
  { emulator, env, dataSource }: Prepared,
  { stacks }: DeployedAirlines,
  logger: Logger,
): Part {
  const client = new LambdaClient({ ...emulatedClient(emulator.endpoint), maxAttempts: 1 });
  const stopping = new AbortController();
  void loadMissing({
    mongodb: readMongoConfig(env),
    source: dataSource,
    logger,
    signal: stopping.signal,
    invoke: (kind, event) => {
      const functionName = stacks.physicalId(PATHS[kind]);
      const handler = invokeLambda(client, functionName);
      return invokeFunction(handler, event, { functionName, timeoutMs: TIMEOUT_MS, clock: systemClock });
    },
  });
  return {
    name: 'loading of schedules',
    failed: new Promise(() => undefined),
    stop: () => {
      stopping.abort();
      client.destroy();
      return Promise.resolve();
    },
  };
}
