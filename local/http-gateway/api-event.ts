import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { requestTime } from '../request-time.ts';

const API_PREFIX = '/api/';
/** Route of everything that has no other. */
export const PROXY_ROUTE = `ANY ${API_PREFIX}{proxy+}`;

export interface ApiRequest {
  readonly request: IncomingMessage;
  readonly body: Buffer;
  /** Key of the route that takes it. */
  readonly routeKey: string;
  readonly atMs: number;
}

/** The event of an HTTP API's Lambda integration, payload format 2.0. */
export function apiEvent({ request, body, routeKey, atMs }: ApiRequest): APIGatewayProxyEventV2 {
  const [rawPath = '', ...rest] = (request.url ?? '').split('?');
  const rawQueryString = rest.join('?');
  const cookies = request.headers.cookie?.split(/;\s*/) ?? [];
  const query = queryOf(rawQueryString);
  const isText = body.length === 0 || isTextBody(request);
  const host = request.headers.host ?? '127.0.0.1';
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString,
    ...(cookies.length > 0 && { cookies }),
    headers: headersOf(request),
    ...(Object.keys(query).length > 0 && { queryStringParameters: query }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: host,
      domainPrefix: host.split('.')[0] ?? host,
      http: {
        method: request.method ?? 'GET',
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: requestTime(atMs),
      timeEpoch: atMs,
    },
    ...(routeKey === PROXY_ROUTE && { pathParameters: { proxy: decodePath(rawPath.slice(API_PREFIX.length)) } }),
    ...(body.length > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: !isText,
  };
}

/** Lower-case names, repeated ones joined by commas, cookies apart; and those that a proxy adds. */
function headersOf(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, values] of Object.entries(request.headersDistinct)) {
    if (name !== 'cookie' && values !== undefined) headers[name] = values.join(',');
  }
  return {
    ...headers,
    'x-forwarded-for': request.socket.remoteAddress ?? '127.0.0.1',
    'x-forwarded-port': String(request.socket.localPort ?? 0),
    'x-forwarded-proto': 'http',
  };
}

function queryOf(rawQueryString: string): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    query[name] = query[name] === undefined ? value : `${query[name]},${value}`;
  }
  return query;
}

function isTextBody({ headers }: IncomingMessage): boolean {
  if (headers['content-encoding'] !== undefined) return false;
  const [type = ''] = (headers['content-type'] ?? '').toLowerCase().split(';');
  return /^text\/|^application\/(json|javascript|xml)$|^application\/.*\+(json|xml)$/.test(type.trim());
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
