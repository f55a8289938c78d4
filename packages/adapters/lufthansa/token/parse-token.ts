import { isJsonObject } from '#contracts/read.ts';
import { LufthansaError } from '../lufthansa-error.ts';
import type { AccessToken } from './token-store.ts';

/** Printable, as a header needs it. Lufthansa's have 24 lower-case letters and digits. */
const TOKEN = /^[\x21-\x7e]{1,4096}$/;
/** 36 h were seen, and 6 h in the documentation; nobody's word is taken for more than this. */
const LONGEST_S = 7 * 86_400;

/**
 * Reads `{ "access_token", "token_type": "bearer", "expires_in": 129600 }`; `expires_in` is in seconds.
 * @throws LufthansaError `bad-answer`
 */
export function parseToken(body: string): AccessToken {
  const answer: unknown = JSON.parse(body);
  const { access_token: token, expires_in: expires } = isJsonObject(answer) ? answer : {};
  const seconds = Number(expires);
  if (typeof token !== 'string' || !TOKEN.test(token) || !(seconds > 0)) {
    throw new LufthansaError('bad-answer', '/oauth/token: the answer has no usable access_token and expires_in');
  }
  return { token, remainingMs: Math.min(LONGEST_S, seconds) * 1000 };
}
