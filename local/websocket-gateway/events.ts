import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { requestTime } from '../request-time.ts';

type RequestContext = APIGatewayProxyWebsocketEventV2['requestContext'];

/** The published type has a messageId everywhere and no disconnect reason; API Gateway sends both where they make sense. */
interface WebsocketRequestContext extends Omit<RequestContext, 'messageId'> {
  readonly messageId?: string;
  readonly identity: { readonly sourceIp: string; readonly userAgent?: string };
  readonly disconnectStatusCode?: number;
  readonly disconnectReason?: string;
}

/** The event of a WebSocket API's proxy integration; `$connect` and `$disconnect` carry headers, `$connect` the query too. */
export interface WebsocketEvent extends Omit<APIGatewayProxyWebsocketEventV2, 'requestContext'> {
  readonly headers?: Readonly<Record<string, string>>;
  readonly multiValueHeaders?: Readonly<Record<string, string[]>>;
  readonly queryStringParameters?: Readonly<Record<string, string>>;
  readonly multiValueQueryStringParameters?: Readonly<Record<string, string[]>>;
  readonly requestContext: WebsocketRequestContext;
}

/** What all events of one connection share. */
export interface ConnectionIdentity {
  readonly connectionId: string;
  readonly connectedAtMs: number;
  readonly domainName: string;
  readonly stage: string;
  readonly sourceIp: string;
  readonly userAgent: string | null;
}

/** An id in the form of API Gateway's: not to be guessed, and with characters that must be escaped in a path. */
export function createConnectionId(): string {
  return randomBytes(12).toString('base64');
}

export function connectEvent(identity: ConnectionIdentity, request: IncomingMessage): WebsocketEvent {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const names = [...new Set(searchParams.keys())];
  const multiValueHeaders = headersOf(request);
  return {
    headers: lastValues(multiValueHeaders),
    multiValueHeaders,
    ...(names.length > 0 && {
      queryStringParameters: Object.fromEntries(searchParams),
      multiValueQueryStringParameters: Object.fromEntries(names.map((name) => [name, searchParams.getAll(name)])),
    }),
    requestContext: contextOf(identity, 'CONNECT', '$connect', identity.connectedAtMs),
    isBase64Encoded: false,
  };
}

export function messageEvent(
  identity: ConnectionIdentity,
  { routeKey, body, atMs }: { routeKey: string; body: string; atMs: number },
): WebsocketEvent {
  return { requestContext: contextOf(identity, 'MESSAGE', routeKey, atMs), body, isBase64Encoded: false };
}

export function disconnectEvent(
  identity: ConnectionIdentity,
  { code, reason, atMs }: { code: number; reason: string; atMs: number },
): WebsocketEvent {
  const headers = { Host: identity.domainName, 'x-api-key': '', 'X-Forwarded-For': identity.sourceIp };
  return {
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    requestContext: {
      ...contextOf(identity, 'DISCONNECT', '$disconnect', atMs),
      disconnectStatusCode: code,
      disconnectReason: reason,
    },
    isBase64Encoded: false,
  };
}

function contextOf(
  { connectionId, connectedAtMs, domainName, stage, sourceIp, userAgent }: ConnectionIdentity,
  eventType: RequestContext['eventType'],
  routeKey: string,
  atMs: number,
): WebsocketRequestContext {
  const requestId = createConnectionId();
  return {
    routeKey,
    eventType,
    extendedRequestId: requestId,
    requestTime: requestTime(atMs),
    messageDirection: 'IN',
    stage,
    connectedAt: connectedAtMs,
    requestTimeEpoch: atMs,
    identity: { sourceIp, ...(userAgent !== null && { userAgent }) },
    requestId,
    domainName,
    connectionId,
    apiId: 'local',
    ...(eventType === 'MESSAGE' && { messageId: createConnectionId() }),
  };
}

/** Names as the client wrote them, unlike an HTTP API's. */
function headersOf({ rawHeaders }: IncomingMessage): Record<string, string[]> {
  const headers: Record<string, string[]> = {};
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    (headers[rawHeaders[index] ?? ''] ??= []).push(rawHeaders[index + 1] ?? '');
  }
  return headers;
}

function lastValues(headers: Readonly<Record<string, readonly string[]>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values.at(-1) ?? '']));
}
