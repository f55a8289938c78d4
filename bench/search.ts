/**
 * The flight search with a million flights stored: 50 searchers by HTTP through the gateway of `npm start` and the real
 * function to a real mongod, each asking again at once, beside the first project's way. Prints p50, p99 and searches a
 * second, and fails where a query of the API reads a whole collection. Aim at p99: 50 ms on two cores.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { MongoClient, type Db } from 'mongodb';
import { createLogger } from '#adapters/observability/logger.ts';
import { DEFAULT_CALLS_PER_HOUR } from '#contracts/names.ts';
import { isJsonObject } from '#contracts/read.ts';
import { seededRandom } from '#domain/seeded-random.ts';
import { createHandler } from '../lambdas/http-api/handler.ts';
import { startHttpGateway } from '../local/http-gateway.ts';
import { startEmbeddedMongo } from '../local/services/embedded-mongo.ts';
import { cpuSecondsOf } from './ingest/process-cpu.ts';
import { fillDatabase } from './search/fill-database.ts';
import { measureFirstProject, type FirstProjectFigures } from './search/first-project.ts';
import { refuseScans, watchPlans } from './search/query-plans.ts';
import type { SearchFigures, SearchTask } from './search/searchers.ts';
import { createTimetable, type Timetable } from './search/timetable.ts';

const AIM_MS = 50;
const DATABASE = 'bench';
const DAY_MS = 86_400_000;
const WARM_UP = 3000;
/** Part of the searches that ask for a way back too. */
const WITH_RETURN = 0.2;
/** Flights and searches of the first project's way: enough to tell, few enough to wait for. */
const FIRST_FLIGHTS = 100_000;
const FIRST_SEARCHES = 200;
const downloadsFolder = fileURLToPath(new URL('../.local', import.meta.url));
const searchers = fileURLToPath(new URL('./search/searchers.ts', import.meta.url));

interface Way {
  readonly origin: string;
  readonly destination: string;
  readonly date: string;
}

/** Options: `--flights 1000000`, `--searches 30000`, `--concurrency 50`. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      flights: { type: 'string', default: '1000000' },
      searches: { type: 'string', default: '30000' },
      concurrency: { type: 'string', default: '50' },
    },
  });
  const concurrency = Number(values.concurrency);
  // Children are killed when this process exits, which a signal alone would not let happen.
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  const folder = await mkdtemp(join(downloadsFolder, 'bench-search-'));
  const mongo = await startEmbeddedMongo({ dataFolder: folder, downloadsFolder });
  const client = await MongoClient.connect(mongo.uri);
  const db = client.db(DATABASE);
  const api = createHandler(
    { mongodb: { uri: mongo.uri, database: DATABASE, roleArn: null }, callsPerHour: DEFAULT_CALLS_PER_HOUR },
    { logger: createLogger({ fields: { function: 'http-api' } }) },
  );
  const gateway = await startHttpGateway({ api, siteFolder: folder, port: 0, logger: createLogger() });
  try {
    const timetable = createTimetable(Math.floor(Date.now() / DAY_MS) * DAY_MS + DAY_MS);
    const startedMs = performance.now();
    const flights = await fillDatabase(db, timetable, Number(values.flights));
    console.log(`${flights} flights stored in ${((performance.now() - startedMs) / 1000).toFixed(0)} s`);
    const ways = chooseWays(timetable, Number(values.searches));
    await checkPlans(db, gateway.url, ways);
    const mongodBefore = cpuSecondsOf(mongo.pid);
    const apiBefore = process.cpuUsage();
    const figures = await measure({
      port: gateway.port,
      paths: ways.map(toPath),
      concurrency,
      warmUp: WARM_UP,
      searches: Number(values.searches),
    });
    const { user, system } = process.cpuUsage(apiBefore);
    const searched = WARM_UP + figures.latenciesMs.length;
    console.log(
      `CPU a search: function and gateway ${((user + system) / 1000 / searched).toFixed(2)} ms, ` +
        `mongod ${(((cpuSecondsOf(mongo.pid) - mongodBefore) * 1000) / searched).toFixed(2)} ms`,
    );
    const before = await measureFirstProject(db, {
      flights: Math.min(FIRST_FLIGHTS, flights),
      searches: FIRST_SEARCHES,
      concurrency,
      wanted: ways,
    });
    print({ figures, before, concurrency, flights });
  } finally {
    await gateway.close();
    await api.close();
    await client.close();
    await mongo.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Any route on any day: no search finds what another one left warm, unless by chance. */
function chooseWays({ routes, dates }: Timetable, searches: number): Way[] {
  const random = seededRandom(7);
  const any = <T>(among: readonly T[]): T | undefined => among[Math.floor(random() * among.length)];
  return Array.from({ length: Math.min(searches, 100_000) }, () => any(routes)).flatMap((route) => {
    const date = any(dates);
    return route === undefined || date === undefined ? [] : [{ ...route, date }];
  });
}

function toPath({ origin, destination, date }: Way, index: number): string {
  const back = index % Math.round(1 / WITH_RETURN) === 0 ? `&return=${date}` : '';
  return `/api/flights?from=${origin}&to=${destination}&date=${date}${back}`;
}

/** Asks every route of schedules and reference data, and has the server say how it answered. */
async function checkPlans(db: Db, url: string, ways: readonly Way[]): Promise<void> {
  const uses = await watchPlans(db, async () => {
    const [way = { origin: 'FRA', destination: 'JFK', date: '2026-12-01' }] = ways;
    const paths = [
      ...ways.slice(0, 100).map(toPath),
      '/api/flights?from=FRA&to=JFK&date=2020-01-01',
      '/api/routes',
      `/api/routes?from=${way.origin}`,
      `/api/routes?from=${way.origin}&to=${way.destination}`,
      `/api/airports/${way.origin}/board`,
      `/api/airports/${way.origin}/board?direction=arrivals`,
      ...['countries', 'cities', 'airports', 'airlines'].flatMap((name) => [
        `/api/${name}`,
        `/api/${name}?q=fra`,
        `/api/${name}?q=new%20yo`,
      ]),
      '/api/status',
    ];
    for (const path of paths) await (await fetch(url + path)).arrayBuffer();
  });
  for (const { plan, times, mostDocuments, mostKeys } of uses) {
    console.log(`  ${plan}: ${times} times, at most ${mostDocuments} documents, ${mostKeys} keys`);
  }
  refuseScans(uses);
  console.log('no query reads a whole collection');
}

async function measure(task: SearchTask): Promise<SearchFigures> {
  const child = fork(searchers, { stdio: 'inherit' });
  const figures = once(child, 'message');
  const failed = once(child, 'exit').then(([code]: unknown[]) => {
    throw new Error(`the searchers ended with ${String(code)}`);
  });
  child.send(task);
  const messages: readonly unknown[] = await Promise.race([figures, failed]);
  const [message] = messages;
  failed.catch(() => undefined);
  if (!isFigures(message)) throw new TypeError('the searchers said something else');
  return message;
}

function isFigures(value: unknown): value is SearchFigures {
  return isJsonObject(value) && Array.isArray(value['latenciesMs']) && typeof value['seconds'] === 'number';
}

interface Results {
  readonly figures: SearchFigures;
  readonly before: FirstProjectFigures;
  readonly concurrency: number;
  readonly flights: number;
}

function print({ figures, before, concurrency, flights }: Results): void {
  const { latenciesMs, seconds, bytes, failures } = figures;
  if (failures > 0) throw new Error(`${failures} searches failed`);
  const searchesPerS = latenciesMs.length / seconds;
  const beforePerS = before.searches / before.seconds;
  const p99 = quantile(latenciesMs, 0.99);
  console.log(`${flights} flights, ${concurrency} searchers, ${latenciesMs.length} searches by HTTP:`);
  console.log(`  ${quantiles(latenciesMs)}, ${searchesPerS.toFixed(0)} searches/s`);
  console.log(`  ${(bytes / latenciesMs.length / 1000).toFixed(1)} kB an answer as sent`);
  console.log(`the first project's way, ${before.flights} flights, without HTTP:`);
  console.log(`  ${quantiles(before.latenciesMs)}, ${beforePerS.toFixed(1)} searches/s`);
  console.log(`ratio of searches/s: ${(searchesPerS / beforePerS).toFixed(0)}`);
  console.log(`aim at p99: ${AIM_MS} ms: ${p99 < AIM_MS ? 'met' : 'missed'}`);
}

function quantiles(values: readonly number[]): string {
  return [0.5, 0.9, 0.99, 1].map((share) => `p${share * 100} ${quantile(values, share).toFixed(1)} ms`).join(', ');
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
}
