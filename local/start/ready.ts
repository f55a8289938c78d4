import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { isJsonObject } from '#contracts/read.ts';
import type { RuntimeFile } from './runtime-file.ts';

const POLL_MS = 200;
/** The whole world at the finest level: of aircraft that fly as predicted coarser ones hear only once a minute. */
const WORLD = { action: 'subscribe', v: 1, id: 1, bbox: [-180, -90, 180, 90], zoom: 9 };

/**
 * Resolves true once a client like any other has got a position from `/api/positions` and a frame with positions from the
 * WebSocket, false when the time is over or the signal comes.
 */
export async function seesAircraft(
  { web, websocket }: Pick<RuntimeFile, 'web' | 'websocket'>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  const over = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const seen = await Promise.all([positionInSnapshot(web, over), positionsInFrame(websocket, over)]);
  return seen.every(Boolean);
}

async function positionInSnapshot(web: string, over: AbortSignal): Promise<boolean> {
  while (!over.aborted) {
    try {
      const response = await fetch(`${web}/api/positions`, { signal: over });
      const body: unknown = await response.json();
      const positions = isJsonObject(body) ? body['positions'] : undefined;
      if (response.ok && Array.isArray(positions) && positions.length > 0) return true;
    } catch {
      // Not there yet, or cut off by the signal: the loop's condition tells.
    }
    await delay(POLL_MS, undefined, { signal: over }).catch(() => undefined);
  }
  return false;
}

async function positionsInFrame(websocket: string, over: AbortSignal): Promise<boolean> {
  while (!over.aborted) {
    if (await oneConnection(websocket, over)) return true;
    await delay(POLL_MS, undefined, { signal: over }).catch(() => undefined);
  }
  return false;
}

/** False when the connection ends before a frame with positions came. */
function oneConnection(websocket: string, over: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(websocket);
    const finish = (seen: boolean): void => {
      over.removeEventListener('abort', onAbort);
      socket.close();
      resolve(seen);
    };
    const onAbort = (): void => finish(false);
    over.addEventListener('abort', onAbort, { once: true });
    socket.on('open', () => socket.send(JSON.stringify(WORLD)));
    socket.on('message', (data: Buffer) => {
      if (hasPositions(data.toString('utf8'))) finish(true);
    });
    socket.on('close', () => finish(false));
    socket.on('error', () => finish(false));
  });
}

function hasPositions(text: string): boolean {
  const message: unknown = JSON.parse(text);
  if (!isJsonObject(message) || message['type'] !== 'positions') return false;
  return Array.isArray(message['id']) && message['id'].length > 0;
}
