/**
 * Why a message didn't reach a connection: it is `gone`, the stage's rate is `throttled`, the message is `too_large`,
 * no answer came in time, or the call `failed` otherwise.
 */
export type ConnectionPostErrorCode = 'gone' | 'throttled' | 'too_large' | 'timeout' | 'failed';

/** A post to a connection that didn't succeed. The connection's id is no secret, the message isn't kept. */
export class ConnectionPostError extends Error {
  readonly code: ConnectionPostErrorCode;

  constructor(code: ConnectionPostErrorCode, connectionId: string, options?: ErrorOptions) {
    super(`message to connection ${connectionId} not delivered: ${code}`, options);
    this.name = 'ConnectionPostError';
    this.code = code;
  }

  /** Whether the same message may be posted again a little later. */
  get retriable(): boolean {
    return this.code === 'throttled';
  }
}
