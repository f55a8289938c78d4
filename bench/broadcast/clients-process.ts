/**
 * The viewers of `npm run bench -- broadcast`, in a process of their own: `node clients-process.ts URL COUNT`. They read of
 * each frame what it says of itself. Says `ready` once all are subscribed; answers `start` with nothing, `stop` with what came between.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { planViewer } from './viewer-plan.ts';

/** One message of a frame, as a client got it. */
export type ReceivedFrame = readonly [viewer: number, atMs: number, everyMs: number, receivedMs: number, bytes: number];

/** API Gateway takes 500 a second; so does the gateway on this machine. */
const AT_ONCE = 50;
const ATTEMPTS = 5;
const PAUSE_MS = 500;
const HEAD = /^\{"type":"frame","v":2,"at":(\d+),"level":"\w+","everyMs":(\d+)/;

async function main(url: string, count: number): Promise<void> {
  let frames: ReceivedFrame[] = [];
  const take = (frame: ReceivedFrame): void => void frames.push(frame);
  for (let first = 0; first < count; first += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, count - first) }, (_, n) => first + n);
    await Promise.all(numbers.map((number) => join(url, number, take)));
  }
  process.on('message', (message) => {
    if (message === 'stop') process.send?.(frames);
    frames = [];
  });
  process.send?.('ready');
}

/** Resolves once the viewer is subscribed; a machine that is busy may refuse it some times. */
async function join(url: string, number: number, take: (frame: ReceivedFrame) => void): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await subscribe(url, number, take);
      return;
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await delay(PAUSE_MS * attempt);
    }
  }
}

function subscribe(url: string, number: number, take: (frame: ReceivedFrame) => void): Promise<void> {
  const { bbox, zoom } = planViewer(number);
  const socket = new WebSocket(url, { perMessageDeflate: false });
  return new Promise((resolve, reject) => {
    socket.on('open', () => socket.send(JSON.stringify({ action: 'subscribe', v: 2, id: number, bbox, zoom })));
    socket.on('error', reject);
    socket.on('close', (code) => reject(new Error(`viewer ${number} was closed with ${code}`)));
    socket.on('message', (data: Buffer) => {
      const receivedMs = Date.now();
      const text = data.toString('latin1', 0, 120);
      const head = HEAD.exec(text);
      if (head !== null) take([number, Number(head[1]), Number(head[2]), receivedMs, data.length]);
      else if (text.includes('"subscribed"')) resolve();
      else socket.close();
    });
  });
}

process.on('disconnect', () => process.exit(0));
await main(process.argv[2] ?? '', Number(process.argv[3]));
