import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { Clock } from '#adapters/observability/clock.ts';
import type { AddressPolicy } from '../address-policy.ts';
import { readBody } from '../read-body.ts';
import { createTokenBucket } from '../token-bucket.ts';
import type { Connection } from './connection.ts';

export interface ManagementServerOptions {
  readonly port: number;
  readonly stage: string;
  readonly find: (connectionId: string) => Connection | undefined;
  readonly messageBytes: number;
  readonly callsPerSecond: number;
  readonly addresses: AddressPolicy;
  readonly clock: Clock;
}

export interface ManagementServer {
  /** `http://127.0.0.1:<port>/<stage>` */
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Longer than the SDK's connections stay idle between two broadcasts, so that none is closed while it is being used. */
const KEEP_ALIVE_MS = 65_000;

/** What API Gateway's `@connections` answers, by the names that its client knows. */
const ANSWERS = {
  ForbiddenException: 403,
  GoneException: 410,
  PayloadTooLargeException: 413,
  LimitExceededException: 429,
  NotFoundException: 404,
} as const;

class ManagementRefusal extends Error {
  readonly code: keyof typeof ANSWERS;

  constructor(code: keyof typeof ANSWERS) {
    super(code);
    this.name = 'ManagementRefusal';
    this.code = code;
  }
}

/**
 * The `@connections` API of a WebSocket API, on a port of its own, so that no page can reach it by the address that it was
 * loaded from. A page that guesses the port fails too: it can't send the `Authorization` header of a signed request without
 * a preflight, which is refused. The signature itself is not checked, for there are no keys on one machine.
 */
export async function startManagementServer(options: ManagementServerOptions): Promise<ManagementServer> {
  const maySpend = createTokenBucket(options.callsPerSecond, options.clock);
  const server = createServer((request, response) => {
    answer(request, response, options, maySpend).catch((error: unknown) => {
      refuse(response, error instanceof ManagementRefusal ? error.code : null);
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${portOf(server)}/${options.stage}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { stage, find, messageBytes, addresses }: ManagementServerOptions,
  maySpend: () => boolean,
): Promise<void> {
  if (!isSigned(request) || !addresses.acceptsHost(request)) throw new ManagementRefusal('ForbiddenException');
  if (!maySpend()) throw new ManagementRefusal('LimitExceededException');
  const connectionId = connectionIdOf(request.url ?? '', stage);
  const body = await readBody(request, messageBytes);
  if (body === null) throw new ManagementRefusal('PayloadTooLargeException');
  const connection = find(connectionId);
  if (connection === undefined) throw new ManagementRefusal('GoneException');
  switch (request.method ?? '') {
    case 'POST':
      if (!connection.send(body)) throw new ManagementRefusal('LimitExceededException');
      response.writeHead(200).end();
      return;
    case 'DELETE':
      connection.close(1000, 'Connection Closed Normally');
      response.writeHead(204).end();
      return;
    case 'GET':
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(describe(connection)));
      return;
    default:
      throw new ManagementRefusal('NotFoundException');
  }
}

function describe({ identity, lastActiveAtMs }: Connection): object {
  return {
    connectedAt: new Date(identity.connectedAtMs).toISOString(),
    identity: { sourceIp: identity.sourceIp, userAgent: identity.userAgent ?? '' },
    lastActiveAt: new Date(lastActiveAtMs).toISOString(),
  };
}

function isSigned({ headers }: IncomingMessage): boolean {
  return headers.origin === undefined && headers.authorization?.startsWith('AWS4-HMAC-SHA256 ') === true;
}

function connectionIdOf(url: string, stage: string): string {
  const prefix = `/${stage}/@connections/`;
  const [path = ''] = url.split('?');
  const decoded = decode(path);
  if (!decoded.startsWith(prefix)) throw new ManagementRefusal('NotFoundException');
  return decoded.slice(prefix.length);
}

/** The client escapes `@` and the id's `=`, `+` and `/`. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new ManagementRefusal('NotFoundException');
  }
}

function refuse(response: ServerResponse, code: keyof typeof ANSWERS | null): void {
  if (response.headersSent || response.destroyed) return;
  const body = JSON.stringify({ message: code === 'PayloadTooLargeException' ? 'Payload too large' : code });
  response.writeHead(code === null ? 500 : ANSWERS[code], {
    'content-type': 'application/json',
    'x-amzn-errortype': code ?? 'InternalServerErrorException',
    ...(code === 'PayloadTooLargeException' && { connection: 'close' }),
  });
  response.end(body);
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the management endpoint has no port');
  return address.port;
}
