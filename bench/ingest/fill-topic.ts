import { setTimeout as sleep } from 'node:timers/promises';
import type { Kafka } from 'kafkajs';
import { createPositionProducer } from '#adapters/kafka/position-producer.ts';
import { encodePositionEvent } from '#contracts/position-event.ts';
import { destination } from '#domain/geo.ts';
import type { Position } from '#domain/position.ts';

export interface Traffic {
  readonly aircraft: number;
  readonly fixes: number;
  /** Observation of the first fix. */
  readonly startMs: number;
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
function fixOf(index: number, fix: number, { startMs }: Traffic): Position {
  const trackDeg = 360 * noise(index, 0, 1) + fix * 0.2 * (noise(index, 0, 2) - 0.5);
  const groundSpeedMps = 180 + 80 * noise(index, 0, 3) + noise(index, fix, 4);
  const start = { lat: 120 * noise(index, 0, 5) - 60, lon: 360 * noise(index, 0, 6) - 180 };
  const alongM = groundSpeedMps * fix * (INTERVAL_MS / 1000);
  const at = destination(start, trackDeg, alongM + 10 * noise(index, fix, 7));
  const observedAtMs = startMs + fix * INTERVAL_MS + Math.floor(600 * noise(index, fix, 8));
  const climbs = index % 3 === 0;
  return {
    icao24: icao24Of(index),
    observedAtMs,
    receivedAtMs: observedAtMs + 200 + Math.floor(500 * noise(index, fix, 9)),
    lat: round(at.lat, 6),
    lon: round(at.lon, 6),
    altitudeM: round(climbs ? 2000 + fix * 45 + 8 * noise(index, fix, 10) : 10_668, 1),
    geoAltitudeM: null,
    onGround: false,
    groundSpeedMps: round(groundSpeedMps, 1),
    trackDeg: round((trackDeg + 360) % 360, 1),
    verticalRateMps: climbs ? round(9 + noise(index, fix, 11), 2) : 0,
    callsign: `TST${index}`,
    registration: null,
    typeCode: null,
    flightNumber: null,
    airline: null,
    origin: null,
    destination: null,
    squawk: null,
    category: null,
    emergency: null,
    source: 'adsb',
    feed: 'bench',
    kind: 'live',
    level: 'world',
    state: 'seen',
  };
}

/** Publishes the traffic through the producer's own adapter, round by round. @returns mean bytes of a value */
export async function fillTopic(kafka: Kafka, topic: string, traffic: Traffic): Promise<number> {
  const producer = createPositionProducer({
    kafka,
    topic,
    random: Math.random,
    sleep: (ms, signal) => sleep(ms, undefined, { signal }),
  });
  const running = new AbortController();
  let bytes = 0;
  try {
    for (let fix = 0; fix < traffic.fixes; fix++) {
      for (let first = 0; first < traffic.aircraft; first += BATCH) {
        const count = Math.min(BATCH, traffic.aircraft - first);
        const records = Array.from({ length: count }, (_, n) => {
          const position = fixOf(first + n, fix, traffic);
          const value = encodePositionEvent(position);
          bytes += value.length;
          return { key: position.icao24, value };
        });
        await producer.send(records, running.signal);
      }
    }
  } finally {
    await producer.close();
  }
  return bytes / (traffic.aircraft * traffic.fixes);
}
