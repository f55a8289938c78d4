import type { StartOptions } from './options.ts';
import { seesAircraft } from './ready.ts';
import type { RuntimeFile } from './runtime-file.ts';
import { describeSilentFeeds } from './silent-feeds.ts';

const FIRST_AIRCRAFT_TIMEOUT_MS = 30_000;

/** Says `Ready` when aircraft can be seen, or why there are none when none came for half a minute. */
export async function announceReady(runtime: RuntimeFile, options: StartOptions, over: AbortSignal): Promise<void> {
  if (await seesAircraft(runtime, FIRST_AIRCRAFT_TIMEOUT_MS, over)) {
    console.log(`Ready: ${runtime.web}`);
    return;
  }
  if (over.aborted) return;
  const reasons = await describeSilentFeeds(runtime.web, options.sources);
  console.log(`Ready: ${runtime.web} (no aircraft yet: ${reasons})`);
}
