/**
 * What one batch costs the broadcaster: CPU, posts and bytes for many viewers with boxes of their own. In memory, without
 * Kafka and sockets; 10,000 aircraft over Europe, all of them moved in the batch.
 */
import { createFanOut } from '#adapters/websocket/fan-out.ts';
import type { MskEvent } from '#contracts/msk-event.ts';
import { encodePositionEvent } from '#contracts/position-event.ts';
import { WORLD_BOX, type BoundingBox } from '#domain/geo.ts';
import type { Position } from '#domain/position.ts';
import { createBroadcast } from '../lambdas/position-broadcast/broadcast-positions.ts';
import type { Viewer } from '../lambdas/position-broadcast/viewer-list.ts';

const AIRCRAFT = 10_000;
const EUROPE: BoundingBox = [-12, 35, 35, 70];
const ROUNDS = 5;

/** Viewers, and the width of each one's box in degrees; 0 is the world. */
const CASES: readonly (readonly [viewers: number, widthDeg: number])[] = [
  [1, 0],
  [500, 0],
  [500, 6],
  [500, 20],
  [100, 47],
];

export async function run(): Promise<void> {
  console.log(`${AIRCRAFT} aircraft in a batch, median of ${ROUNDS} batches`);
  for (const [viewers, widthDeg] of CASES) {
    const { cpuMs, posts, bytes } = await measure(viewers, widthDeg);
    const boxes = widthDeg === 0 ? 'the world' : `${widthDeg}° each`;
    console.log(
      `${String(viewers).padStart(4)} viewers, ${boxes.padEnd(9)}  ${cpuMs.toFixed(0).padStart(5)} ms CPU, ` +
        `${String(posts).padStart(5)} posts, ${(bytes / 1e6).toFixed(1).padStart(6)} MB`,
    );
  }
}

interface Cost {
  readonly cpuMs: number;
  readonly posts: number;
  readonly bytes: number;
}

async function measure(count: number, widthDeg: number): Promise<Cost> {
  const viewers = Array.from({ length: count }, (_, n): Viewer => ({
    connectionId: `viewer-${n}`,
    level: 'world',
    bbox: widthDeg === 0 ? WORLD_BOX : boxOf(n, widthDeg),
  }));
  let [posts, bytes] = [0, 0];
  const fanOut = createFanOut({
    post: (_connectionId, text) => {
      posts += 1;
      bytes += text.length;
      return Promise.resolve();
    },
    clock: Date.now,
    random: Math.random,
    sleep: () => Promise.resolve(),
  });
  const broadcast = createBroadcast({
    viewers: { current: () => Promise.resolve(viewers), drop: () => undefined },
    send: (deliveries, deadlineMs) => fanOut.send(deliveries, deadlineMs),
    removeConnections: () => Promise.resolve(),
    clock: Date.now,
    logger: { warn: console.error },
    budgetMs: 60_000,
  });
  // The first batch introduces every aircraft; it isn't counted.
  await broadcast(batch(0));
  const costs: Cost[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const event = batch(round);
    [posts, bytes] = [0, 0];
    const before = process.cpuUsage();
    await broadcast(event);
    const { user, system } = process.cpuUsage(before);
    costs.push({ cpuMs: (user + system) / 1000, posts, bytes });
  }
  return costs.toSorted((a, b) => a.cpuMs - b.cpuMs)[ROUNDS >> 1] ?? { cpuMs: 0, posts: 0, bytes: 0 };
}

/** No two viewers have the same box. */
function boxOf(n: number, widthDeg: number): BoundingBox {
  const west = EUROPE[0] + (n % 17) * 0.7;
  const south = EUROPE[1] + (n % 11) * 0.5;
  return [west, south, west + widthDeg + n / 1000, Math.min(90, south + widthDeg * 0.7)];
}

function batch(round: number): MskEvent {
  const nowMs = Date.now();
  const records = Array.from({ length: AIRCRAFT }, (_, n) => ({
    topic: 'aircraft-positions',
    partition: 0,
    offset: round * AIRCRAFT + n,
    timestamp: nowMs,
    timestampType: 'CREATE_TIME' as const,
    value: Buffer.from(encodePositionEvent(positionOf(n, round, nowMs))).toString('base64'),
    headers: [],
  }));
  return {
    eventSource: 'aws:kafka',
    eventSourceArn: 'arn:aws:kafka:eu-central-1:123456789012:cluster/bench/1',
    bootstrapServers: '127.0.0.1:9092',
    records: { 'aircraft-positions-0': records },
  };
}

function positionOf(n: number, round: number, nowMs: number): Position {
  const [west, south, east, north] = EUROPE;
  return {
    icao24: n.toString(16).padStart(6, '0'),
    observedAtMs: nowMs - 500,
    receivedAtMs: nowMs,
    lat: south + (((n * 37) % 3500) / 3500) * (north - south),
    lon: west + (((n * 91) % 4700) / 4700) * (east - west) + round * 0.001,
    altitudeM: 11_000,
    geoAltitudeM: 11_050,
    onGround: false,
    groundSpeedMps: 230,
    trackDeg: 90,
    verticalRateMps: 0,
    callsign: `DLH${n}`,
    registration: null,
    typeCode: 'A320',
    flightNumber: null,
    airline: null,
    origin: null,
    destination: null,
    squawk: '1000',
    category: 'A3',
    emergency: null,
    source: 'adsb',
    feed: 'bench',
    kind: 'simulated',
    level: 'world',
    state: 'seen',
  };
}
