/** The process of a crowd: `node crowd-process.ts WEBSOCKET_URL VIEWERS`; answers each message of its parent with a report. */
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { parseServerMessage } from '#contracts/live-messages.ts';
import { WORLD_BOX, type BoundingBox } from '#domain/geo.ts';
import type { CrowdReport } from './crowd.ts';

/** Frames of one flush come one after the other; so much may lie between their times. */
const TOO_SOON = 0.9;
/** A frame that has reached some has reached all after this. */
const SETTLED_MS = 10_000;
const PING_EVERY_MS = 60_000;

const [url = '', count = '0'] = process.argv.slice(2);
let [messages, bytes, rows, tooSoon, lost] = [0, 0, 0, 0, 0];
/** Before all are subscribed, who got a frame and who didn't says nothing. */
let isComplete = false;
let lagsMs: number[] = [];
/** Viewers of each view, and how many of them got the frame of an instant. */
const watching = new Map<string, number>();
const arrived = new Map<string, { readonly view: string; readonly atMs: number; viewers: number }>();

/** Seven of ten look at the world, two at a country, one at a city. */
function viewOf(n: number): { readonly bbox: BoundingBox; readonly zoom: number } {
  const share = n % 10;
  if (share < 7) return { bbox: share < 4 ? WORLD_BOX : [-12, 35, 35, 70], zoom: 4 };
  const west = -5 + ((n * 7) % 20);
  const south = 42 + ((n * 3) % 10);
  return share < 9
    ? { bbox: [west, south, west + 12, south + 7], zoom: 7 }
    : { bbox: [west, south, west + 2, south + 1], zoom: 10 };
}

/** A frame may come in several messages. */
function noteArrival(view: string, atMs: number): void {
  const key = `${view}@${atMs}`;
  const frame = arrived.get(key);
  if (frame === undefined) arrived.set(key, { view, atMs, viewers: 1 });
  else frame.viewers += 1;
}

/** Counts who missed what, of frames that have had their time. */
function settle(nowMs: number): number {
  let missed = 0;
  for (const [key, { view, atMs, viewers }] of arrived) {
    if (atMs > nowMs - SETTLED_MS) continue;
    missed += Math.max(0, (watching.get(view) ?? 0) - viewers);
    arrived.delete(key);
  }
  return missed;
}

async function join(n: number): Promise<WebSocket> {
  const view = JSON.stringify(viewOf(n));
  watching.set(view, (watching.get(view) ?? 0) + 1);
  const socket = new WebSocket(url);
  let lastAtMs: number | null = null;
  socket.on('message', (data: Buffer) => {
    const text = data.toString('utf8');
    messages += 1;
    bytes += data.length;
    const message = parseServerMessage(text);
    if (message.type !== 'frame') return;
    rows += message.rows.length;
    lagsMs.push(Math.max(0, Date.now() - message.atMs));
    if (lastAtMs !== null && message.atMs > lastAtMs) {
      const sinceMs = message.atMs - lastAtMs;
      if (sinceMs < TOO_SOON * message.everyMs) tooSoon += 1;
    }
    if (message.atMs !== lastAtMs && isComplete) noteArrival(view, message.atMs);
    lastAtMs = message.atMs;
  });
  socket.on('close', () => void (lost += 1));
  socket.on('error', () => undefined);
  await once(socket, 'open');
  socket.send(JSON.stringify({ action: 'subscribe', v: 2, id: 1, ...viewOf(n) }));
  setInterval(() => socket.send(JSON.stringify({ action: 'ping', t: Date.now() })), PING_EVERY_MS).unref();
  return socket;
}

function report(): CrowdReport {
  const sorted = lagsMs.toSorted((a, b) => a - b);
  const lagP99Ms = sorted[Math.floor(0.99 * (sorted.length - 1))] ?? 0;
  const dropped = settle(Date.now());
  const told = { viewers: Number(count), messages, bytes, rows, lagP99Ms, tooSoon, dropped, lost };
  [messages, bytes, rows, tooSoon, lost] = [0, 0, 0, 0, 0];
  lagsMs = [];
  return told;
}

for (let n = 0; n < Number(count); n += 1) await join(n);
await delay(SETTLED_MS);
isComplete = true;
process.on('message', () => process.send?.(report()));
process.on('disconnect', () => process.exit(0));
process.send?.('joined');
