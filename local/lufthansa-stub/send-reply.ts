import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { StubReply } from './reply.ts';

/** Sends an answer with the headers that Mashery's were seen to have. */
export function sendReply(request: IncomingMessage, response: ServerResponse, reply: StubReply): void {
  if (response.destroyed) return;
  const { body } = reply;
  const isHtml = typeof body === 'string';
  const json = isHtml ? body : JSON.stringify(body);
  const bytes = Buffer.from(reply.escapesSlashes === true ? json.replaceAll('/', '\\/') : json);
  response.writeHead(reply.status, {
    'content-type': isHtml ? 'text/html; charset=UTF-8' : 'application/json; charset=UTF-8',
    'content-length': bytes.length,
    'cache-control': 'no-store',
    pragma: 'no-cache',
    server: 'Mashery Proxy',
    'x-mashery-message-id': randomUUID(),
    'x-mashery-responder': 'lufthansa-stub',
  });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}
