/** A feed that can't be read just now. The message is for people and holds no secret. */
export class FeedError extends Error {
  /** How long the feed asks to be left alone, in ms; null where it doesn't say. */
  readonly retryAfterMs: number | null;

  /** The status of its HTTP answer; null where there was none. */
  readonly status: number | null;

  constructor(
    message: string,
    {
      retryAfterMs = null,
      status = null,
      cause,
    }: { retryAfterMs?: number | null; status?: number | null; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.name = 'FeedError';
    this.retryAfterMs = retryAfterMs;
    this.status = status;
  }
}
