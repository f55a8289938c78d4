import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { startAirlines } from './airlines.ts';
import { announceReady } from './announce-ready.ts';
import { openDataFolder, type DataFolder } from './data-folder.ts';
import type { StartOptions } from './options.ts';
import { RefusalError } from './refusal-error.ts';
import { resetData } from './reset-data.ts';
import { hasCredentials } from './schedule-origin.ts';
import { planServices } from './services-plan.ts';
import { createShutdown } from './shutdown.ts';
import { stopRequested } from './stop-signals.ts';

/** Fetched programs stay in the checkout, whatever data folder is used. */
const downloadsFolder = fileURLToPath(new URL('../../.local', import.meta.url));
/** Everything has ended ten seconds after it was asked to; what hasn't by then is killed. */
const STOP_TIMEOUT_MS = 9500;

/**
 * Runs everything on one data folder until it is asked to stop or a part fails.
 * @returns the reason of a failure, null without one
 * @throws RefusalError before anything was started, when another start has the folder or the machine lacks something
 */
export async function runOnDataFolder(options: StartOptions): Promise<string | null> {
  const data = await openDataFolder(options.dataFolder);
  try {
    if (data.ended.length > 0) console.log(`Ended what an earlier start left behind: ${data.ended.join(', ')}`);
    return await run(options, data);
  } finally {
    await data.release();
  }
}

/** What people are told of an error; all of it is in the log. */
const reasonOf =
  (data: DataFolder) =>
  (error: unknown): string => {
    if (error instanceof RefusalError) throw error;
    appendFileSync(join(data.logs, 'start.log'), `${inspect(error)}\n`);
    return `${error instanceof Error ? error.message : String(error)} (more in ${join(data.logs, 'start.log')})`;
  };

async function run(options: StartOptions, data: DataFolder): Promise<string | null> {
  const requested = stopRequested();
  const shutdown = createShutdown((line) => console.error(line));
  const over = new AbortController();
  const start = async (): Promise<string> => {
    hasCredentials(process.env);
    const plan = await planServices(options.services, downloadsFolder, process.env);
    if (options.reset) await resetData(data, plan);
    const env = process.env;
    const { runtime, startInBackground } = await startAirlines({
      ...{ options, plan, data, downloadsFolder, env, shutdown },
    });
    await announceReady(runtime, options, over.signal);
    if (!over.signal.aborted) await startInBackground();
    return shutdown.failed;
  };
  const starting = start();
  // After a request to stop, what still starts fails for want of the rest: nobody is to be told.
  starting.catch(() => undefined);
  const reason = await Promise.race([requested, shutdown.failed, starting.catch(reasonOf(data)), crash(data)]);
  console.log(reason === null ? 'Stopping' : 'Stopping everything, because a part has failed');
  over.abort();
  setTimeout(() => process.exit(reason === null ? 0 : 1), STOP_TIMEOUT_MS).unref();
  await shutdown.stopAll();
  return reason;
}

/** Resolves with the reason when something in this process, the gateways among it, fails unexpectedly. */
function crash(data: DataFolder): Promise<string> {
  return new Promise((resolve) => process.once('uncaughtException', (error) => resolve(reasonOf(data)(error))));
}
