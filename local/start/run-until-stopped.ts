import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { DataFolder } from './data-folder.ts';
import { RefusalError } from './refusal-error.ts';
import { createShutdown, type Shutdown } from './shutdown.ts';
import { stopRequested } from './stop-signals.ts';

/** Everything has ended ten seconds after it was asked to; what hasn't by then is killed. */
const STOP_TIMEOUT_MS = 9500;

/** What is to run: its parts, and whether they have been asked to stop while it was still starting them. */
export type StartParts = (shutdown: Shutdown, over: AbortSignal) => Promise<void>;

/**
 * Starts parts and runs them until somebody asks to stop, or a part fails; then ends all of them.
 * @returns the reason of a failure, null without one
 * @throws RefusalError where `start` refuses
 */
export async function runUntilStopped(data: DataFolder, start: StartParts): Promise<string | null> {
  const requested = stopRequested();
  const shutdown = createShutdown((line) => console.error(line));
  const over = new AbortController();
  const starting = start(shutdown, over.signal).then(() => shutdown.failed);
  // After a request to stop, what still starts fails for want of the rest: nobody is to be told.
  starting.catch(() => undefined);
  const reason = await Promise.race([requested, shutdown.failed, starting.catch(reasonOf(data)), crash(data)]);
  console.log(reason === null ? 'Stopping' : 'Stopping everything, because a part has failed');
  over.abort();
  setTimeout(() => process.exit(reason === null ? 0 : 1), STOP_TIMEOUT_MS).unref();
  await shutdown.stopAll();
  return reason;
}

/** What people are told of an error; all of it is in the log. */
const reasonOf =
  (data: DataFolder) =>
  (error: unknown): string => {
    if (error instanceof RefusalError) throw error;
    appendFileSync(join(data.logs, 'start.log'), `${inspect(error)}\n`);
    return `${error instanceof Error ? error.message : String(error)} (more in ${join(data.logs, 'start.log')})`;
  };

/** Resolves with the reason when something in this process, the gateways among it, fails unexpectedly. */
function crash(data: DataFolder): Promise<string> {
  return new Promise((resolve) => process.once('uncaughtException', (error) => resolve(reasonOf(data)(error))));
}
