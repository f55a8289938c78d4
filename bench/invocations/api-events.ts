import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** A GET as the HTTP API hands it over, by a browser that takes Brotli. */
export function httpEvent(path: string, rawQueryString: string, accept: string): APIGatewayProxyEventV2 {
  return {
    version: '2.0',
    routeKey: 'ANY /api/{proxy+}',
    rawPath: path,
    rawQueryString,
    headers: { accept, 'accept-encoding': 'br, gzip' },
    requestContext: {
      accountId: '123456789012',
      apiId: 'bench',
      domainName: 'bench.execute-api.eu-central-1.amazonaws.com',
      domainPrefix: 'bench',
      http: { method: 'GET', path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'bench' },
      requestId: 'bench',
      routeKey: 'ANY /api/{proxy+}',
      stage: '$default',
      time: '24/Nov/2026:12:00:00 +0000',
      timeEpoch: 0,
    },
    isBase64Encoded: false,
  };
}

/** An event of one route of the WebSocket API. */
export function websocketEvent(routeKey: string, connectionId: string, body: string): unknown {
  return {
    requestContext: {
      routeKey,
      connectionId,
      connectedAt: Date.now(),
      domainName: 'bench.execute-api.eu-central-1.amazonaws.com',
      stage: 'live',
      requestId: 'bench',
    },
    headers: { origin: 'https://airlines.example' },
    body,
    isBase64Encoded: false,
  };
}
