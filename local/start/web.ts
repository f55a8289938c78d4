import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Logger } from '#adapters/observability/logger.ts';
import { ENV } from '#contracts/names.ts';
import { readConfig as readApiConfig } from '../../lambdas/http-api/config.ts';
import { createHandler as createApiHandler } from '../../lambdas/http-api/handler.ts';
import { readConfig as readWebsocketConfig } from '../../lambdas/websocket/config.ts';
import { createHandler as createWebsocketHandler, type WebsocketHandler } from '../../lambdas/websocket/handler.ts';
import { startHttpGateway } from '../http-gateway.ts';
import type { HttpGateway } from '../http-gateway/options.ts';
import { findFreePort, isPortFree } from '../processes/free-port.ts';
import { startWebsocketGateway } from '../websocket-gateway.ts';
import type { Environment } from './environment.ts';
import type { Part } from './part.ts';
import { RefusalError } from './refusal-error.ts';

export interface WebOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Whether no other port will do. */
  readonly portAsked: boolean;
  readonly siteFolder: string;
  readonly env: Environment;
  /** Answers the admin routes. @default nobody does */
  readonly admin?: (event: APIGatewayProxyEventV2) => Promise<unknown>;
  readonly logger: Logger;
}

export interface Web extends Part {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly websocketUrl: string;
  /** Where functions post to viewers. */
  readonly managementEndpoint: string;
}

/** Keys of the WebSocket API's routes, all of one function. */
export const ROUTE_KEYS = ['$connect', '$disconnect', '$default', 'subscribe', 'ping'] as const;

/** The page, the HTTP API and the WebSocket API, in this process. */
export async function startWeb({ port, portAsked, siteFolder, env, admin, logger }: WebOptions): Promise<Web> {
  const api = createApiHandler(readApiConfig(env), { logger: logger.child({ function: 'http-api' }) });
  const hosted: { viewers?: WebsocketHandler } = {};
  const websocketFunction = (event: unknown): Promise<unknown> =>
    hosted.viewers?.(event) ?? Promise.reject(new Error('the WebSocket function is not there yet'));
  const sockets = await startWebsocketGateway({
    routes: Object.fromEntries(ROUTE_KEYS.map((key) => [key, websocketFunction])),
    logger: logger.child({ gateway: 'websocket' }),
  });
  let http: HttpGateway;
  try {
    http = await startHttpGateway({
      api,
      ...(admin !== undefined && { admin }),
      siteFolder,
      port: await choosePort(port, portAsked),
      websocket: sockets,
      logger: logger.child({ gateway: 'http' }),
    });
  } catch (error) {
    await Promise.all([sockets.close(), api.close()]);
    throw error;
  }
  const origins = [http.url, `http://localhost:${http.port}`];
  const viewers = createWebsocketHandler(
    readWebsocketConfig({
      ...env,
      [ENV.allowedOrigins]: [env[ENV.allowedOrigins], ...origins].filter(Boolean).join(','),
      [ENV.websocketEndpoint]: sockets.managementEndpoint,
    }),
    { logger: logger.child({ function: 'websocket' }) },
  );
  hosted.viewers = viewers;
  const functions = [api, viewers];
  return {
    name: 'web',
    url: http.url,
    websocketUrl: `ws://127.0.0.1:${http.port}/ws`,
    managementEndpoint: sockets.managementEndpoint,
    failed: new Promise(() => undefined),
    stop: async () => {
      await sockets.close();
      await http.close();
      await Promise.all(functions.map((each) => each.close()));
    },
  };
}

async function choosePort(port: number, asked: boolean): Promise<number> {
  if (port === 0) return 0;
  if (!asked) return findFreePort(port);
  if (await isPortFree(port)) return port;
  throw new RefusalError(`port ${port} of 127.0.0.1 is taken: choose another --port, or 0 for a free one`);
}
