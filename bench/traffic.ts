/**
 * What the stream and its viewers weigh: records of an aircraft, bytes of a record, frames and bytes of a viewer. In
 * memory and in simulated time: simulator, feed intake, one broadcast a second. tools/aws/cost/measured.ts holds the figures.
 */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { parseServerMessage } from '#contracts/live-messages.ts';
import { encodePositionEvent } from '#contracts/position-event.ts';
import { parseJsonObject } from '#contracts/read.ts';
import { createBroadcast } from '../lambdas/position-broadcast/broadcast-positions.ts';
import type { Delivery, PostOutcome } from '../lambdas/position-broadcast/round.ts';
import { batchEvent, simulateBatches, VIEWER_BOXES, VIEWER_LEVELS } from './traffic/simulated-batches.ts';

const FLEETS = [300, 1000, 10_000] as const;
/** The first seconds introduce every aircraft and aren't counted. */
const WARM_UP_SECONDS = 30;
const SECONDS = 300;
const STARTS_AT_MS = Date.UTC(2026, 10, 24, 12);
const compress = promisify(gzip);

/** What one viewer got. */
interface Received {
  messages: number;
  bytes: number;
  rows: number;
  /** Characters of packed tiles. */
  rowBytes: number;
  /** Aircraft whose text came. */
  texts: number;
  textBytes: number;
}

export async function run(): Promise<void> {
  for (const aircraft of FLEETS) await measure(aircraft);
}

async function measure(aircraft: number): Promise<void> {
  let nowMs = STARTS_AT_MS;
  let isCounted = false;
  const viewers = new Map(Object.keys(VIEWER_BOXES).map((name) => [name, nothing()]));
  const broadcast = createMemoryBroadcast(
    () => nowMs,
    ({ connectionIds, messages }) => {
      if (isCounted) for (const name of connectionIds) account(viewers.get(name) ?? nothing(), messages);
    },
  );
  let [records, jsonBytes, gzipBytes] = [0, 0, 0];
  const seconds = WARM_UP_SECONDS + SECONDS;
  for await (const { second, atMs, positions } of simulateBatches({ aircraft, startsAtMs: STARTS_AT_MS, seconds })) {
    nowMs = atMs;
    isCounted = second >= WARM_UP_SECONDS;
    if (isCounted) {
      const text = positions.map(encodePositionEvent).join('');
      records += positions.length;
      jsonBytes += Buffer.byteLength(text);
      gzipBytes += (await compress(text)).length;
    }
    await broadcast(batchEvent(positions));
  }
  console.log(
    `${aircraft} aircraft, ${SECONDS} s: ${((records / aircraft / SECONDS) * 60).toFixed(2)} records an aircraft and ` +
      `minute, ${(jsonBytes / records).toFixed(0)} bytes each, ${(gzipBytes / records).toFixed(0)} with gzip`,
  );
  for (const [name, received] of viewers) print(name, received, records);
}

function createMemoryBroadcast(
  clock: () => number,
  deliver: (delivery: Delivery) => void,
): ReturnType<typeof createBroadcast> {
  const viewers = Object.entries(VIEWER_BOXES).map(([connectionId, bbox]) => ({
    connectionId,
    bbox,
    level: VIEWER_LEVELS[connectionId] ?? 'world',
    version: 2 as const,
    everyMs: 0,
  }));
  return createBroadcast({
    viewers: { current: () => Promise.resolve(viewers), drop: () => undefined },
    send: (deliveries) => {
      const outcomes = new Map<string, PostOutcome>();
      for (const delivery of deliveries) {
        deliver(delivery);
        for (const connectionId of delivery.connectionIds) outcomes.set(connectionId, 'delivered');
      }
      return Promise.resolve({ sent: outcomes.size, throttled: 0, failed: 0, late: 0, outcomes });
    },
    removeConnections: () => Promise.resolve(),
    clock,
    sleep: () => Promise.resolve(),
    logger: { warn: console.error },
  });
}

function nothing(): Received {
  return { messages: 0, bytes: 0, rows: 0, rowBytes: 0, texts: 0, textBytes: 0 };
}

function account(received: Received, messages: readonly string[]): void {
  for (const text of messages) {
    const message = parseServerMessage(text);
    if (message.type !== 'frame') throw new Error(`a viewer got ${message.type}`);
    const { tiles, identity } = parseJsonObject(text);
    received.messages += 1;
    received.bytes += text.length;
    received.rows += message.rows.length;
    received.rowBytes += tiles === undefined ? 0 : JSON.stringify(tiles).length;
    received.texts += message.identity.length;
    received.textBytes += identity === undefined ? 0 : JSON.stringify(identity).length;
  }
}

function print(name: string, received: Received, records: number): void {
  const { messages, bytes, rows, rowBytes, texts, textBytes } = received;
  const headBytes = (bytes - rowBytes - textBytes) / messages;
  console.log(
    `  ${name.padEnd(10)}${((rows / records) * 100).toFixed(1).padStart(6)} % of the records, ` +
      `${(messages / SECONDS).toFixed(2)} messages/s of ${(bytes / messages).toFixed(0)} bytes: ` +
      `${headBytes.toFixed(0)} and ${(rowBytes / rows).toFixed(1)} a row; ` +
      `${((texts / rows) * 100).toFixed(2)} % of the rows with a text of ${(textBytes / Math.max(1, texts)).toFixed(0)} bytes`,
  );
}
