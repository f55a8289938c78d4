import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Clock } from '#adapters/observability/clock.ts';
import type { ConnectionIdentity } from './events.ts';
import { createFrameLengthGuard } from './frame-length-guard.ts';
import type { WebsocketLimits } from './options.ts';

/** Close codes of RFC 6455 as API Gateway uses them. */
const CLOSE = { goingAway: 1001, notText: 1003, tooLarge: 1009 } as const;
/** How long a client may take to answer a close before its socket is ended. */
const CLOSE_GRACE_MS = 1000;

/** One viewer's open connection. */
export interface Connection {
  readonly identity: ConnectionIdentity;
  readonly lastActiveAtMs: number;
  /** Queues one text message in frames of the allowed length; false where too much waits for the receiver already. */
  send(text: Buffer): boolean;
  close(code: number, reason: string): void;
  /** Ends the connection at once, without a closing handshake. */
  terminate(): void;
}

export interface ConnectionEvents {
  message(connection: Connection, text: string): void;
  closed(connection: Connection, code: number, reason: string): void;
}

/** Applies the limits of one connection: frames, text only, idle time, duration, and what may wait to be sent. */
export function createConnection(
  { socket, webSocket, identity }: { socket: Duplex; webSocket: WebSocket; identity: ConnectionIdentity },
  limits: Required<WebsocketLimits>,
  clock: Clock,
  events: ConnectionEvents,
): Connection {
  let lastActiveAtMs = clock();
  let isRefused = false;
  let idleTimer: NodeJS.Timeout | undefined;

  const close = (code: number, reason: string): void => {
    webSocket.close(code, reason);
    setTimeout(() => webSocket.terminate(), CLOSE_GRACE_MS).unref();
  };
  const refuse = (code: number, reason: string): void => {
    if (isRefused) return;
    isRefused = true;
    close(code, reason);
  };
  const watchIdle = (): void => {
    const leftMs = lastActiveAtMs + limits.idleMs - clock();
    if (leftMs <= 0) close(CLOSE.goingAway, 'Idle for too long');
    else idleTimer = setTimeout(watchIdle, leftMs).unref();
  };
  const durationTimer = setTimeout(() => close(CLOSE.goingAway, 'Open for too long'), limits.durationMs).unref();

  const connection: Connection = {
    identity,
    get lastActiveAtMs() {
      return lastActiveAtMs;
    },
    send(text) {
      const waiting = webSocket.bufferedAmount;
      if (waiting > 0 && waiting + text.length > limits.sendBufferBytes) return false;
      lastActiveAtMs = clock();
      for (let at = 0; at === 0 || at < text.length; at += limits.frameBytes) {
        const frame = text.subarray(at, at + limits.frameBytes);
        webSocket.send(frame, { binary: false, fin: at + limits.frameBytes >= text.length });
      }
      return true;
    },
    close,
    terminate: () => webSocket.terminate(),
  };

  const guard = createFrameLengthGuard(limits.frameBytes);
  socket.prependListener('data', (chunk: Buffer) => {
    if (!isRefused && guard.exceeds(chunk)) refuse(CLOSE.tooLarge, 'Frame too long');
  });
  webSocket.on('message', (data, isBinary) => {
    if (isRefused) return;
    if (isBinary) {
      refuse(CLOSE.notText, 'Binary is not supported');
      return;
    }
    lastActiveAtMs = clock();
    events.message(connection, textOf(data));
  });
  webSocket.on('error', () => {
    isRefused = true;
  });
  webSocket.on('close', (code, reason) => {
    clearTimeout(idleTimer);
    clearTimeout(durationTimer);
    events.closed(connection, code, reason.toString());
  });
  watchIdle();
  return connection;
}

function textOf(data: Buffer | ArrayBuffer | Buffer[]): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return Buffer.isBuffer(data) ? data.toString() : Buffer.from(data).toString();
}
