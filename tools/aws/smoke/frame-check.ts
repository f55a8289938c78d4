import { WebSocket } from 'ws';
import { MAX_FRAME_BYTES } from '#contracts/live-frame.ts';
import { parseServerMessage, type ServerMessage } from '#contracts/live-messages.ts';
import { SmokeFailure } from './report.ts';
import type { Site } from './site.ts';

/** What a page sends that shows the whole world. */
const SUBSCRIPTION = JSON.stringify({ action: 'subscribe', v: 1, id: 1, bbox: [-180, -90, 180, 90], zoom: 2 });

/** A viewer with the site's origin subscribes to the world, and gets a frame with aircraft. */
export async function checkFrame(site: Site, timeoutMs: number): Promise<string> {
  const { websocketUrl } = await site.config();
  const { level, rows } = await firstFrame(websocketUrl, site.origin, timeoutMs);
  return `a frame with ${rows.length} aircraft, level ${level}`;
}

type PositionsMessage = Extract<ServerMessage, { type: 'positions' }>;

function firstFrame(url: string, origin: string, timeoutMs: number): Promise<PositionsMessage> {
  return new Promise((resolve, reject) => {
    const seen = new Set<string>();
    const socket = new WebSocket(url, { origin, handshakeTimeout: timeoutMs, maxPayload: MAX_FRAME_BYTES * 4 });
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      // Ending a handshake that is under way is an error that nobody waits for.
      socket.removeAllListeners().on('error', () => undefined);
      socket.terminate();
      settle();
    };
    const fail = (message: string): void => end(() => reject(new SmokeFailure(message)));
    const timer = setTimeout(() => fail(silence(seen, timeoutMs)), timeoutMs);
    socket.on('open', () => {
      seen.add('open');
      socket.send(SUBSCRIPTION);
    });
    socket.on('message', (data: Buffer, isBinary) => {
      try {
        const message = parseServerMessage(data.toString('utf8'));
        seen.add(message.type);
        if (message.type === 'error') fail(`the server refused the subscription: ${message.code}`);
        else if (isBinary) fail('the server sent a binary frame, expected text');
        else if (message.type === 'positions' && message.rows.length > 0) end(() => resolve(message));
      } catch (error) {
        fail(`the server sent what breaks its contract: ${error instanceof Error ? error.message : String(error)}`);
      }
    });
    socket.on('unexpected-response', (_request, response) => fail(refusal(response.statusCode ?? 0, origin)));
    socket.on('close', (code) => fail(`the connection was closed with ${code}, expected a frame`));
    socket.on('error', (error) => fail(`no connection to ${url}: ${error.message}`));
  });
}

function refusal(statusCode: number, origin: string): string {
  const reasons: Readonly<Record<number, string>> = {
    403: `the origin ${origin} is not allowed`,
    429: 'API Gateway throttles it: more begin to connect in a second than the stage or the account takes',
    503: 'there is no site yet (deploy the Site stack), or there are as many viewers as maxConnections allows',
  };
  const reason = reasons[statusCode];
  return `the WebSocket API answered ${statusCode}, expected 101${reason === undefined ? '' : `: ${reason}`}`;
}

/** Nothing came in time: what did come tells where it ended. */
function silence(seen: ReadonlySet<string>, timeoutMs: number): string {
  const inTime = `within ${timeoutMs / 1000} s`;
  if (!seen.has('open')) return `no connection ${inTime}`;
  if (!seen.has('subscribed')) return `connected, but the subscription was not answered ${inTime}`;
  return `subscribed, but no frame with aircraft ${inTime}: is sending on (npm run admin -- sending on), does the producer run?`;
}
