import { SUBSCRIPTION_VISIBLE_AFTER_MS } from '#contracts/subscription-visibility.ts';
import { DATABASE_ROUND_TRIP_MS, HOURS, IDLE_RUN_MS, POST_MS, SECONDS, VIEWER_HOUR } from './assumptions.ts';
import type { CostInput } from './cost-input.ts';
import { INVOCATIONS, LUFTHANSA } from './measured.ts';
import { msTerm, sumOfTerms, textOfTerms, type MsTerm } from './ms-term.ts';
import { averageShare, viewersOnAverage, type Workload } from './workload.ts';

/** One function in a month. */
export interface FunctionUse {
  /** Its folder below `lambdas/`. */
  readonly name: FunctionName;
  readonly memoryMb: number;
  readonly invocations: number;
  /** Billed, of one invocation on the average. */
  readonly durationMs: number;
  /** How that comes about, with the numbers put in. */
  readonly durationFormula: string;
  /** Of our own log lines. */
  readonly logBytes: number;
  readonly databaseRequests: number;
}

/** As the constructs in `lib/constructs/` set it. */
export const MEMORY_MB = {
  'position-store': 1024,
  'position-broadcast': 1769,
  'position-compaction': 1024,
  websocket: 512,
  'http-api': 1024,
  'reference-etl': 1024,
  'schedule-etl': 1024,
  'status-etl': 512,
} as const;
export type FunctionName = keyof typeof MEMORY_MB;

/** Memory at which Lambda gives one CPU. */
const MB_PER_CPU = 1769;
/** Posts that position-broadcast has under way at a time. */
const PARALLEL_POSTS = 64;
/** Every two minutes. */
const COMPACTIONS = SECONDS / 120;
const QUARTERS = HOURS * 4;
const NIGHTS = HOURS / 24;
const ETL_LOG_BYTES = 300;
/** Slot, raw reply, records and where the run stands. */
const REQUESTS_PER_CALL = 4;

export function functionUses(input: CostInput, workload: Workload): FunctionUse[] {
  return [
    storeUse(workload),
    broadcastUse(viewersOnAverage(input), workload),
    compactionUse(workload),
    websocketUse(workload),
    httpApiUse(input, workload),
    ...etlUses(),
  ];
}

function storeUse({ records, storeBatches }: Workload): FunctionUse {
  const { cpuMs, cpuMsPerRecord, ...effort } = INVOCATIONS.store;
  const cpu = [msTerm(cpuMs), msTerm(cpuMsPerRecord, perBatch(records, storeBatches), 'records')];
  return useOf('position-store', storeBatches, { ...effort, cpu });
}

/**
 * @param viewers that look while it runs. While one post waits others are computed, so that the longer of the two counts;
 * the messages of one viewer go one after the other.
 */
export function broadcastUse(viewers: number, { records, broadcastBatches, viewerBatch }: Workload): FunctionUse {
  const { cpuMs, cpuMsPerRecord, cpuMsPerPost, ...effort } = INVOCATIONS.broadcast;
  const computing = useOf('position-broadcast', broadcastBatches, {
    ...effort,
    cpu: [
      msTerm(cpuMs),
      msTerm(cpuMsPerRecord, perBatch(records, broadcastBatches), 'records'),
      msTerm(cpuMsPerPost, viewers * viewerBatch.messages, 'posts'),
    ],
  });
  const rounds = msTerm(POST_MS, Math.ceil(viewers / PARALLEL_POSTS) * viewerBatch.messages, 'rounds of posts');
  return rounds.ms <= computing.durationMs
    ? computing
    : { ...computing, durationMs: rounds.ms, durationFormula: rounds.text };
}

function compactionUse({ records }: Workload): FunctionUse {
  const { cpuMs, cpuMsPerRecord, ...effort } = INVOCATIONS.compaction;
  const cpu = [msTerm(cpuMs), msTerm(cpuMsPerRecord, perBatch(records, COMPACTIONS), 'records')];
  return useOf('position-compaction', COMPACTIONS, { ...effort, cpu });
}

/** Connecting and leaving are invocations too; subscribing waits until every broadcaster knows of it. */
function websocketUse({ viewerHours }: Workload): FunctionUse {
  const { sessions, subscriptions, pings } = VIEWER_HOUR;
  const perHour = pings + subscriptions + sessions * 2;
  const { cpuMs, ...effort } = INVOCATIONS.websocket;
  const waits = [msTerm(SUBSCRIPTION_VISIBLE_AFTER_MS, subscriptions / perHour, 'of them subscribe')];
  return useOf('websocket', viewerHours * perHour, { ...effort, cpu: [msTerm(cpuMs)], waits });
}

function httpApiUse({ aircraft }: CostInput, { viewerHours }: Workload): FunctionUse {
  const { snapshots, statusRequests, searches } = VIEWER_HOUR;
  const { snapshot, status, search } = INVOCATIONS;
  const requests = snapshots + statusRequests + searches;
  const cpu = [
    msTerm(snapshot.cpuMs, snapshots / requests, 'snapshots'),
    msTerm(snapshot.cpuMsPerAircraft, (aircraft * averageShare() * snapshots) / requests, 'aircraft in them'),
    msTerm(status.cpuMs, statusRequests / requests, 'status'),
    msTerm(search.cpuMs, searches / requests, 'searches'),
  ];
  const { databaseRequests, logBytes } = snapshot;
  return useOf('http-api', viewerHours * requests, { databaseRequests, logBytes, cpu });
}

/** Lufthansa's rate decides how long they take. */
function etlUses(): FunctionUse[] {
  const run = (name: FunctionName, runs: number, calls: number, idleRuns: number): FunctionUse => {
    const invocations = runs + idleRuns;
    const terms = [
      msTerm(1000 / LUFTHANSA.callsPerSecond, (runs * calls) / invocations, 'calls'),
      msTerm(IDLE_RUN_MS, idleRuns / invocations, 'runs with nothing to do'),
    ];
    const databaseRequests = (runs * calls * REQUESTS_PER_CALL) / invocations;
    const duration = { durationMs: sumOfTerms(terms), durationFormula: textOfTerms(terms) };
    return { name, memoryMb: MEMORY_MB[name], invocations, ...duration, databaseRequests, logBytes: ETL_LOG_BYTES };
  };
  return [
    run('reference-etl', NIGHTS, LUFTHANSA.referenceCalls, QUARTERS),
    run('schedule-etl', NIGHTS, LUFTHANSA.scheduleCalls, QUARTERS),
    run('status-etl', QUARTERS, LUFTHANSA.statusCalls, 0),
  ];
}

function perBatch(records: number, batches: number): number {
  return batches === 0 ? 0 : records / batches;
}

interface Effort {
  readonly cpu: readonly MsTerm[];
  readonly waits?: readonly MsTerm[];
  readonly databaseRequests: number;
  readonly logBytes: number;
}

/** Below one CPU the same work takes longer. */
function useOf(name: FunctionName, invocations: number, effort: Effort): FunctionUse {
  const { cpu, databaseRequests, logBytes } = effort;
  const memoryMb = MEMORY_MB[name];
  const waits = [msTerm(DATABASE_ROUND_TRIP_MS, databaseRequests, 'requests'), ...(effort.waits ?? [])];
  const isSlower = memoryMb < MB_PER_CPU;
  const computing = isSlower ? `(${textOfTerms(cpu)}) × 1,769 / ${memoryMb} MB` : textOfTerms(cpu);
  return {
    name,
    memoryMb,
    invocations,
    logBytes,
    databaseRequests,
    durationMs: sumOfTerms(cpu) * (isSlower ? MB_PER_CPU / memoryMb : 1) + sumOfTerms(waits),
    durationFormula: `${computing} + ${textOfTerms(waits)}`,
  };
}
