import { Duration } from 'aws-cdk-lib';
import { GraphWidget, SingleValueWidget, Stats, type GraphWidgetProps, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { EtlKind } from '#contracts/etl-run.ts';
import { CONSUMER_GROUPS } from '#contracts/names.ts';
import { brokerMetrics, httpMetric, lagMetric, websocketMetric } from '../../metrics/aws-metrics.ts';
import type { OwnMetrics } from '../../metrics/own-metrics.ts';
import type { ApiWatch, WatchedFunctions } from './function-alarms.ts';
import type { StreamWatch } from './stream-alarms.ts';

/** A row is 24 wide. */
const THIRD = 8;
const HALF = 12;
const HEIGHT = 6;
const KINDS: readonly EtlKind[] = ['references', 'schedules', 'status'];

const sum = (label?: string) => ({ statistic: Stats.SUM, ...(label !== undefined && { label }) });
const most = (label?: string) => ({ statistic: Stats.MAXIMUM, ...(label !== undefined && { label }) });

/** What to look at first, as numbers. */
export function glanceRow(own: OwnMetrics, stream: StreamWatch | null): SingleValueWidget[] {
  const number = (title: string, metrics: IMetric[], width: number): SingleValueWidget =>
    new SingleValueWidget({ title, metrics, width, height: 3, sparkline: true });
  const width = stream === null ? 6 : 4;
  const behind = stream === null ? [] : [number('Behind', lagMetrics(stream, 'EstimatedMaxTimeLag'), 8)];
  return [
    number('Newest position', [own.ofFunction('positionCompaction', 'newestPositionAgeS', most('age, s'))], width),
    ...behind,
    number('Viewers', [own.ofFunction('positionBroadcast', 'viewers', most('open'))], width),
    number('Sending', [own.ofFunction('positionBroadcast', 'sendingOff', most('switched off'))], width),
    number('Lufthansa quota', [own.ofEtl('status', 'quotaUsedPercent', most('used, %'))], width),
  ];
}

/** What comes in, what is read of it, and how far readers are behind. */
export function streamRow(own: OwnMetrics, feeds: readonly string[], stream: StreamWatch | null): GraphWidget[] {
  return [
    graph(HALF, {
      title: 'Positions in and out, in five minutes',
      left: [
        ...feeds.map((feed) => own.ofFeed(feed, 'acknowledged', sum(`${feed}: into Kafka`))),
        own.ofFunction('positionStore', 'stored', sum('stored')),
        own.ofFunction('positionBroadcast', 'received', sum('broadcast')),
      ],
      right: [
        ...feeds.map((feed) => own.ofFeed(feed, 'rejected', sum(`${feed}: rejected`))),
        own.ofFunction('positionStore', 'deadLetters', sum('dead letters')),
        own.ofFunction('positionStore', 'shed', sum('shed')),
      ],
    }),
    graph(HALF, {
      title: stream === null ? 'Age of the newest position, s' : 'Records behind, most of a partition',
      left:
        stream === null
          ? [own.ofFunction('positionCompaction', 'newestPositionAgeS', most('age'))]
          : lagMetrics(stream, 'MaxOffsetLag'),
    }),
  ];
}

/** What viewers get, by WebSocket and by HTTP. */
export function viewerRow(own: OwnMetrics, { websocket, httpApiId }: ApiWatch): GraphWidget[] {
  return [
    graph(THIRD, {
      title: 'Viewers and messages',
      left: [
        own.ofFunction('positionBroadcast', 'viewers', most('viewers')),
        websocketMetric(websocket, 'ConnectCount', sum('connected')),
      ],
      right: [own.ofFunction('positionBroadcast', 'sent', sum('messages'))],
    }),
    graph(THIRD, {
      title: 'Messages that did not arrive, WebSocket errors',
      left: [
        own.ofFunction('positionBroadcast', 'failed', sum('failed')),
        own.ofFunction('positionBroadcast', 'throttled', sum('throttled')),
        own.ofFunction('positionBroadcast', 'late', sum('late')),
        websocketMetric(websocket, 'IntegrationError', sum('refused')),
        websocketMetric(websocket, 'ExecutionError', sum('broken')),
      ],
    }),
    graph(THIRD, {
      title: 'HTTP requests',
      left: [httpMetric(httpApiId, 'Count', sum('all'))],
      right: [httpMetric(httpApiId, '4xx', sum('4xx')), httpMetric(httpApiId, '5xx', sum('5xx'))],
    }),
  ];
}

export function functionRow({ stream, api, etl, compaction }: WatchedFunctions): GraphWidget[] {
  const all = Object.entries({ ...stream, ...api, ...etl, ...compaction });
  const each = (metric: (of: IFunction, label: string) => IMetric): IMetric[] =>
    all.map(([name, one]) => metric(one, name));
  return [
    graph(THIRD, { title: 'Errors of functions', left: each((one, label) => one.metricErrors({ label })) }),
    graph(THIRD, {
      title: 'Duration, 95 of 100 within, ms',
      left: each((one, label) => one.metricDuration({ label, statistic: Stats.percentile(95) })),
    }),
    graph(THIRD, {
      title: 'Running at a time; refused',
      left: each((one, label) =>
        one.metric('ConcurrentExecutions', { label, statistic: Stats.MAXIMUM, period: Duration.minutes(5) }),
      ),
      right: each((one, label) => one.metricThrottles({ label: `${label}: refused` })),
    }),
  ];
}

export function etlRow(own: OwnMetrics, deadLetters: Readonly<Record<string, IQueue>>): GraphWidget[] {
  return [
    graph(THIRD, {
      title: 'ETL runs: complete, and parts left',
      left: KINDS.map((kind) => own.ofEtl(kind, 'completed', sum(`${kind}: complete`))),
      right: KINDS.map((kind) => own.ofEtl(kind, 'remaining', most(`${kind}: left`))),
    }),
    graph(THIRD, {
      title: 'Calls of the Lufthansa API, quota in %',
      left: KINDS.map((kind) => own.ofEtl(kind, 'calls', sum(kind))),
      right: [own.ofEtl('status', 'quotaUsedPercent', most('quota'))],
      rightYAxis: { min: 0, max: 100 },
    }),
    graph(THIRD, {
      title: 'Rejected records, dead letters',
      left: KINDS.map((kind) => own.ofEtl(kind, 'rejected', sum(kind))),
      right: Object.entries(deadLetters).map(([whose, queue]) =>
        queue.metricApproximateNumberOfMessagesVisible({ label: `dead letters: ${whose}`, statistic: Stats.MAXIMUM }),
      ),
    }),
  ];
}

/** The database and, where they are ours, the brokers. */
export function storageRow(
  own: OwnMetrics,
  { databaseStorageMb, stream }: { readonly databaseStorageMb: number; readonly stream: StreamWatch | null },
): GraphWidget[] {
  const brokers = stream !== null && stream.kafka.brokers > 0 ? stream.kafka : null;
  const width = brokers === null ? HALF : THIRD;
  const percent = { min: 0, max: 100 };
  const database = [
    graph(width, {
      title: 'Database, MB',
      left: [own.ofFunction('positionCompaction', 'storageUsedMb', most('used'))],
      leftAnnotations: [{ value: databaseStorageMb, label: 'all there is' }],
      leftYAxis: { min: 0 },
    }),
    graph(width, {
      title: 'History, % of its budget',
      left: [own.ofFunction('positionCompaction', 'historyUsedPercent', most('used'))],
      leftYAxis: percent,
    }),
  ];
  if (brokers === null) return database;
  const disks = brokerMetrics(brokers, 'KafkaDataLogsDiskUsed', most('disk'));
  const processors = brokerMetrics(brokers, 'CpuUser', { statistic: Stats.AVERAGE, label: 'CPU' });
  return [...database, graph(width, { title: 'Brokers, %', left: [...disks, ...processors], leftYAxis: percent })];
}

function lagMetrics({ kafka }: StreamWatch, metricName: 'MaxOffsetLag' | 'EstimatedMaxTimeLag'): IMetric[] {
  const unit = metricName === 'MaxOffsetLag' ? '' : ', s';
  return Object.values(CONSUMER_GROUPS).map((group) =>
    lagMetric(kafka, { group, metricName }, most(`${group}${unit}`)),
  );
}

function graph(width: number, props: GraphWidgetProps): GraphWidget {
  return new GraphWidget({ width, height: HEIGHT, ...props });
}
