/**
 * What many viewers cost: CPU of broadcaster, gateway, Kafka and clients apart, messages of a viewer, and how late frames are.
 * 10,000 aircraft on the Swiss tracks at the places of the real sky, through the thinning into a real Kafka; function host and
 * gateways as `npm start` runs them; 250, 500 and 1,000 WebSocket clients in another process, 70, 20 and 10 % of them at world,
 * regional and fine level. Aim: broadcaster and gateway under one core together at 1,000 and linear, p99 from a frame's due
 * instant to its receipt under 1 s, at most one message per viewer and interval.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ENV } from '#contracts/names.ts';
import { isJsonObject, type JsonObject } from '#contracts/read.ts';
import { startChild, type Child } from './broadcast/child.ts';
import type { ReceivedFrame } from './broadcast/clients-process.ts';
import { levelFrames, quantile, type LevelFrames } from './broadcast/frame-delays.ts';
import { cpuSecondsOf } from './ingest/process-cpu.ts';
import { HOSTED } from '../local/functions/hosted-function.ts';
import { startEmbeddedKafka } from '../local/services/embedded-kafka.ts';
import { startEmbeddedMongo } from '../local/services/embedded-mongo.ts';
import { prepareServices } from '../local/start/prepare-services.ts';

const downloadsFolder = fileURLToPath(new URL('../.local', import.meta.url));
const TOPIC = 'aircraft-positions';
/** The fleet comes into view within a minute, and its keepalives spread over another one. */
const FILL_MS = 100_000;
/** New viewers are sent the text of what they haven't seen. */
const SETTLE_MS = 15_000;

/** Options: `--aircraft 10000`, `--viewers 250,500,1000`, `--seconds 60`, `--every 500` (batching window in ms). */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      aircraft: { type: 'string', default: '10000' },
      viewers: { type: 'string', default: '250,500,1000' },
      seconds: { type: 'string', default: '60' },
      every: { type: 'string', default: '500' },
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  const folder = await mkdtemp(join(downloadsFolder, 'bench-broadcast-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Airlines</title>');
  const mongo = await startEmbeddedMongo({ dataFolder: join(folder, 'mongo'), downloadsFolder });
  const kafka = await startEmbeddedKafka({ dataFolder: join(folder, 'kafka'), downloadsFolder });
  const env = {
    [ENV.mongodbUri]: mongo.uri,
    [ENV.kafkaBrokers]: kafka.brokers,
    [ENV.positionTopic]: TOPIC,
    [ENV.broadcastEveryMs]: values.every,
    [ENV.maxConnections]: '2000',
  };
  const children: Child[] = [];
  const start = (script: string, words: readonly string[], more: Readonly<Record<string, string>> = {}): Child => {
    const child = startChild(script, words, { ...env, ...more });
    children.push(child);
    return child;
  };
  try {
    await prepareServices(env);
    const gateway = start('bench/broadcast/gateway-process.ts', [folder]);
    const { websocketUrl, managementEndpoint } = textsOf(await gateway.next());
    const broadcaster = start('local/functions/main.ts', ['position-broadcast'], {
      [ENV.websocketEndpoint]: managementEndpoint ?? '',
    });
    await broadcaster.says(HOSTED);
    const producer = start('bench/broadcast/producer-process.ts', [kafka.brokers, TOPIC, values.aircraft]);
    const pids = { broadcaster: broadcaster.pid, gateway: gateway.pid, kafka: kafka.pid, mongod: mongo.pid };
    console.log(`${values.aircraft} aircraft, filling for ${FILL_MS / 1000} s …`);
    await delay(FILL_MS);
    let first: Measured | null = null;
    for (const viewers of values.viewers.split(',').map(Number)) {
      const clients = start('bench/broadcast/clients-process.ts', [websocketUrl ?? '', String(viewers)]);
      const measured = await measure({ clients, producer, pids, viewers, seconds: Number(values.seconds) });
      await clients.stop();
      print(measured, (first ??= measured));
    }
  } finally {
    for (const child of children) await child.stop();
    await Promise.all([mongo.stop(), kafka.stop()]);
    await rm(folder, { recursive: true, force: true });
  }
}

interface Measured {
  readonly viewers: number;
  /** CPU seconds per second. */
  readonly cores: Readonly<Record<string, number>>;
  readonly fixesPerSecond: number;
  readonly recordsPerSecond: number;
  readonly levels: readonly LevelFrames[];
}

interface Arena {
  readonly clients: Child;
  readonly producer: Child;
  readonly pids: Readonly<Record<string, number>>;
  readonly viewers: number;
  readonly seconds: number;
}

async function measure({ clients, producer, pids, viewers, seconds }: Arena): Promise<Measured> {
  await clients.next();
  await delay(SETTLE_MS);
  const all = { ...pids, producer: producer.pid, clients: clients.pid };
  const cpu = (): Record<string, number> =>
    Object.fromEntries(Object.entries(all).map(([name, pid]) => [name, cpuSecondsOf(pid)]));
  producer.tell('count');
  await producer.next();
  clients.tell('start');
  const [beganAt, before] = [performance.now(), cpu()];
  await delay(seconds * 1000);
  const [elapsed, after] = [(performance.now() - beganAt) / 1000, cpu()];
  clients.tell('stop');
  const frames = framesOf(await clients.next());
  producer.tell('count');
  const counted = await producer.next();
  const { fixes, records } = isJsonObject(counted) ? counted : {};
  return {
    viewers,
    cores: Object.fromEntries(
      Object.keys(all).map((name) => [name, ((after[name] ?? 0) - (before[name] ?? 0)) / elapsed]),
    ),
    fixesPerSecond: Number(fixes) / elapsed,
    recordsPerSecond: Number(records) / elapsed,
    levels: levelFrames(frames, viewers, elapsed),
  };
}

function framesOf(message: unknown): ReceivedFrame[] {
  if (!Array.isArray(message)) throw new Error('the clients must send what they got');
  return message.map((frame: unknown) => {
    const [viewer, atMs, everyMs, receivedMs, bytes] = Array.isArray(frame) ? frame.map(Number) : [];
    return [viewer ?? 0, atMs ?? 0, everyMs ?? 0, receivedMs ?? 0, bytes ?? 0];
  });
}

function textsOf(message: unknown): Readonly<Record<string, string>> {
  const object: JsonObject = isJsonObject(message) ? message : {};
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, String(value)]));
}

function print({ viewers, cores, fixesPerSecond, recordsPerSecond, levels }: Measured, first: Measured): void {
  const core = (name: string): string => `${name} ${((cores[name] ?? 0) * 100).toFixed(1)} %`;
  const both = ({ cores: { broadcaster = 0, gateway = 0 } }: Measured): number => broadcaster + gateway;
  const own = both({ viewers, cores, fixesPerSecond, recordsPerSecond, levels });
  console.log(
    `${viewers} viewers, ${fixesPerSecond.toFixed(0)} fixes/s, ${recordsPerSecond.toFixed(0)} records/s\n` +
      `  of a core: ${['broadcaster', 'gateway', 'kafka', 'mongod', 'producer', 'clients'].map(core).join(', ')}\n` +
      `  broadcaster and gateway ${(own * 100).toFixed(1)} %, ${((own / viewers) * 1e5).toFixed(1)} % per 1,000 viewers, ` +
      `${(own / both(first)).toFixed(2)} x those of ${first.viewers} viewers`,
  );
  for (const level of levels) printLevel(level);
}

function printLevel(frames: LevelFrames): void {
  const { level, viewers, messagesPerViewerSecond, allowedPerSecond, tooSoon, split, bytesPerViewerSecond } = frames;
  const ms = (sorted: readonly number[]): string =>
    [0.5, 0.99, 1].map((part) => quantile(sorted, part).toFixed(0)).join(' / ');
  console.log(
    `  ${level.padEnd(9)}${String(viewers).padStart(4)} viewers, ${messagesPerViewerSecond.toFixed(3)} messages/s each ` +
      `(one an interval: ${allowedPerSecond.toFixed(1)}), ${tooSoon} too soon, ${split} split, ${bytesPerViewerSecond.toFixed(0)} bytes/s each; ` +
      `due to received p50 / p99 / max ${ms(frames.dueToReceivedMs)} ms, made to received ${ms(frames.madeToReceivedMs)} ms`,
  );
}
