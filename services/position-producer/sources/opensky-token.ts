import { isJsonObject } from '#contracts/read.ts';
import { FeedError } from '../feed-error.ts';
import { fetchFeedText, type FetchOptions } from '../fetch-feed.ts';
import { parseFeedJson } from './feed-json.ts';

export interface OpenSkyCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface TokenSourceOptions {
  readonly tokenUrl: URL;
  /** Asked for with each new token, so that a rotated secret is found. */
  readonly credentials: () => Promise<OpenSkyCredentials>;
  readonly clock: () => number;
  readonly timeoutMs?: number;
}

/** A token of OAuth2's client credentials, kept until shortly before its end. */
export interface TokenSource {
  /** @throws FeedError where there is none to be had; it holds no secret */
  token(signal: AbortSignal): Promise<string>;
  /** The service doesn't take it any more. */
  forget(): void;
}

const REFRESH_BEFORE_MS = 30_000;
/** OpenSky's are for half an hour. */
const USUAL_LIFETIME_S = 1800;
const LONGEST_LIFETIME_S = 86_400;
const MAX_BYTES = 65_536;
/** What may stand in a header. */
const TOKEN = /^[\x21-\x7e]{1,8192}$/;

export function createTokenSource({ tokenUrl, credentials, clock, timeoutMs }: TokenSourceOptions): TokenSource {
  let kept: { readonly token: string; readonly untilMs: number } | null = null;

  async function fetchToken(signal: AbortSignal): Promise<{ readonly token: string; readonly untilMs: number }> {
    const { clientId, clientSecret } = await credentials();
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    });
    const askedAtMs = clock();
    const bounds: FetchOptions = {
      signal,
      clock,
      maxBytes: MAX_BYTES,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    };
    const { access_token: token, expires_in: lifetimeS } = await parsed(fetchFeedText(tokenUrl, { ...bounds, form }));
    if (typeof token !== 'string' || !TOKEN.test(token)) throw new FeedError('no token: the answer holds none');
    const seconds = typeof lifetimeS === 'number' && lifetimeS > 0 ? lifetimeS : USUAL_LIFETIME_S;
    return { token, untilMs: askedAtMs + Math.min(LONGEST_LIFETIME_S, seconds) * 1000 - REFRESH_BEFORE_MS };
  }

  return {
    async token(signal) {
      if (kept === null || clock() >= kept.untilMs) kept = await fetchToken(signal);
      return kept.token;
    },
    forget: () => void (kept = null),
  };
}

/** Whatever goes wrong is told as a failure to log in, since the feed itself may be well. */
async function parsed(text: Promise<string>): Promise<Readonly<Record<string, unknown>>> {
  try {
    return parseFeedJson(await text);
  } catch (error) {
    const { status = null, retryAfterMs = null } = error instanceof FeedError ? error : {};
    const isRefused = status === 400 || status === 401 || status === 403;
    const why = error instanceof Error ? error.message : String(error);
    const hint = isRefused ? ' (are OPENSKY_CLIENT_ID and OPENSKY_CLIENT_SECRET right?)' : '';
    throw new FeedError(`no token: ${why}${hint}`, { retryAfterMs, cause: error });
  }
}

/**
 * Credentials in the text of a secret: `{"client_id":"…","client_secret":"…"}`.
 * @throws FeedError that says what it must be; it never holds the text
 */
export function parseCredentials(text: string): OpenSkyCredentials {
  const { client_id: clientId, client_secret: clientSecret } = jsonObject(text);
  if (typeof clientId === 'string' && typeof clientSecret === 'string' && clientId !== '' && clientSecret !== '') {
    return { clientId, clientSecret };
  }
  throw new FeedError('the secret that OPENSKY_SECRET_ARN names must be JSON: {"client_id":"…","client_secret":"…"}');
}

/** Empty for anything else: a parser's own message would show some of the text. */
function jsonObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}
