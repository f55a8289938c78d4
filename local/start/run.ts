import { fileURLToPath } from 'node:url';
import { startAirlines } from './airlines.ts';
import { announceReady } from './announce-ready.ts';
import { openDataFolder } from './data-folder.ts';
import { requireFeedVariables } from './feed-variables.ts';
import type { StartOptions } from './options.ts';
import { resetData } from './reset-data.ts';
import { runUntilStopped } from './run-until-stopped.ts';
import { hasCredentials } from './schedule-origin.ts';
import { planServices } from './services-plan.ts';

/** Fetched programs stay in the checkout, whatever data folder is used. */
export const downloadsFolder = fileURLToPath(new URL('../../.local', import.meta.url));

/**
 * Runs everything on one data folder until it is asked to stop or a part fails.
 * @returns the reason of a failure, null without one
 * @throws RefusalError before anything was started, when another start has the folder or the machine lacks something
 */
export async function runOnDataFolder(options: StartOptions): Promise<string | null> {
  requireFeedVariables(options.sources, process.env);
  const data = await openDataFolder(options.dataFolder);
  try {
    if (data.ended.length > 0) console.log(`Ended what an earlier start left behind: ${data.ended.join(', ')}`);
    return await runUntilStopped(data, async (shutdown, over) => {
      const { env } = process;
      hasCredentials(env);
      const plan = await planServices(options.services, downloadsFolder, env);
      if (options.reset) await resetData(data, plan);
      const { runtime, startInBackground } = await startAirlines({
        ...{ options, plan, data, downloadsFolder, env, shutdown },
      });
      await announceReady(runtime, options, over);
      if (!over.aborted) await startInBackground();
    });
  } finally {
    await data.release();
  }
}
