import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { isJsonObject } from '#contracts/read.ts';
import { anHttpEvent } from '../fixtures/http-event.ts';

export interface SigningGatewayOptions {
  /** Behind the authorizer. */
  readonly handler: (event: APIGatewayProxyEventV2) => Promise<unknown>;
  readonly region: string;
  /** Secrets by access key. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly nowMs: number;
}

export interface SigningGateway {
  readonly url: string;
  close(): Promise<void>;
}

const SKEW_MS = 5 * 60_000;
/** What API Gateway says to whom it doesn't let in. */
const FORBIDDEN = { statusCode: 403, body: '{"message":"Forbidden"}' };

/**
 * An HTTP API with the IAM authorizer: lets in only requests whose signature it comes to by itself, from what arrived on the
 * wire, and tells the function whose they are. It knows POST without a body.
 */
export async function startSigningGateway(options: SigningGatewayOptions): Promise<SigningGateway> {
  const server = createServer((request, response) => {
    const user = signerOf(request, options);
    const answer = user === null ? Promise.resolve(FORBIDDEN) : options.handler(eventOf(request, user));
    void answer.then((value) => {
      const { statusCode, body } = isJsonObject(value) ? value : {};
      response.writeHead(Number(statusCode), { 'content-type': 'application/json' }).end(String(body));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function eventOf({ method, url = '' }: IncomingMessage, user: string): APIGatewayProxyEventV2 {
  const { pathname, search, searchParams } = new URL(url, 'http://gateway');
  const event = anHttpEvent(pathname, { method: method ?? '', query: search.slice(1) });
  const requestContext = { ...event.requestContext, authorizer: { iam: { userArn: `arn:aws:iam::1:user/${user}` } } };
  return { ...event, requestContext, queryStringParameters: Object.fromEntries(searchParams) };
}

/** Null where the signature isn't right, is too old or is of somebody unknown. */
function signerOf(request: IncomingMessage, { region, secrets, nowMs }: SigningGatewayOptions): string | null {
  const { authorization = '', 'x-amz-date': time = '' } = request.headers;
  const [, user = '', scope = '', names = '', signature = ''] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\S+), SignedHeaders=(\S+), Signature=([0-9a-f]{64})$/.exec(authorization) ??
    [];
  const secret = secrets[user];
  const [, day = '', rest = ''] = /^(\d{8})(T\d{6}Z)$/.exec(String(time)) ?? [];
  const atMs = Date.parse(String(time).replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (secret === undefined || rest === '' || !(Math.abs(atMs - nowMs) <= SKEW_MS)) return null;
  if (scope !== `${day}/${region}/execute-api/aws4_request` || !names.split(';').includes('host')) return null;
  const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256(canonicalRequest(request, names))].join('\n');
  const key = scope.split('/').reduce<Buffer | string>((last, part) => hmac(last, part), `AWS4${secret}`);
  return hmac(key, toSign).toString('hex') === signature ? user : null;
}

function canonicalRequest({ method, url = '', headers }: IncomingMessage, names: string): string {
  const [path = '', query = ''] = url.split('?');
  const lines = names.split(';').map((name) => `${name}:${String(headers[name])}`);
  return [method, path, query.split('&').sort().join('&'), ...lines, '', names, sha256('')].join('\n');
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text).digest();
