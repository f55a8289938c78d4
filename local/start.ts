/**
 * `npm start`: all of Airlines on this machine. Ends with 0 on Ctrl-C and SIGTERM, with 1 and the reason when a part
 * fails, with 2 when it was asked for something that can't be.
 */
import { fileURLToPath } from 'node:url';
import { startAirlines } from './start/airlines.ts';
import { announceReady } from './start/announce-ready.ts';
import { AlreadyRunningError, openDataFolder, type DataFolder } from './start/data-folder.ts';
import { startHelp } from './start/help.ts';
import { OptionError, readStartOptions, type StartOptions } from './start/options.ts';
import { resetData } from './start/reset-data.ts';
import { MachineError, planServices } from './start/services-plan.ts';
import { createShutdown } from './start/shutdown.ts';
import { stopRequested } from './start/stop-signals.ts';

/** Fetched programs stay in the checkout, whatever data folder is used. */
const downloadsFolder = fileURLToPath(new URL('../.local', import.meta.url));
/** Everything has ended ten seconds after it was asked to; what hasn't by then is killed. */
const STOP_TIMEOUT_MS = 9500;

/** Runs until it is asked to stop or something fails. @returns the reason of a failure, null without one */
async function run(options: StartOptions, data: DataFolder): Promise<string | null> {
  const requested = stopRequested();
  const shutdown = createShutdown((line) => console.error(line));
  const over = new AbortController();
  const start = async (): Promise<string> => {
    const plan = await planServices(options.services, downloadsFolder, process.env);
    if (options.reset) await resetData(data, plan);
    const env = process.env;
    const runtime = await startAirlines({ options, plan, data, downloadsFolder, env, shutdown });
    await announceReady(runtime, options, over.signal);
    return shutdown.failed;
  };
  const starting = start();
  // After a request to stop, what still starts fails for want of the rest: nobody is to be told.
  starting.catch(() => undefined);
  try {
    const reason = await Promise.race([requested, shutdown.failed, starting]);
    console.log(reason === null ? 'Stopping' : 'Stopping everything, because a part has failed');
    return reason;
  } finally {
    over.abort();
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    await shutdown.stopAll();
  }
}

async function main(): Promise<number> {
  const options = readStartOptions(process.argv.slice(2), process.env);
  if (options.help) {
    console.log(startHelp());
    return 0;
  }
  const data = await openDataFolder(options.dataFolder);
  try {
    if (data.ended.length > 0) console.log(`Ended what an earlier start left behind: ${data.ended.join(', ')}`);
    const reason = await run(options, data);
    if (reason === null) return 0;
    console.error(`Airlines has stopped: ${reason}`);
    return 1;
  } finally {
    await data.release();
  }
}

try {
  process.exit(await main());
} catch (error) {
  const refused = error instanceof OptionError || error instanceof AlreadyRunningError || error instanceof MachineError;
  console.error(refused ? error.message : error);
  process.exit(refused ? 2 : 1);
}
