/**
 * The sky of `npm run bench -- broadcast`, in a process of its own: `node producer-process.ts BROKERS TOPIC AIRCRAFT`. Every second
 * a picture of aircraft that fly the Swiss tracks at the places of the real sky goes through the thinning into the topic.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { createKafkaClient } from '#adapters/kafka/kafka-client.ts';
import { createPositionProducer } from '#adapters/kafka/position-producer.ts';
import { encodePositionEvent } from '#contracts/position-event.ts';
import type { Position } from '#domain/position.ts';
import { createThinning } from '#domain/thinning.ts';
import { viewedSky, type ViewedAircraft } from '../wire/viewed-sky.ts';

const INTERVAL_MS = 1000;

async function main(brokers: string, topic: string, aircraft: number): Promise<void> {
  const sky = await viewedSky(aircraft, 'world');
  const thinning = createThinning();
  const running = new AbortController();
  const producer = createPositionProducer({
    kafka: createKafkaClient({ brokers: brokers.split(','), clientId: 'bench-producer' }),
    topic,
    random: Math.random,
    sleep: (ms, signal) => delay(ms, undefined, { signal }),
  });
  const shiftMs = Date.now() - sky.startsAtMs;
  let [fixes, records] = [0, 0];
  process.on('message', () => {
    process.send?.({ fixes, records });
    [fixes, records] = [0, 0];
  });
  for (let second = 0; ; second += 1) {
    const atMs = sky.startsAtMs + second * INTERVAL_MS;
    await delay(Math.max(0, atMs + shiftMs - Date.now()));
    const picture = sky.pictureAt(atMs);
    const news = picture.flatMap((seen) => thinning.judge(positionOf(seen, shiftMs), INTERVAL_MS) ?? []);
    fixes += picture.length;
    records += news.length;
    const values = news.map((position) => ({ key: position.icao24, value: encodePositionEvent(position) }));
    if (values.length > 0) await producer.send(values, running.signal);
  }
}

function positionOf({ fix }: ViewedAircraft, shiftMs: number): Position {
  return {
    ...fix,
    observedAtMs: fix.observedAtMs + shiftMs,
    receivedAtMs: Date.now(),
    feed: 'bench',
    kind: 'live',
    level: 'world',
    state: 'seen',
  };
}

process.on('disconnect', () => process.exit(0));
await main(process.argv[2] ?? '', process.argv[3] ?? '', Number(process.argv[4]));
