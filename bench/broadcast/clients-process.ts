/**
 * The viewers of `npm run bench -- broadcast`, in a process of their own: `node clients-process.ts URL COUNT`. They read of
 * each frame what it says of itself. Says `ready` once all are subscribed; answers `start` with nothing, `stop` with what came between.
 */
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { planViewer } from './viewer-plan.ts';

/** One message of a frame, as a client got it. */
export type ReceivedFrame = readonly [viewer: number, atMs: number, everyMs: number, receivedMs: number, bytes: number];

/** API Gateway takes 500 a second; so does the gateway on this machine. */
const AT_ONCE = 50;
const PAUSE_MS = 150;
const HEAD = /^\{"type":"frame","v":2,"at":(\d+),"level":"\w+","everyMs":(\d+)/;

async function main(url: string, count: number): Promise<void> {
  let frames: ReceivedFrame[] = [];
  const subscribed = new Set<number>();
  for (let number = 0; number < count; number += 1) {
    if (number % AT_ONCE === 0) await delay(PAUSE_MS);
    const socket = new WebSocket(url, { perMessageDeflate: false });
    socket.on('message', (data: Buffer) => {
      const receivedMs = Date.now();
      const head = HEAD.exec(data.toString('latin1', 0, 120));
      if (head === null) subscribed.add(number);
      else frames.push([number, Number(head[1]), Number(head[2]), receivedMs, data.length]);
    });
    socket.on('error', (error) => {
      throw new Error(`viewer ${number}`, { cause: error });
    });
    socket.on('close', (code) => {
      throw new Error(`viewer ${number} was closed with ${code}`);
    });
    socket.on('open', () => {
      const { bbox, zoom } = planViewer(number);
      socket.send(JSON.stringify({ action: 'subscribe', v: 2, id: number, bbox, zoom }));
    });
    if (number === count - 1) await once(socket, 'open');
  }
  while (subscribed.size < count) await delay(50);
  process.on('message', (message) => {
    if (message === 'stop') process.send?.(frames);
    frames = [];
  });
  process.send?.('ready');
}

process.on('disconnect', () => process.exit(0));
await main(process.argv[2] ?? '', Number(process.argv[3]));
