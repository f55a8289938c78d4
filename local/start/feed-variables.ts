import { ENV } from '#contracts/names.ts';
import type { SourceName } from './options.ts';
import { RefusalError } from './refusal-error.ts';

/** What a feed can't be read without: its variable, and what that holds. */
const NEEDED: Partial<Record<SourceName, readonly [variable: string, holds: string]>> = {
  readsb: [ENV.readsbUrl, 'the address or file of an aircraft.json'],
  replay: [ENV.replayFile, 'the file of recorded tracks'],
  sbs: ['SBS_HOST', "the receiver's address"],
};

/**
 * Before anything is started, and all at once.
 * @throws RefusalError naming the variables that are missing
 */
export function requireFeedVariables(
  sources: readonly SourceName[],
  env: Readonly<Record<string, string | undefined>>,
): void {
  const missing = sources.flatMap((source) => {
    const [variable, holds] = NEEDED[source] ?? [];
    return variable === undefined || env[variable] ? [] : [`--source ${source} needs ${variable}, ${holds ?? ''}`];
  });
  if (missing.length > 0) throw new RefusalError(`${missing.join('; ')}.`);
}
