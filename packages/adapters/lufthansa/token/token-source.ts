import type { Clock } from '../../observability/clock.ts';
import type { CallOptions } from '../lufthansa-api.ts';
import { LufthansaError } from '../lufthansa-error.ts';
import type { AccessToken, TokenStore } from './token-store.ts';

export interface TokenSourceOptions {
  readonly store: TokenStore;
  /** Asks Lufthansa for a token. @throws LufthansaError */
  readonly request: (options: CallOptions) => Promise<AccessToken>;
  readonly clock: Clock;
  /** 0 to 1, for the jitter. */
  readonly random: () => number;
  /** Ends early, without an error, when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Names this process in the lease. */
  readonly holder: string;
}

export interface TokenSource {
  /**
   * A token that is good for a while.
   * @param refused one that Lufthansa didn't accept, null where there is none
   * @throws LufthansaError
   */
  get(refused: string | null, options: CallOptions): Promise<string>;
}

/** Before its end a token is no longer used, so that it doesn't end on its way. */
const EARLY_MS = 60_000;
/** The one who asks for a token is given this long; it's asked within seconds. */
const LEASE_MS = 30_000;
/** How often those who wait for another's token look. */
const LOOK_EVERY_MS = 300;

/**
 * Keeps an access token: in this process, and in the store for all others, of whom one at a time asks for a new one. Asking is
 * a call like any other, so a herd of functions that start together costs one.
 */
export function createTokenSource({ store, request, clock, random, sleep, holder }: TokenSourceOptions): TokenSource {
  let kept: { readonly token: string; readonly untilMs: number } | null = null;
  let renewal: Promise<string> | null = null;

  const keep = ({ token, remainingMs }: AccessToken): string => {
    kept = { token, untilMs: clock() + remainingMs - EARLY_MS };
    return token;
  };

  async function stored(refused: string | null): Promise<string | null> {
    const found = await store.read();
    const isGood = found !== null && found.remainingMs > EARLY_MS && found.token !== refused;
    return isGood ? keep(found) : null;
  }

  async function requestNew(refused: string | null, options: CallOptions): Promise<string> {
    try {
      // Another may have been done in between.
      const found = await stored(refused);
      if (found !== null) return found;
      const fresh = await request(options);
      await store.write(fresh);
      return keep(fresh);
    } finally {
      await store.release(holder);
    }
  }

  async function renew(refused: string | null, options: CallOptions): Promise<string> {
    while (!isOver(options)) {
      const found = await stored(refused);
      if (found !== null) return found;
      if (await store.acquire(holder, LEASE_MS)) return await requestNew(refused, options);
      await sleep(LOOK_EVERY_MS * (0.5 + random()), options.signal);
    }
    throw outOfTime();
  }

  const isOver = ({ signal, untilMs }: CallOptions): boolean => signal.aborted || clock() >= untilMs;

  /** Waits for another caller's token for as long as this caller has. */
  async function share(other: Promise<string>, { signal, untilMs }: CallOptions): Promise<string | null> {
    const isDone = new AbortController();
    const limit = sleep(Math.max(0, untilMs - clock()), AbortSignal.any([signal, isDone.signal])).then(() => null);
    // The other may have failed only because it had less time.
    return Promise.race([other.catch(() => null), limit]).finally(() => isDone.abort());
  }

  return {
    async get(refused, options) {
      while (kept === null || kept.token === refused || clock() >= kept.untilMs) {
        if (isOver(options)) throw outOfTime();
        if (renewal === null) return (renewal = renew(refused, options).finally(() => (renewal = null)));
        const shared = await share(renewal, options);
        if (shared !== null && shared !== refused) return shared;
      }
      return kept.token;
    },
  };
}

const outOfTime = (): LufthansaError => new LufthansaError('aborted', 'no access token in the time given');
