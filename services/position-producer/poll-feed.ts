import { ContractError } from '#contracts/contract-error.ts';
import { FeedError } from './feed-error.ts';
import type { FeedDelivery, FeedEvent, FeedPause, SourceTools } from './position-source.ts';
import { retryDelayMs } from './retry-delay.ts';

export interface PollOptions {
  readonly intervalMs: number;
  /** Reads the feed once. FeedError and ContractError are failures of the feed; anything else is ours and ends the poll. */
  readonly read: (signal: AbortSignal) => Promise<FeedDelivery | FeedPause>;
  readonly tools: Pick<SourceTools, 'clock' | 'random' | 'sleep'>;
}

/** A feed that asks for more is asked again after an hour, to see whether it still does. */
const LONGEST_RETRY_AFTER_MS = 3_600_000;

/** Reads a feed at its interval; after failures at growing, jittered distances, and never before it allows. */
export async function* pollFeed(
  { intervalMs, read, tools }: PollOptions,
  signal: AbortSignal,
): AsyncGenerator<FeedEvent, void, undefined> {
  const { clock, random, sleep } = tools;
  let failures = 0;
  const isOver = (): boolean => signal.aborted;
  while (!isOver()) {
    const startedAtMs = clock();
    const event = await attempt(read, signal);
    if (isOver()) return;
    if (event instanceof Error) {
      failures += 1;
      const jitter = random();
      const retryInMs = askedDelayMs(event, retryDelayMs({ failures, intervalMs, jitter }), jitter);
      yield { type: 'failure', reason: event.message, retryInMs };
      await sleep(retryInMs, signal);
    } else {
      failures = 0;
      yield event;
      await sleep(Math.max(0, intervalMs - (clock() - startedAtMs)), signal);
    }
  }
}

async function attempt(
  read: PollOptions['read'],
  signal: AbortSignal,
): Promise<FeedDelivery | FeedPause | FeedError | ContractError> {
  try {
    return await read(signal);
  } catch (error) {
    if (error instanceof FeedError || error instanceof ContractError) return error;
    throw error;
  }
}

/** At least what the feed asks for, with up to a tenth more. */
function askedDelayMs(error: Error, backoffMs: number, jitter: number): number {
  const askedMs = error instanceof FeedError ? Math.min(LONGEST_RETRY_AFTER_MS, error.retryAfterMs ?? 0) : 0;
  return Math.round(Math.max(backoffMs, askedMs * (1 + jitter / 10)));
}
