import type { WebsocketLimits } from './options.ts';

/** API Gateway's fixed quotas, and ours where it has none. */
const DEFAULT_LIMITS: Required<WebsocketLimits> = {
  frameBytes: 32 * 1024,
  messageBytes: 128 * 1024,
  idleMs: 10 * 60_000,
  durationMs: 2 * 3_600_000,
  integrationTimeoutMs: 29_000,
  connectionsPerSecond: 500,
  connections: 2000,
  sendBufferBytes: 64 * 1024,
  messagesInFlight: 32,
  managementCallsPerSecond: 10_000,
};

export function limitsOf(limits: WebsocketLimits = {}): Required<WebsocketLimits> {
  return { ...DEFAULT_LIMITS, ...limits };
}
