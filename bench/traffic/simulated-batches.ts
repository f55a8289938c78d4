import type { MskEvent } from '#contracts/msk-event.ts';
import { encodePositionEvent } from '#contracts/position-event.ts';
import type { BoundingBox } from '#domain/geo.ts';
import { WORLD_BOX } from '#domain/geo.ts';
import type { Level, Position } from '#domain/position.ts';
import { createFeedIntake } from '../../services/position-producer/feed-intake.ts';
import { createSimulator } from '../../services/position-producer/sources/simulator.ts';

/** What the page asks for around Frankfurt on a wide screen: the world, a continent, a country's corner. */
export const VIEWER_BOXES: Readonly<Record<string, BoundingBox>> = {
  world: WORLD_BOX,
  continent: [-12, 35, 35, 70],
  region: [5.5, 48, 11.5, 52.2],
};

/** The level of each, by the zoom at which it fills a screen. */
export const VIEWER_LEVELS: Readonly<Record<string, Level>> = {
  world: 'world',
  continent: 'world',
  region: 'regional',
};

const INTERVAL_MS = 5000;

export interface SimulatedBatchesOptions {
  readonly aircraft: number;
  /** When the simulated time begins. */
  readonly startsAtMs: number;
  readonly seconds: number;
}

/** What the simulator and the feed intake publish in one second of simulated time. */
export interface SimulatedBatch {
  readonly second: number;
  /** The end of that second. */
  readonly atMs: number;
  readonly positions: readonly Position[];
}

/** The stream of the simulator second by second, as fast as it can be computed. */
export async function* simulateBatches(options: SimulatedBatchesOptions): AsyncGenerator<SimulatedBatch, void> {
  const { aircraft, startsAtMs, seconds } = options;
  let nowMs = startsAtMs;
  const clock = (): number => nowMs;
  const sleep = (ms: number): Promise<void> => Promise.resolve(void (nowMs += ms));
  let waiting: Position[] = [];
  const intake = createFeedIntake({
    ...{ feed: 'simulator', kind: 'simulated', timeScale: 1, intervalMs: INTERVAL_MS, privacyFilter: true, clock },
    publish: (position) => waiting.push(position),
  });
  const settings = { seed: 1, aircraft, countries: [], intervalMs: INTERVAL_MS, steps: 0 };
  const end = new AbortController();
  let second = 0;
  for await (const event of createSimulator(settings, { clock, sleep }).events(end.signal)) {
    intake.take(event);
    if (nowMs < startsAtMs + (second + 1) * 1000) continue;
    intake.declareSilence();
    const positions = waiting;
    waiting = [];
    yield { second, atMs: nowMs, positions };
    second += 1;
    if (second >= seconds) end.abort();
  }
}

/** One batch as the event source mapping hands it over. */
export function batchEvent(positions: readonly Position[]): MskEvent {
  return {
    eventSource: 'aws:kafka',
    eventSourceArn: 'arn:aws:kafka:eu-central-1:123456789012:cluster/bench/1',
    bootstrapServers: '127.0.0.1:9092',
    records: {
      'aircraft-positions-0': positions.map((position, offset) => ({
        topic: 'aircraft-positions',
        partition: 0,
        offset,
        timestamp: position.receivedAtMs,
        timestampType: 'CREATE_TIME' as const,
        value: Buffer.from(encodePositionEvent(position)).toString('base64'),
        headers: [],
      })),
    },
  };
}
