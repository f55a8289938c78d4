import { ContractError } from './contract-error.ts';
import { isJsonObject, type JsonObject } from './read.ts';

/** What is used of the event that API Gateway's WebSocket API invokes a function with. */
export interface WebsocketEvent {
  /** `$connect`, `$disconnect`, a value of `$request.body.action`, or `$default`. */
  readonly routeKey: string;
  readonly connectionId: string;
  /** Epoch ms. */
  readonly connectedAtMs: number;
  /** Address of the management API of the stage that the connection belongs to. */
  readonly managementEndpoint: string;
  /** The `Origin` header of the handshake; null where none was sent, and on other routes. */
  readonly origin: string | null;
  /** The viewer's message; empty on `$connect` and `$disconnect`. */
  readonly body: string;
}

/** The answer of the function; on `$connect` any other status than 200 refuses the handshake. */
export interface WebsocketResponse {
  readonly statusCode: number;
  readonly body?: string;
}

/**
 * Accepts an invocation's payload as an event of a WebSocket API.
 * @throws ContractError when the function was wired to something else
 */
export function parseWebsocketEvent(event: unknown): WebsocketEvent {
  const context = isJsonObject(event) ? event['requestContext'] : undefined;
  if (!isJsonObject(event) || !isJsonObject(context)) {
    throw new ContractError('request_context_missing', 'requestContext', 'must be an event of a WebSocket API');
  }
  return {
    routeKey: contextText(context, 'routeKey'),
    connectionId: contextText(context, 'connectionId'),
    connectedAtMs: contextNumber(context, 'connectedAt'),
    managementEndpoint: `https://${contextText(context, 'domainName')}/${contextText(context, 'stage')}`,
    origin: header(event['headers'], 'origin'),
    body: decodeBody(event),
  };
}

function contextText(context: JsonObject, field: string): string {
  const value = context[field];
  if (typeof value !== 'string' || value === '') {
    throw new ContractError(`${field}_missing`, `requestContext.${field}`, `requestContext.${field} must be text`);
  }
  return value;
}

function contextNumber(context: JsonObject, field: string): number {
  const value = context[field];
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new ContractError(`${field}_missing`, `requestContext.${field}`, `requestContext.${field} must be a number`);
  }
  return value;
}

/** Header names keep the case that the client sent. */
function header(headers: unknown, name: string): string | null {
  if (!isJsonObject(headers)) return null;
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return typeof found === 'string' ? found : null;
}

/** WebSocket APIs take text frames only, so a body is never base64. */
function decodeBody(event: JsonObject): string {
  return typeof event['body'] === 'string' ? event['body'] : '';
}
