import type { LogFields } from './log-fields.ts';

/**
 * What of an error is logged. Nothing else of it: errors of drivers and SDKs carry whole documents, requests and answers,
 * and these may hold what isn't for a log. Its cause is an error too, mostly, and passes here when the line is written.
 */
export function errorFields(error: Error): LogFields {
  return {
    name: error.name,
    message: error.message,
    ...('code' in error ? { code: error.code } : {}),
    stack: error.stack,
    ...(error.cause instanceof Error ? { cause: error.cause } : {}),
  };
}
