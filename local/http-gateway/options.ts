import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { RuntimeConfig } from '#contracts/runtime-config.ts';
import type { Clock } from '#adapters/observability/clock.ts';
import type { Logger } from '#adapters/observability/logger.ts';
import type { LambdaFunction } from '../lambda-function.ts';

export interface HttpGatewayOptions {
  /** Answers everything under `/api/` that no other function does. */
  readonly api: LambdaFunction<APIGatewayProxyEventV2>;
  /** Answers the admin routes, which are POST only. @default `api` */
  readonly admin?: LambdaFunction<APIGatewayProxyEventV2>;
  /** Folder of the built page, with its `index.html`. */
  readonly siteFolder: string;
  readonly logger: Logger;
  /** 0 takes a free one. */
  readonly port: number;
  /** Takes upgrade requests for `/ws`; without it they are refused. */
  readonly websocket?: { handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void };
  /** What `/config.json` holds beside or instead of the default. @default the `/ws` of the host asked for */
  readonly runtimeConfig?: Partial<RuntimeConfig>;
  /** `Host` values accepted beside this machine's own names with the port listened on. @default none */
  readonly allowedHosts?: readonly string[];
  /** `Origin` values accepted on other methods than GET and HEAD, beside those of the accepted hosts. @default none */
  readonly allowedOrigins?: readonly string[];
  /** @default 30000, API Gateway's own */
  readonly integrationTimeoutMs?: number;
  readonly clock?: Clock;
}

export interface HttpGateway {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly port: number;
  /** Ends the listener and every open connection, upgraded ones included. */
  close(): Promise<void>;
}
