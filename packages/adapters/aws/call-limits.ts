/**
 * For clients of AWS' own APIs that a function waits for: the SDK has no time limit of its own, and a socket that says
 * nothing would take the whole invocation. One call takes 5 s at most with its repetitions.
 */
export const CALL_LIMITS = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 1500, throwOnRequestTimeout: true },
} as const;
