import type { APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';

/** The event of a WebSocket API's proxy integration; `$connect` and `$disconnect` carry headers, `$connect` the query too. */
export type WebsocketEvent = APIGatewayProxyWebsocketEventV2 & {
  readonly headers?: Readonly<Record<string, string>>;
  readonly multiValueHeaders?: Readonly<Record<string, string[]>>;
  readonly queryStringParameters?: Readonly<Record<string, string>>;
  readonly multiValueQueryStringParameters?: Readonly<Record<string, string[]>>;
};
