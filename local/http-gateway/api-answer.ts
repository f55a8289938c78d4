import { isJsonObject, type JsonObject } from '#contracts/read.ts';

/** What the client gets. */
export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
}

/** Lambda's bound of a synchronous answer. */
const MOST_ANSWER_BYTES = 6 * 1024 * 1024;

/** Belong to the connection between gateway and client, so a function can't set them. */
const GATEWAY_HEADERS = new Set(['connection', 'content-length', 'keep-alive', 'transfer-encoding', 'upgrade']);

/** A message as API Gateway words its own. */
export function gatewayMessage(statusCode: number, message: string): HttpAnswer {
  return {
    statusCode,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify({ message })),
  };
}

export const INTERNAL_SERVER_ERROR = gatewayMessage(500, 'Internal Server Error');

/**
 * Reads a function's answer in payload format 2.0. Without a `statusCode` the answer itself is the body, as JSON. What
 * breaks the format, or Lambda's bound, is an internal error, as on AWS.
 */
export function readApiAnswer(answer: unknown): HttpAnswer {
  const text = JSON.stringify(answer ?? null);
  if (Buffer.byteLength(text) > MOST_ANSWER_BYTES) return INTERNAL_SERVER_ERROR;
  if (isJsonObject(answer) && answer['statusCode'] !== undefined) return structuredAnswer(answer);
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(typeof answer === 'string' ? answer : text),
  };
}

function structuredAnswer(answer: JsonObject): HttpAnswer {
  const { statusCode, body = '', headers = {}, cookies = [], isBase64Encoded = false } = answer;
  const isStatus =
    typeof statusCode === 'number' && Number.isInteger(statusCode) && statusCode >= 200 && statusCode < 600;
  const isReadable = (typeof body === 'string' || body === null) && isJsonObject(headers) && isTextList(cookies);
  if (!isStatus || !isReadable) return INTERNAL_SERVER_ERROR;
  return {
    statusCode,
    headers: {
      'content-type': 'text/plain;charset=UTF-8',
      ...functionHeaders(headers),
      ...(cookies.length > 0 && { 'set-cookie': [...cookies] }),
    },
    body: Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}

function functionHeaders(headers: JsonObject): Record<string, string> {
  const known: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const isText = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    if (isText && !GATEWAY_HEADERS.has(name.toLowerCase())) known[name.toLowerCase()] = String(value);
  }
  return known;
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
