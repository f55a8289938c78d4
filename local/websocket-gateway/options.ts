import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock } from '#adapters/observability/clock.ts';
import type { Logger } from '#adapters/observability/logger.ts';
import type { LambdaFunction } from '../lambda-function.ts';
import type { WebsocketEvent } from './events.ts';

/** API Gateway's quotas; all may be set lower for tests. */
export interface WebsocketLimits {
  /** @default 32768 */
  readonly frameBytes?: number;
  /** @default 131072 */
  readonly messageBytes?: number;
  /** @default 10 minutes */
  readonly idleMs?: number;
  /** @default 2 hours */
  readonly durationMs?: number;
  /** @default 29000 */
  readonly integrationTimeoutMs?: number;
  /** @default 500 */
  readonly connectionsPerSecond?: number;
  /** Open connections at one time; ours, AWS has no such quota. @default 2000 */
  readonly connections?: number;
  /** Bytes that wait for a slow receiver, or one message; more is refused with 429, as on AWS. @default 65536 */
  readonly sendBufferBytes?: number;
  /** Messages of one connection that the functions work on; one more is refused with an error message. @default 32 */
  readonly messagesInFlight?: number;
  /** `@connections` calls in a second before 429. @default 10000 */
  readonly managementCallsPerSecond?: number;
}

export interface WebsocketGatewayOptions {
  /** Functions by route key: `$connect`, `$disconnect`, `$default` and values of `$request.body.action`. */
  readonly routes: Readonly<Record<string, LambdaFunction<WebsocketEvent>>>;
  readonly logger: Logger;
  /** @default 'live' */
  readonly stage?: string;
  /** Route keys whose integration's body is sent back to the client. @default none, as on AWS */
  readonly routeResponses?: readonly string[];
  /** Port of the `@connections` endpoint on 127.0.0.1, 0 for a free one. @default 0 */
  readonly managementPort?: number;
  /** `Host` values that the `@connections` endpoint accepts beside this machine's own names. @default none */
  readonly managementHosts?: readonly string[];
  /** `Host` values accepted beside this machine's own names with the port listened on. @default none */
  readonly allowedHosts?: readonly string[];
  /** `Origin` values accepted beside those of the accepted hosts; no Origin is accepted. @default none */
  readonly allowedOrigins?: readonly string[];
  readonly limits?: WebsocketLimits;
  /** How long closing waits for the `$disconnect` of the connections that were open. @default 3000 */
  readonly drainMs?: number;
  readonly clock?: Clock;
}

export interface WebsocketGateway {
  /** Takes over the upgrade requests that an HTTP server gets for the path of the WebSocket. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** `endpoint` for `ApiGatewayManagementApiClient`. */
  readonly managementEndpoint: string;
  connectionCount(): number;
  /** Closes every connection with 1001, runs their `$disconnect` and ends the management endpoint. */
  close(): Promise<void>;
}
