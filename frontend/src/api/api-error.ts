/**
 * Why a call of the HTTP API failed: no answer, a refusal (with its HTTP status), nothing under that name, or an answer
 * of an unknown form.
 */
export type ApiErrorCode = 'unreachable' | 'refused' | 'not_found' | 'contract';

export class ApiError extends Error {
  /** HTTP status of the answer, null where there was none. */
  readonly status: number | null;
  readonly code: ApiErrorCode;

  constructor(status: number | null, code: ApiErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
  }
}
