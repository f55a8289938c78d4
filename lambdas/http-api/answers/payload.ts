import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { problemResponse } from './problem.ts';

/** What an app of Hono is here. */
export interface Fetcher {
  fetch(request: Request): Response | Promise<Response>;
}

/**
 * Hands an event of API Gateway (payload 2.0) to an app and its response back. An encoded body leaves as base64, because
 * a result is JSON text. The routes read no bodies, so none is passed on.
 */
export async function answerEvent(
  app: Fetcher,
  event: APIGatewayProxyEventV2,
): Promise<APIGatewayProxyStructuredResultV2> {
  const request = toRequest(event);
  const response = request === null ? unreadable(event) : await app.fetch(request);
  const isEncoded = response.headers.has('Content-Encoding');
  const body = Buffer.from(await response.arrayBuffer());
  return {
    statusCode: response.status,
    headers: Object.fromEntries(response.headers),
    body: body.toString(isEncoded ? 'base64' : 'utf8'),
    isBase64Encoded: isEncoded,
  };
}

/** Null for what no request can be made of: a method or header that the web forbids. */
function toRequest(event: APIGatewayProxyEventV2): Request | null {
  const url = new URL('https://api.invalid');
  url.pathname = event.rawPath;
  url.search = event.rawQueryString;
  try {
    const headers = new Headers();
    for (const [name, value] of Object.entries(event.headers)) {
      if (value !== undefined) headers.set(name, value);
    }
    return new Request(url, { method: event.requestContext.http.method, headers });
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function unreadable(event: APIGatewayProxyEventV2): Response {
  return problemResponse('parameter', event.rawPath, { detail: 'The method or a header is not one of HTTP.' });
}
