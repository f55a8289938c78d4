/**
 * Many viewers on one broadcaster: each with a box of its own, some leaving and coming all the time; tells how fast frames
 * are and whether memory grows. Options: `--minutes 5`, `--viewers 200`, `--aircraft 5000`.
 */
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { WebSocket } from 'ws';
import { parseServerMessage } from '#contracts/live-messages.ts';
import type { BoundingBox } from '#domain/geo.ts';
import { createSimulator } from '../../services/position-producer/sources/simulator.ts';
import { startLiveStack } from './stream/live-stack.ts';
import { startOwnServers } from './stream/own-servers.ts';
import { startRecordedFeed } from './stream/recorded-feed.ts';

const ROUND_MS = 5000;

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '5' },
      viewers: { type: 'string', default: '200' },
      aircraft: { type: 'string', default: '5000' },
    },
  });
  const servers = await startOwnServers();
  const stack = await startLiveStack({ ...servers, partitions: 3, broadcastEveryMs: 500 });
  const feed = startRecordedFeed({
    kafkaBrokers: servers.kafkaBrokers,
    topic: stack.topic,
    db: stack.db,
    createSource: (tools) =>
      createSimulator({ seed: 1, aircraft: Number(values.aircraft), countries: [], intervalMs: 5000, steps: 0 }, tools),
  });
  const counters = createCounters();
  try {
    const join = (n: number): Promise<WebSocket> => watch(stack.websocketUrl, boxOf(n), counters);
    const viewers = await Promise.all(Array.from({ length: Number(values.viewers) }, (_, n) => join(n)));
    const end = performance.now() + Number(values.minutes) * 60_000;
    for (let round = 0; performance.now() < end; round += 1) {
      await delay(ROUND_MS);
      counters.report();
      for (let n = round % 10; n < viewers.length; n += 10) {
        viewers[n]?.close();
        viewers[n] = await join(n + round);
      }
    }
    for (const viewer of viewers) viewer.close();
  } finally {
    await feed.stop();
    await stack.stop();
    await servers.stop();
  }
}

/** Boxes from a town to a continent, no two alike. */
function boxOf(n: number): BoundingBox {
  const size = 2 + (n % 19) * 2;
  const west = -12 + (n % 41);
  const south = 36 + (n % 13);
  return [west, south, west + size + n / 1000, Math.min(80, south + size * 0.7)];
}

/** A viewer that keeps nothing, so that the memory that grows is the broadcaster's and the gateway's. */
async function watch(url: string, bbox: BoundingBox, counters: Counters): Promise<WebSocket> {
  const socket = new WebSocket(url);
  socket.on('message', (data: Buffer) => counters.note(data.toString('utf8')));
  await once(socket, 'open');
  socket.send(JSON.stringify({ action: 'subscribe', v: 1, id: 1, bbox, zoom: 4 }));
  return socket;
}

interface Counters {
  note(text: string): void;
  /** Prints what came since the last report. */
  report(): void;
}

function createCounters(): Counters {
  let [bytes, rows] = [0, 0];
  let agesMs: number[] = [];
  return {
    note: (text) => {
      bytes += text.length;
      const message = parseServerMessage(text);
      if (message.type !== 'positions') return;
      rows += message.rows.length;
      agesMs.push(Date.now() - message.atMs);
    },
    report: () => {
      const sorted = agesMs.toSorted((a, b) => a - b);
      const p99 = sorted[Math.floor(0.99 * (sorted.length - 1))] ?? 0;
      const memoryMb = Math.round(process.memoryUsage().heapUsed / 1e6);
      const perSecond = (count: number): string => (count / (ROUND_MS / 1000)).toFixed(0);
      console.log(
        `${perSecond(sorted.length)} frames/s, ${perSecond(rows)} rows/s, ${perSecond(bytes / 1000)} kB/s, ` +
          `p99 from encoded to received ${p99} ms, heap ${memoryMb} MB`,
      );
      [bytes, rows, agesMs] = [0, 0, []];
    },
  };
}
