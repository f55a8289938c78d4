/**
 * - `unauthorized`: client id or secret are refused, or the key is not (or no longer) approved
 * - `forbidden`: the plan doesn't include what was asked for
 * - `quota`: our own limits or Lufthansa's hour are spent; nothing was wrong with the call
 * - `throttled`: still refused for its frequency after all tries
 * - `unavailable`: no answer, or an error on the other side, after all tries
 * - `bad-answer`: an answer that can't be read
 * - `not-found`: there is no such thing
 * - `bad-request`: Lufthansa doesn't accept the question; asking again is no use
 * - `aborted`: the caller no longer wants it
 */
export const LUFTHANSA_ERROR_KINDS = [
  'unauthorized',
  'forbidden',
  'quota',
  'throttled',
  'unavailable',
  'bad-answer',
  'not-found',
  'bad-request',
  'aborted',
] as const;
export type LufthansaErrorKind = (typeof LUFTHANSA_ERROR_KINDS)[number];

export interface LufthansaErrorDetails extends ErrorOptions {
  /** HTTP status of the last answer; null where there was none. @default null */
  readonly status?: number | null;
  /** After how long it may work; null where nobody knows. @default null */
  readonly retryAfterMs?: number | null;
  /** Lufthansa's own id of the exchange, for asking its support. @default null */
  readonly messageId?: string | null;
}

/** A call of the Lufthansa API that failed for good. The message holds no secret and may be logged and shown. */
export class LufthansaError extends Error {
  readonly kind: LufthansaErrorKind;
  readonly status: number | null;
  readonly retryAfterMs: number | null;
  readonly messageId: string | null;

  constructor(
    kind: LufthansaErrorKind,
    message: string,
    { status = null, retryAfterMs = null, messageId = null, ...options }: LufthansaErrorDetails = {},
  ) {
    super(message, options);
    this.name = 'LufthansaError';
    this.kind = kind;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
    this.messageId = messageId;
  }
}

/** Whether it ended for lack of calls or time: what is left to do can be done later, and nothing is wrong. */
export function isOutOfCalls(error: unknown): error is LufthansaError {
  return error instanceof LufthansaError && (error.kind === 'quota' || error.kind === 'aborted');
}

/** Whether client id or secret were refused: they may have been rotated. */
export function isCredentialRefusal(error: unknown): boolean {
  return error instanceof LufthansaError && error.kind === 'unauthorized';
}
