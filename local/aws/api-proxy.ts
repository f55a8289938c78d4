import { request, type IncomingHttpHeaders, type IncomingMessage, type RequestOptions } from 'node:http';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { LambdaFunction } from '../lambda-function.ts';
import { readBody } from '../read-body.ts';

/** Lambda's bound of an answer, and so of what comes through the API. */
const MOST_ANSWER_BYTES = 6 * 1024 * 1024;
const ANSWER_TIMEOUT_MS = 30_000;
/** Belong to the connection that they came by. */
const OF_CONNECTION = new Set(['connection', 'content-length', 'host', 'keep-alive', 'transfer-encoding', 'upgrade']);

/**
 * Passes what the site's address is asked below `/api/` on to the deployed HTTP API, as the CDN does on AWS.
 * @param apiUrl address of the API's stage
 */
export function apiProxy(apiUrl: string): LambdaFunction<APIGatewayProxyEventV2> {
  const base = apiUrl.replace(/\/$/, '');
  return async (event): Promise<APIGatewayProxyStructuredResultV2> => {
    const query = event.rawQueryString === '' ? '' : `?${event.rawQueryString}`;
    const { http } = event.requestContext;
    const answer = await send(
      `${base}${event.rawPath}${query}`,
      { method: http.method, headers: withoutConnection(event.headers), timeout: ANSWER_TIMEOUT_MS },
      Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
    );
    const body = await readBody(answer, MOST_ANSWER_BYTES);
    if (body === null) throw new Error(`${event.rawPath}: the API answered more than ${MOST_ANSWER_BYTES} bytes`);
    const isText = answer.headers['content-encoding'] === undefined;
    return {
      statusCode: answer.statusCode ?? 502,
      headers: withoutConnection(answer.headers),
      body: body.toString(isText ? 'utf8' : 'base64'),
      isBase64Encoded: !isText,
    };
  };
}

function send(url: string, options: RequestOptions, body: Buffer): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, options, resolve);
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer after ${ANSWER_TIMEOUT_MS} ms`)));
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function withoutConnection(headers: IncomingHttpHeaders | APIGatewayProxyEventV2['headers']): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === 'string' && !OF_CONNECTION.has(name.toLowerCase())) kept[name] = value;
  }
  return kept;
}
