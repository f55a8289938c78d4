import { FeedError } from '../feed-error.ts';
import { fetchFeedText } from '../fetch-feed.ts';
import type { CreditPlan } from './credit-plan.ts';
import type { OpenSkyArea } from './opensky-areas.ts';
import { createTokenSource, type OpenSkyCredentials, type TokenSource } from './opensky-token.ts';

export interface OpenSkyClientOptions {
  readonly baseUrl: URL;
  readonly tokenUrl: URL;
  /** Null: anonymous. */
  readonly credentials: (() => Promise<OpenSkyCredentials>) | null;
  readonly plan: Pick<CreditPlan, 'spend' | 'correct' | 'refuse'>;
  /** For a whole answer. @default as for every feed */
  readonly timeoutMs?: number;
}

/** The whole sky is some 3 MB. */
const MAX_BYTES = 8 * 2 ** 20;
/** Nobody is refused for longer than a day's credits take to come back. */
const LONGEST_REFUSAL_MS = 86_400_000;
const REMAINING = 'x-rate-limit-remaining';

/**
 * Returns the text of the states in an area. Asks with a token where there are credentials; one that is refused is replaced
 * once. What a request costs is spent when it goes out, and the plan learns what the service says of the rest.
 */
export function createOpenSkyClient(
  { baseUrl, tokenUrl, credentials, plan, timeoutMs }: OpenSkyClientOptions,
  clock: () => number,
): (area: OpenSkyArea, signal: AbortSignal) => Promise<string> {
  const bounds = { maxBytes: MAX_BYTES, clock, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
  const tokens: TokenSource | null =
    credentials === null ? null : createTokenSource({ ...bounds, tokenUrl, credentials });
  const fetchStates = (url: URL, token: string | null, signal: AbortSignal): Promise<string> =>
    fetchFeedText(url, { ...bounds, signal, token, onHeaders: (headers) => noteRemaining(headers, plan) });

  async function ask(url: URL, credits: number, signal: AbortSignal): Promise<string> {
    const token = tokens === null ? null : await tokens.token(signal);
    plan.spend(clock(), credits);
    try {
      return await fetchStates(url, token, signal);
    } catch (error) {
      if (tokens === null || statusOf(error) !== 401) throw error;
      tokens.forget();
      // What was refused cost nothing.
      return fetchStates(url, await tokens.token(signal), signal);
    }
  }

  return async ({ query, credits }, signal) => {
    const url = new URL(baseUrl);
    url.pathname = `${baseUrl.pathname.replace(/\/$/, '')}/states/all`;
    url.search = query;
    try {
      return await ask(url, credits, signal);
    } catch (error) {
      if (error instanceof FeedError && error.status === 429 && error.retryAfterMs !== null) {
        plan.refuse(clock() + Math.min(LONGEST_REFUSAL_MS, error.retryAfterMs));
      }
      throw error;
    }
  };
}

const statusOf = (error: unknown): number | null => (error instanceof FeedError ? error.status : null);

function noteRemaining(headers: Headers, plan: OpenSkyClientOptions['plan']): void {
  const text = headers.get(REMAINING);
  if (text !== null && /^\d{1,9}$/.test(text)) plan.correct(Number(text));
}
