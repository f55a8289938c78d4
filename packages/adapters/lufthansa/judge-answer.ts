import type { HttpAnswer } from './http-exchange.ts';
import type { LufthansaErrorKind } from './lufthansa-error.ts';
import { parseProblem } from './parse/parse-problem.ts';

/**
 * What was asked for, which decides what a failure means: a `list` of reference data, which fails as a whole for one bad
 * record; one `record` by its code; an `operation` (schedules, status); the `token`.
 */
export type EndpointKind = 'list' | 'record' | 'operation' | 'token';

/**
 * What to do about an answer:
 * - `ok`: use it
 * - `not-found`: there is nothing; `bad-range`: a record of the list is bad
 * - `refresh`: once with a new token, then give up
 * - `retry`: after `waitMs`, null for a delay that grows, `mostTries` times in all
 * - `pause`: the hour is spent; nobody calls for `waitMs`
 * - `give-up`
 */
export type Verdict =
  | { readonly kind: 'ok'; readonly json: unknown }
  | { readonly kind: 'not-found' | 'bad-range' }
  | { readonly kind: 'refresh' | 'give-up'; readonly error: LufthansaErrorKind; readonly reason: string }
  | {
      readonly kind: 'retry';
      readonly error: LufthansaErrorKind;
      readonly reason: string;
      readonly waitMs: number | null;
      readonly mostTries: number;
    }
  | { readonly kind: 'pause'; readonly reason: string; readonly waitMs: number };

/** Tries of a call in all. */
export const MOST_TRIES = 5;
/** A single record that fails is mostly one of those that are always bad. */
const MOST_TRIES_RECORD = 2;
const SECOND_MS = 1000;
/** "Over queries per second": the second is over after this. */
const OVER_SECOND_MS = SECOND_MS;
/**
 * "Over rate limit" comes without saying for how long, and others may use the same key: by then a quarter of the hour has
 * cleared, and the next call finds out.
 */
const OVER_HOUR_MS = 15 * 60 * SECOND_MS;
/** Whoever is told to wait longer than this is over the hour's limit, not the second's. */
const LONG_WAIT_MS = 60 * SECOND_MS;
const LONGEST_PAUSE_MS = 3600 * SECOND_MS;
const LONGEST_REASON = 200;

/** @param nowMs for a `Retry-After` that is a date */
export function judgeAnswer(answer: HttpAnswer, kind: EndpointKind, nowMs: number): Verdict {
  const { status } = answer;
  if (status === 200) return judgeBody(answer.body);
  const waitMs = retryAfterMs(answer.retryAfter, nowMs);
  const said = reasonOf(answer, kind);
  if (status === 401) return kind === 'token' ? giveUp('unauthorized', said) : refresh('unauthorized', said);
  if (status === 403) return judgeRefusal(answer, kind, { waitMs, said });
  if (status === 429) return judgeThrottle(answer, { waitMs, said });
  if (status === 404) return kind === 'token' ? giveUp('bad-request', said) : { kind: notFoundOf(kind) };
  if (status === 400 && kind === 'token') return giveUp('unauthorized', said);
  if (status === 500 && kind === 'list') return { kind: 'bad-range' };
  if (status === 500 && kind === 'record') return retry('unavailable', said, { waitMs, mostTries: MOST_TRIES_RECORD });
  if (status >= 500 || status === 408) return retry('unavailable', said, { waitMs });
  return giveUp(status >= 400 ? 'bad-request' : 'bad-answer', said);
}

/** A page of a list that isn't there has a bad record; of an operation or a record there just is none. */
const notFoundOf = (kind: EndpointKind): 'bad-range' | 'not-found' => (kind === 'list' ? 'bad-range' : 'not-found');

function judgeBody(body: string): Verdict {
  try {
    return { kind: 'ok', json: JSON.parse(body) };
  } catch {
    // A page of somebody in between, a maintenance page for example.
    return retry('bad-answer', 'status 200 without JSON', { waitMs: null });
  }
}

interface Circumstances {
  /** Of `Retry-After`; null where it wasn't sent. */
  readonly waitMs: number | null;
  readonly said: string;
}

/**
 * 403 means throttled or forbidden; only the text tells which. Lufthansa's gateway writes "Account Over …", others of the
 * same make "Developer Over …", and the same in a header.
 */
function judgeRefusal(answer: HttpAnswer, kind: EndpointKind, circumstances: Circumstances): Verdict {
  const text = refusalText(answer);
  if (THROTTLED.test(text)) return judgeThrottle(answer, circumstances);
  if (/inactive/i.test(text)) return giveUp('unauthorized', circumstances.said);
  if (/not authorized/i.test(text)) {
    return kind === 'token' ? giveUp('unauthorized', circumstances.said) : refresh('forbidden', circumstances.said);
  }
  return giveUp(kind === 'token' ? 'unauthorized' : 'forbidden', circumstances.said);
}

const OVER_SECOND = /over[ _](queries[ _]per[ _]second|qps)/i;
const OVER_HOUR = /over[ _]rate/i;
const THROTTLED = /over[ _](queries[ _]per[ _]second|qps|rate)|rate limit exceeded/i;

function judgeThrottle(answer: HttpAnswer, { waitMs, said }: Circumstances): Verdict {
  const text = refusalText(answer);
  if (OVER_HOUR.test(text) || (waitMs ?? 0) > LONG_WAIT_MS) {
    return { kind: 'pause', reason: said, waitMs: Math.min(LONGEST_PAUSE_MS, waitMs ?? OVER_HOUR_MS) };
  }
  const isOverSecond = OVER_SECOND.test(text) || answer.status === 429;
  return retry('throttled', said, { waitMs: waitMs ?? (isOverSecond ? OVER_SECOND_MS : null) });
}

const refusalText = ({ status, body, errorCode }: HttpAnswer): string =>
  `${parseProblem(status, body).text ?? ''} ${errorCode ?? ''}`;

/** What may be shown of a refusal. The token's answer might repeat what was sent, so of it only the status is told. */
function reasonOf({ status, body }: HttpAnswer, kind: EndpointKind): string {
  const text = kind === 'token' ? null : parseProblem(status, body).text;
  return text === null ? `status ${status}` : `status ${status}, ${text.slice(0, LONGEST_REASON)}`;
}

/** Seconds or a date (RFC 9110, 10.2.3). Null where absent, malformed or past. */
export function retryAfterMs(value: string | null, nowMs: number): number | null {
  if (value === null) return null;
  const text = value.trim();
  const waitMs = /^\d{1,9}$/.test(text) ? Number(text) * SECOND_MS : Date.parse(text) - nowMs;
  return waitMs >= 0 ? waitMs : null;
}

const giveUp = (error: LufthansaErrorKind, reason: string): Verdict => ({ kind: 'give-up', error, reason });
const refresh = (error: LufthansaErrorKind, reason: string): Verdict => ({ kind: 'refresh', error, reason });
const retry = (
  error: LufthansaErrorKind,
  reason: string,
  { waitMs, mostTries = MOST_TRIES }: { readonly waitMs: number | null; readonly mostTries?: number },
): Verdict => ({ kind: 'retry', error, reason, waitMs, mostTries });
