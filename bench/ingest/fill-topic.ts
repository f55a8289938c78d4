import { setTimeout as sleep } from 'node:timers/promises';
import type { Kafka } from 'kafkajs';
import { createPositionProducer } from '#adapters/kafka/position-producer.ts';
import { encodePositionEvent } from '#contracts/position-event.ts';
import { destination } from '#domain/geo.ts';
import { BLANK_OBSERVATION, type Observation } from '#domain/observation.ts';
import { produceTraffic } from './produced-traffic.ts';

export interface Traffic {
  readonly aircraft: number;
  readonly fixes: number;
  /** Observation of the first fix. */
  readonly startMs: number;
}

/** What is in a topic. */
export interface Published extends Traffic {
  readonly records: number;
  readonly recordsOf: ReadonlyMap<string, number>;
  /** Sum of how long after the start each aircraft was observed last: whoever has it has all the latest. */
  readonly latestSumMs: number;
  /** Mean of a value. */
  readonly bytesPerRecord: number;
  /** Fixes that the producer judged for it, and the CPU of gate and thinning in µs a fix. */
  readonly producer: { readonly fixes: number; readonly cpuUs: number };
}

export const INTERVAL_MS = 5000;
const BATCH = 5000;
const FIRST_ADDRESS = 0x3c0000;

export const icao24Of = (index: number): string => (FIRST_ADDRESS + index).toString(16);

/** A number from 0 to 1 that looks random and depends on its arguments alone. */
function noise(index: number, fix: number, salt: number): number {
  let mixed = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(fix + 1, 0x85ebca6b) ^ Math.imul(salt, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0x297a2d39);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** A fix as a receiver of ADS-B reports it: metres of noise in place, jitter in time, speed and track that wander. */
export function fixOf(index: number, fix: number, { startMs }: Traffic): Observation {
  const trackDeg = 360 * noise(index, 0, 1) + fix * 0.2 * (noise(index, 0, 2) - 0.5);
  const speedMps = 180 + 80 * noise(index, 0, 3);
  const start = { lat: 120 * noise(index, 0, 5) - 60, lon: 360 * noise(index, 0, 6) - 180 };
  const sinceStartMs = fix * INTERVAL_MS + Math.floor(600 * noise(index, fix, 8));
  const at = destination(start, trackDeg, speedMps * (sinceStartMs / 1000) + 10 * noise(index, fix, 7));
  const climbs = index % 3 === 0;
  return {
    ...BLANK_OBSERVATION,
    icao24: icao24Of(index),
    observedAtMs: startMs + sinceStartMs,
    lat: round(at.lat, 6),
    lon: round(at.lon, 6),
    altitudeM: round(climbs ? 2000 + (sinceStartMs / 1000) * 9 + 8 * noise(index, fix, 10) : 10_668, 1),
    groundSpeedMps: round(speedMps + noise(index, fix, 4), 1),
    trackDeg: round((trackDeg + 360) % 360, 1),
    verticalRateMps: climbs ? round(9 + noise(index, fix, 11), 2) : 0,
    callsign: `TST${index}`,
    source: 'adsb',
  };
}

/** Publishes what the producer makes of the traffic through its own adapter, in its order. */
export async function fillTopic(kafka: Kafka, topic: string, traffic: Traffic): Promise<Published> {
  const { records, fixes, cpuUs } = produceTraffic(traffic);
  const producer = createPositionProducer({
    kafka,
    topic,
    random: Math.random,
    sleep: (ms, signal) => sleep(ms, undefined, { signal }),
  });
  const running = new AbortController();
  let bytes = 0;
  try {
    for (let first = 0; first < records.length; first += BATCH) {
      const batch = records.slice(first, first + BATCH).map((record) => {
        const value = encodePositionEvent(record);
        bytes += value.length;
        return { key: record.icao24, value };
      });
      await producer.send(batch, running.signal);
    }
  } finally {
    await producer.close();
  }
  const byAircraft = Map.groupBy(records, (record) => record.icao24);
  return {
    ...traffic,
    records: records.length,
    recordsOf: new Map(Array.from(byAircraft, ([icao24, ofAircraft]) => [icao24, ofAircraft.length])),
    latestSumMs: [...byAircraft.values()].reduce(
      (sum, ofAircraft) => sum + (ofAircraft.at(-1)?.observedAtMs ?? 0) - traffic.startMs,
      0,
    ),
    bytesPerRecord: bytes / records.length,
    producer: { fixes, cpuUs },
  };
}
