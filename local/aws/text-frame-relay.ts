import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer, type RawData } from 'ws';
import { refuseUpgrade } from '../websocket-gateway/refuse-upgrade.ts';

/** Takes viewers' connections for the deployed WebSocket API. */
export interface TextFrameRelay {
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Ends every connection. */
  close(): void;
}

/** API Gateway's bound of a message. */
const MOST_MESSAGE_BYTES = 128 * 1024;
/** Bytes that wait for a slow receiver before its connection is ended. */
const MOST_WAITING_BYTES = 4 * 1024 * 1024;
const MOST_CONNECTIONS = 500;
const HANDSHAKE_TIMEOUT_MS = 30_000;

/**
 * Lets browsers use MiniStack's WebSocket API: it sends what functions post as binary frames, which a page gets as another
 * type of data than the text frames of AWS. Each viewer has a connection of its own to the API, which sees the viewer's
 * origin and decides; its refusals, closes and messages are passed on.
 * @param websocketUrl address of the deployed API's stage
 */
export function createTextFrameRelay(websocketUrl: string): TextFrameRelay {
  const viewers = new WebSocketServer({ noServer: true, maxPayload: MOST_MESSAGE_BYTES });
  const open = new Set<WebSocket>();

  return {
    handleUpgrade(request, socket, head) {
      if (open.size >= MOST_CONNECTIONS) {
        refuseUpgrade(socket, 503);
        return;
      }
      const api = new WebSocket(websocketUrl, {
        ...(request.headers.origin !== undefined && { origin: request.headers.origin }),
        handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
        maxPayload: MOST_MESSAGE_BYTES,
      });
      open.add(api);
      api.once('close', () => open.delete(api));
      socket.once('close', () => api.terminate());
      socket.on('error', () => socket.destroy());
      api.once('unexpected-response', (_request, response) => {
        refuseUpgrade(socket, response.statusCode ?? 502);
        api.terminate();
      });
      api.on('error', () => refuseUpgrade(socket, 502));
      api.once('open', () => {
        api.removeAllListeners('error');
        viewers.handleUpgrade(request, socket, head, (viewer) => {
          pass(api, viewer);
          pass(viewer, api);
        });
      });
    },
    close() {
      for (const api of open) api.terminate();
      viewers.close();
    },
  };
}

/** Everything that comes from one end goes to the other as text. */
function pass(from: WebSocket, to: WebSocket): void {
  from.on('message', (data) => {
    if (to.readyState !== WebSocket.OPEN) return;
    if (to.bufferedAmount > MOST_WAITING_BYTES) to.terminate();
    else to.send(textOf(data));
  });
  from.on('close', (code, reason) => {
    if (to.readyState !== WebSocket.OPEN) return;
    // Codes such as 1006 tell how a connection ended and can't be sent.
    if (code === 1000 || (code >= 3000 && code < 5000)) to.close(code, reason);
    else to.close();
  });
  from.on('error', () => from.terminate());
}

function textOf(data: RawData): string {
  if (data instanceof ArrayBuffer) return Buffer.from(data).toString('utf8');
  return (Array.isArray(data) ? Buffer.concat(data) : data).toString('utf8');
}
