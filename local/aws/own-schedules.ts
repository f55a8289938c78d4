import { LambdaClient } from '@aws-sdk/client-lambda';
import type { Logger } from '#adapters/observability/logger.ts';
import { startSchedule } from '../schedule.ts';
import type { Part } from '../start/part.ts';
import type { DeployedStacks } from './deploy-stacks.ts';
import { emulatedClient } from './emulated-account.ts';
import { invokeLambda } from './invoke-lambda.ts';
import type { SynthesisedSchedule } from './synthesised-schedules.ts';

export interface OwnSchedulesOptions {
  /** Address of the emulator. */
  readonly endpoint: string;
  readonly schedules: readonly SynthesisedSchedule[];
  readonly stacks: Pick<DeployedStacks, 'physicalId'>;
  readonly logger: Logger;
}

const DRAIN_MS = 2000;

/**
 * What EventBridge Scheduler does on AWS, for an emulator whose Scheduler doesn't fire: invokes the deployed functions at
 * the times and with the events that the stacks say.
 */
export function startOwnSchedules({ endpoint, schedules, stacks, logger }: OwnSchedulesOptions): Part {
  const client = new LambdaClient({ ...emulatedClient(endpoint), maxAttempts: 1 });
  const running = schedules.map(({ path, functionPath, ...schedule }) =>
    startSchedule({
      ...schedule,
      name: path,
      handler: invokeLambda(client, stacks.physicalId(functionPath)),
      drainMs: DRAIN_MS,
      logger,
    }),
  );
  return {
    name: 'schedules',
    failed: new Promise(() => undefined),
    stop: async () => {
      await Promise.all(running.map((schedule) => schedule.stop()));
      client.destroy();
    },
  };
}
