import { METRIC_NAMES } from '#contracts/metric-names.ts';
import {
  ACCESS_LOG_BYTES,
  HOURS,
  OTHER_LOG_GB,
  PLATFORM_LOG_BYTES,
  VIEWER_HOUR,
  WARM_CONTAINERS,
} from './assumptions.ts';
import type { CostInput, CostSettings } from './cost-input.ts';
import { bytes, costLine, count, type CostLine, type Factor } from './cost-line.ts';
import type { FunctionUse } from './function-uses.ts';
import type { PriceName } from './unit-prices.ts';
import type { Workload } from './workload.ts';

const TASK = { vcpu: 0.25, memoryGb: 0.5 } as const;
/** In the templates, which a test holds them to; of the metrics that alarms watch, each of which counts, at most. */
export const STANDING = { alarmMetrics: 40, dashboards: 1, parameters: 2 } as const;
/** Kinds of runs, each with metrics of its own. */
const ETLS = 3;
/** Of Scheduler in an hour: compaction, status, and two runs that may go on. */
const STARTS_PER_HOUR = 30 + 4 + 4 + 4;
const READS_PER_HOUR = 12;
const SITE_GB = 0.01;
/** Of a record on its way to the database: it is packed and compressed before. */
const WRITTEN_BYTES = 40;

const line = (group: string, name: string, price: PriceName, ...factors: Factor[]): CostLine =>
  costLine({ group, name, price, factors });

/** Those that have values all month: of the functions, of each kind of run, of each feed. */
export function customMetrics({ producerTasks, positionSources }: CostSettings): number {
  const { positionStore, positionBroadcast, positionCompaction, etl, feed } = METRIC_NAMES;
  const always = [positionStore, positionBroadcast, positionCompaction].flatMap((names) => Object.keys(names));
  const feeds = producerTasks * positionSources.length;
  return always.length + ETLS * Object.keys(etl).length + feeds * Object.keys(feed).length;
}

/** The producer's task, and its address where it doesn't go out by the gateway's. */
export function producerLines({ settings: { producerTasks, fixedEgress, kafka } }: CostInput): CostLine[] {
  const tasks = count(producerTasks, 'tasks');
  const hasAddress = !fixedEgress || kafka.mode === 'existing';
  return [
    line('Producer', 'Fargate: CPU', 'fargateArmCpu', tasks, count(TASK.vcpu, 'vCPU'), count(HOURS, 'h')),
    line('Producer', 'Fargate: memory', 'fargateArmMemory', tasks, count(TASK.memoryGb, 'GB'), count(HOURS, 'h')),
    ...(hasAddress ? [line('Producer', 'Public IPv4 address', 'publicIpv4', tasks, count(HOURS, 'h'))] : []),
  ];
}

/** One NAT gateway with its address, and all that functions send through it. */
export function egressLines({ settings, viewers, viewerHoursPerDay }: CostInput, workload: Workload): CostLine[] {
  if (!settings.fixedEgress) return [];
  const { records, broadcastBatches, viewerBatch } = workload;
  const frames = (viewers * broadcastBatches * viewerHoursPerDay) / 24;
  return [
    line('Fixed egress', 'NAT gateway', 'natGateway', count(HOURS, 'h')),
    line('Fixed egress', 'Public IPv4 address', 'publicIpv4', count(HOURS, 'h')),
    line('Fixed egress', 'Records to the database', 'natGatewayData', count(records, 'records'), bytes(WRITTEN_BYTES)),
    line('Fixed egress', 'Frames', 'natGatewayData', count(frames, 'batches'), bytes(viewerBatch.bytes)),
  ];
}

/** Logs, metrics, secrets, timers: what is there even where nobody looks. */
export function standingLines(
  { settings }: CostInput,
  { viewerHours }: Workload,
  uses: readonly FunctionUse[],
): CostLine[] {
  const invocations = uses.reduce((sum, use) => sum + use.invocations, 0);
  const ownBytes = uses.reduce((sum, use) => sum + use.invocations * use.logBytes, 0) / Math.max(1, invocations);
  const { snapshots, statusRequests, searches } = VIEWER_HOUR;
  const secrets = settings.databaseHost === null ? 2 : 1;
  const operations = (name: string, price: PriceName, ...factors: Factor[]): CostLine =>
    line('Operations', name, price, ...factors);
  return [
    operations(
      'Logs of functions',
      'logIngestion',
      count(invocations, 'invocations'),
      bytes(ownBytes + PLATFORM_LOG_BYTES),
    ),
    operations(
      'Access logs',
      'logIngestion',
      count(viewerHours, 'viewer-hours'),
      count(snapshots + statusRequests + searches, 'requests'),
      bytes(ACCESS_LOG_BYTES),
    ),
    operations('Logs of brokers and producer', 'logIngestion', count(OTHER_LOG_GB, 'GB')),
    operations('Metrics', 'customMetric', count(customMetrics(settings), 'metrics')),
    operations('Alarms', 'alarm', count(STANDING.alarmMetrics, 'metrics')),
    operations('Dashboard', 'dashboard', count(STANDING.dashboards, 'dashboard')),
    operations('Secrets', 'secret', count(secrets, 'secrets')),
    operations(
      'Secrets: reads',
      'secretRead',
      count(WARM_CONTAINERS, 'containers'),
      count(READS_PER_HOUR, '/h'),
      count(HOURS, 'h'),
    ),
    operations('SSM parameters', 'standardParameter', count(STANDING.parameters, 'parameters')),
    operations('Scheduler', 'schedulerInvocation', count(STARTS_PER_HOUR, 'starts/h'), count(HOURS, 'h')),
    operations('S3: the page', 's3Storage', count(SITE_GB, 'GB')),
  ];
}
