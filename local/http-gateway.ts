import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { systemClock } from '#adapters/observability/clock.ts';
import type { RuntimeConfig } from '#contracts/runtime-config.ts';
import { siteHeaders } from '#contracts/site-headers.ts';
import { createAddressPolicy } from './address-policy.ts';
import { gatewayMessage, INTERNAL_SERVER_ERROR, readApiAnswer, type HttpAnswer } from './http-gateway/api-answer.ts';
import { apiEvent } from './http-gateway/api-event.ts';
import { createApiRoutes } from './http-gateway/api-routes.ts';
import type { HttpGateway, HttpGatewayOptions } from './http-gateway/options.ts';
import { siteAnswer, textAnswer } from './http-gateway/site-answer.ts';
import { createSiteFiles } from './http-gateway/site-files.ts';
import { invokeFunction } from './invoke-function.ts';
import { readBody } from './read-body.ts';
import { refuseUpgrade } from './websocket-gateway/refuse-upgrade.ts';

/** API Gateway's bound of a request. */
const MOST_REQUEST_BYTES = 10 * 1024 * 1024;
const WEBSOCKET_PATH = '/ws';
/** Connections at one time, viewers' included. */
const MOST_CONNECTIONS = 4096;

/**
 * CloudFront with the site's bucket and the HTTP API behind it, on one machine: listens on 127.0.0.1. Requests by another
 * host's name are refused with 421, and those of other sites' pages that could change something with 403.
 * @throws Error with the code EADDRINUSE when the port is taken
 */
export async function startHttpGateway(options: HttpGatewayOptions): Promise<HttpGateway> {
  const { logger, integrationTimeoutMs = 30_000, clock = systemClock } = options;
  const routeOf = createApiRoutes(options);
  const addresses = createAddressPolicy(options);
  const files = createSiteFiles(options.siteFolder);
  const upgraded = new Set<Duplex>();

  const runtimeConfigFor = (request: IncomingMessage): RuntimeConfig => ({
    websocketUrl: `ws://${addresses.acceptsHost(request) ? (request.headers.host ?? '') : '127.0.0.1'}${WEBSOCKET_PATH}`,
    ...options.runtimeConfig,
  });

  const answerApi = async (request: IncomingMessage): Promise<HttpAnswer> => {
    const body = await readBody(request, MOST_REQUEST_BYTES);
    if (body === null) return gatewayMessage(413, 'Request Entity Too Large');
    const { routeKey, functionName, handler } = routeOf(request);
    const outcome = await invokeFunction(handler, apiEvent({ request, body, routeKey, atMs: clock() }), {
      functionName,
      timeoutMs: integrationTimeoutMs,
      clock,
    });
    if (outcome.kind === 'answered') return readApiAnswer(outcome.answer);
    logger.error('API function failed', { function: functionName, path: request.url, outcome });
    return outcome.kind === 'failed' ? INTERNAL_SERVER_ERROR : gatewayMessage(503, 'Service Unavailable');
  };

  const answer = async (request: IncomingMessage): Promise<HttpAnswer> => {
    if (!addresses.acceptsHost(request)) return textAnswer(421, 'Unknown host');
    const [path = ''] = (request.url ?? '').split('?');
    if (!path.startsWith('/')) return textAnswer(400, 'Bad request');
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    if (!isReading && !addresses.acceptsOrigin(request)) return textAnswer(403, 'Unknown origin');
    if (path.startsWith('/api/')) return answerApi(request);
    if (path === '/config.json' && isReading) {
      const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' };
      return { statusCode: 200, headers, body: Buffer.from(JSON.stringify(runtimeConfigFor(request))) };
    }
    return siteAnswer(request, path, files);
  };

  const server = createServer((request, response) => {
    const securityHeaders = siteHeaders(runtimeConfigFor(request).websocketUrl);
    answer(request)
      .catch((error: unknown) => {
        logger.error('request failed', { path: request.url, error });
        return INTERNAL_SERVER_ERROR;
      })
      .then((ready) => send(response, ready, securityHeaders))
      .catch((error: unknown) => {
        logger.error('answer not sent', { path: request.url, error });
        response.destroy();
      });
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.on('upgrade', (request, socket, head) => {
    upgraded.add(socket);
    socket.on('close', () => upgraded.delete(socket));
    const [path] = (request.url ?? '').split('?');
    if (path === WEBSOCKET_PATH && options.websocket !== undefined)
      options.websocket.handleUpgrade(request, socket, head);
    else refuseUpgrade(socket, 404);
  });

  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      for (const socket of upgraded) socket.destroy();
      await closed;
    },
  };
}

/** What an answer says itself goes before the headers that all answers have. */
function send(response: ServerResponse, { statusCode, headers, body }: HttpAnswer, common: object): void {
  if (response.destroyed) return;
  const hasNoBody = statusCode === 304 || statusCode === 204;
  response.writeHead(statusCode, {
    ...common,
    ...headers,
    ...(!hasNoBody && { 'content-length': String(body.length) }),
    ...(statusCode === 413 && { connection: 'close' }),
  });
  response.end(hasNoBody ? undefined : body);
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the HTTP gateway has no port');
  return address.port;
}
