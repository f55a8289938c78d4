import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isSameProcessAlive } from '../processes/process-identity.ts';
import { announceReady } from '../start/announce-ready.ts';
import { openDataFolder } from '../start/data-folder.ts';
import { RefusalError } from '../start/refusal-error.ts';
import { resetData } from '../start/reset-data.ts';
import { downloadsFolder } from '../start/run.ts';
import { runUntilStopped } from '../start/run-until-stopped.ts';
import { hasCredentials } from '../start/schedule-origin.ts';
import { planServices } from '../start/services-plan.ts';
import { localAwsBanner } from './banner.ts';
import { endLambdaWorkers } from './lambda-workers.ts';
import { removeLocalstack } from './localstack.ts';
import type { DeployLocalOptions } from './options.ts';
import { readRunningCommand, removeRunningCommand, writeRunningCommand } from './running-command.ts';
import { startLocalAws } from './start-local-aws.ts';

/** More than a stop ever takes. */
const END_TIMEOUT_MS = 20_000;
const POLL_MS = 100;
/** What a run leaves in its data folder beside the servers' data. The folder itself may hold other things. */
const KEPT = ['aws', 'deploy', 'logs', 'lease-holder'];

/**
 * Runs an emulated AWS and what is deployed to it until it is asked to stop or a part fails.
 * @returns the reason of a failure, null without one
 * @throws RefusalError before anything was started
 */
export async function runLocalAws(options: DeployLocalOptions): Promise<string | null> {
  const data = await openDataFolder(options.dataFolder);
  try {
    writeRunningCommand(data.path);
    if (data.ended.length > 0) console.log(`Ended what an earlier start left behind: ${data.ended.join(', ')}`);
    return await runUntilStopped(data, async (shutdown, over) => {
      const { env } = process;
      hasCredentials(env);
      const plan = await planServices(options.services, downloadsFolder, env);
      if (options.reset) await resetData(data, plan);
      const local = await startLocalAws({ options, plan, data, downloadsFolder, env, shutdown }, (line) => {
        console.log(line);
      });
      console.log(localAwsBanner(local));
      await announceReady(local.runtime, options, over);
    });
  } finally {
    removeRunningCommand(data.path);
    await data.release();
  }
}

/**
 * Ends what runs on the data folder, also what a killed command has left behind, and deletes all that was kept there.
 * Servers that were named by address keep theirs.
 * @throws RefusalError where the folder is in use by something else, or the command doesn't end
 */
export async function takeDownLocalAws(options: DeployLocalOptions): Promise<void> {
  const { dataFolder } = options;
  if (!existsSync(dataFolder)) {
    console.log(`There is nothing at ${dataFolder}`);
    return;
  }
  const running = readRunningCommand(dataFolder);
  if (running !== null) {
    process.kill(running.pid, 'SIGTERM');
    for (let waitedMs = 0; isSameProcessAlive(running); waitedMs += POLL_MS) {
      if (waitedMs > END_TIMEOUT_MS) throw new RefusalError(`process ${running.pid} doesn't end: end it yourself`);
      await delay(POLL_MS);
    }
  }
  const data = await openDataFolder(dataFolder);
  try {
    await Promise.all([endLambdaWorkers(join(data.path, 'aws', 'tmp')), removeLocalstack(data.path)]);
    await resetData(data, await planServices(options.services, downloadsFolder, process.env));
    removeRunningCommand(data.path);
    for (const name of KEPT) await rm(join(data.path, name), { recursive: true, force: true });
  } finally {
    await data.release();
  }
  console.log(`Nothing runs on ${dataFolder} any more, and nothing is kept there`);
}
