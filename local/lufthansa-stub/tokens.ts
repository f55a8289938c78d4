import { randomBytes } from 'node:crypto';
import type { Clock } from '#adapters/observability/clock.ts';
import { gatewayError, type StubReply } from './reply.ts';

/** Accepted with any client id where no clients are named. */
export const SAMPLE_SECRET = 'sample';
/** Tokens that are remembered; the oldest are forgotten first. */
const MOST_TOKENS = 10_000;

interface TokenOptions {
  readonly clients: Readonly<Record<string, string>> | null;
  readonly expiresInS: number;
  readonly clock: Clock;
}

/** Gives tokens for credentials, and knows whose they are. */
export interface Tokens {
  /** @param form the body of the token request */
  issue(form: URLSearchParams): StubReply;
  /** The client id of `Authorization: Bearer <token>`; null where it is missing, wrong, expired, or spelt in lower case. */
  clientOf(authorization: string | undefined): string | null;
}

export function createTokens({ clients, expiresInS, clock }: TokenOptions): Tokens {
  const issued = new Map<string, { readonly client: string; readonly expiresAtMs: number }>();
  return {
    issue(form) {
      const client = form.get('client_id') ?? '';
      const secret = form.get('client_secret') ?? '';
      const right = clients === null ? SAMPLE_SECRET : clients[client];
      if (form.get('grant_type') !== 'client_credentials') return oauthError('unsupported_grant_type');
      if (client === '' || secret === '' || secret !== right) return oauthError('invalid_client');
      const token = randomBytes(12).toString('hex');
      issued.set(token, { client, expiresAtMs: clock() + expiresInS * 1000 });
      const [oldest] = issued.keys();
      if (issued.size > MOST_TOKENS && oldest !== undefined) issued.delete(oldest);
      return { status: 200, body: { access_token: token, token_type: 'bearer', expires_in: expiresInS } };
    },
    clientOf(authorization) {
      const [, token = ''] = /^Bearer (\S+)$/.exec(authorization ?? '') ?? [];
      const found = issued.get(token);
      return found === undefined || found.expiresAtMs <= clock() ? null : found.client;
    },
  };
}

/** OAuth 2.0 (RFC 6749, 5.2); what Lufthansa answers to wrong credentials was never captured. */
function oauthError(error: string): StubReply {
  return error === 'invalid_client' ? { status: 401, body: { error } } : { status: 400, body: { error } };
}

export const UNAUTHORIZED = gatewayError(401, 'Unauthorized');
