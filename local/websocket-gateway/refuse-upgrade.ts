import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

/** Answers a handshake with an HTTP status instead of an upgrade, and ends its socket. */
export function refuseUpgrade(socket: Duplex, statusCode: number): void {
  if (socket.destroyed) return;
  const body = JSON.stringify({ message: STATUS_CODES[statusCode] ?? 'Refused' });
  socket.end(
    [
      `HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode] ?? 'Refused'}`,
      'Connection: close',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  );
}
