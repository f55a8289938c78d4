import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { isJsonObject } from '#contracts/read.ts';
import { systemClock } from '#adapters/observability/clock.ts';
import { createAddressPolicy } from './address-policy.ts';
import { invokeFunction, type InvocationOutcome } from './invoke-function.ts';
import { createTokenBucket } from './token-bucket.ts';
import { waitUnlessAborted } from './wait-unless-aborted.ts';
import { createConnection, type Connection } from './websocket-gateway/connection.ts';
import {
  connectEvent,
  createConnectionId,
  disconnectEvent,
  messageEvent,
  type ConnectionIdentity,
  type WebsocketEvent,
} from './websocket-gateway/events.ts';
import { limitsOf } from './websocket-gateway/limits.ts';
import { startManagementServer } from './websocket-gateway/management-server.ts';
import type { WebsocketGateway, WebsocketGatewayOptions } from './websocket-gateway/options.ts';
import { refuseUpgrade } from './websocket-gateway/refuse-upgrade.ts';

/**
 * API Gateway's WebSocket API on one machine, with its limits. It owns the `@connections` endpoint (a port of its own on
 * 127.0.0.1) and takes upgrades from whichever HTTP server calls `handleUpgrade`. Messages of one connection are worked on
 * side by side, as on AWS: their order is the function's business.
 */
export async function startWebsocketGateway(options: WebsocketGatewayOptions): Promise<WebsocketGateway> {
  const { routes, logger, stage = 'live', routeResponses = [], drainMs = 3000, clock = systemClock } = options;
  const limits = limitsOf(options.limits);
  const addresses = createAddressPolicy(options);
  const connections = new Map<string, Connection>();
  const messagesOf = new Map<Connection, number>();
  const underWay = new Set<Promise<unknown>>();
  const mayConnect = createTokenBucket(limits.connectionsPerSecond, clock);
  const server = new WebSocketServer({ noServer: true, maxPayload: limits.messageBytes, perMessageDeflate: false });
  let handshakes = 0;
  let isClosing = false;

  const invoke = async (routeKey: string, event: WebsocketEvent): Promise<InvocationOutcome | null> => {
    const handler = routes[routeKey];
    if (handler === undefined) return null;
    const invocation = invokeFunction(handler, event, {
      functionName: `websocket-${routeKey}`,
      timeoutMs: limits.integrationTimeoutMs,
      clock,
    });
    underWay.add(invocation);
    const outcome = await invocation;
    underWay.delete(invocation);
    if (outcome.kind !== 'answered') logger.error('route failed', { routeKey, outcome });
    return outcome;
  };

  const connectStatus = async (identity: ConnectionIdentity, request: IncomingMessage): Promise<number> => {
    const outcome = await invoke('$connect', connectEvent(identity, request));
    if (outcome === null) return 200;
    if (outcome.kind === 'timed-out') return 504;
    return outcome.kind === 'failed' ? 500 : statusOf(outcome.answer);
  };

  const open = (identity: ConnectionIdentity, socket: Duplex, webSocket: WebSocket): void => {
    const connection = createConnection({ socket, webSocket, identity }, limits, clock, {
      message: (from, text) => void answerMessage(from, text),
      closed: (gone, code, reason) => {
        connections.delete(identity.connectionId);
        messagesOf.delete(gone);
        void invoke('$disconnect', disconnectEvent(identity, { code, reason, atMs: clock() }));
      },
    });
    connections.set(identity.connectionId, connection);
  };

  const answerMessage = async (from: Connection, body: string): Promise<void> => {
    const inFlight = messagesOf.get(from) ?? 0;
    const routeKey = routeOf(body, routes);
    const event = messageEvent(from.identity, { routeKey, body, atMs: clock() });
    if (inFlight >= limits.messagesInFlight) {
      sendError(from, 'Too Many Requests', event);
      return;
    }
    messagesOf.set(from, inFlight + 1);
    const outcome = await invoke(routeKey, event);
    if (!connections.has(from.identity.connectionId)) return;
    messagesOf.set(from, (messagesOf.get(from) ?? 1) - 1);
    if (outcome === null) sendError(from, 'Forbidden', event);
    else if (outcome.kind !== 'answered') sendError(from, 'Internal server error', event);
    else if (routeResponses.includes(routeKey)) sendBody(from, outcome.answer);
  };

  const shakeHands = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const identity = identityOf(request, stage, clock());
    const status = await connectStatus(identity, request);
    if (status !== 200 || isClosing) {
      refuseUpgrade(socket, status === 200 ? 503 : status);
      return;
    }
    if (socket.destroyed) {
      await invoke('$disconnect', disconnectEvent(identity, { code: 1006, reason: '', atMs: clock() }));
      return;
    }
    server.handleUpgrade(request, socket, head, (webSocket) => open(identity, socket, webSocket));
  };

  const management = await startManagementServer({
    port: options.managementPort ?? 0,
    stage,
    find: (connectionId) => connections.get(connectionId),
    messageBytes: limits.messageBytes,
    callsPerSecond: limits.managementCallsPerSecond,
    addresses: createAddressPolicy({ allowedHosts: options.managementHosts ?? [] }),
    clock,
  });

  return {
    managementEndpoint: management.endpoint,
    connectionCount: () => connections.size,
    handleUpgrade(request, socket, head) {
      socket.on('error', () => socket.destroy());
      const refusal = refusalOf(request);
      if (refusal !== null) {
        refuseUpgrade(socket, refusal);
        return;
      }
      handshakes += 1;
      void shakeHands(request, socket, head).finally(() => {
        handshakes -= 1;
      });
    },
    async close() {
      isClosing = true;
      const bound = new AbortController();
      for (const connection of connections.values()) connection.close(1001, 'Going away');
      await Promise.race([allGone(bound.signal), waitUnlessAborted(drainMs, bound.signal)]);
      bound.abort();
      for (const connection of connections.values()) connection.terminate();
      await management.close();
    },
  };

  function refusalOf(request: IncomingMessage): number | null {
    if (!addresses.acceptsHost(request) || !addresses.acceptsOrigin(request)) return 403;
    if (isClosing || connections.size + handshakes >= limits.connections) return 503;
    return mayConnect() ? null : 429;
  }

  async function allGone(bound: AbortSignal): Promise<void> {
    while ((connections.size > 0 || underWay.size > 0) && (await waitUnlessAborted(5, bound)));
  }
}

/** `$request.body.action` where a route has that name, else `$default`. */
function routeOf(body: string, routes: WebsocketGatewayOptions['routes']): string {
  const action = actionOf(body);
  return action !== null && !action.startsWith('$') && Object.hasOwn(routes, action) ? action : '$default';
}

function actionOf(body: string): string | null {
  try {
    const message: unknown = JSON.parse(body);
    return isJsonObject(message) && typeof message['action'] === 'string' ? message['action'] : null;
  } catch {
    return null;
  }
}

function identityOf(request: IncomingMessage, stage: string, connectedAtMs: number): ConnectionIdentity {
  return {
    connectionId: createConnectionId(),
    connectedAtMs,
    domainName: request.headers.host ?? '127.0.0.1',
    stage,
    sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
    userAgent: request.headers['user-agent'] ?? null,
  };
}

/** An integration that answers nothing, or no status, has accepted. */
function statusOf(answer: unknown): number {
  const status = isJsonObject(answer) ? answer['statusCode'] : undefined;
  if (typeof status !== 'number') return 200;
  return status >= 200 && status < 300 ? 200 : status;
}

function sendError(to: Connection, message: string, { requestContext }: WebsocketEvent): void {
  const { connectionId, requestId } = requestContext;
  to.send(Buffer.from(JSON.stringify({ message, connectionId, requestId })));
}

function sendBody(to: Connection, answer: unknown): void {
  const body = isJsonObject(answer) ? answer['body'] : undefined;
  if (typeof body === 'string' && body !== '') to.send(Buffer.from(body));
}
