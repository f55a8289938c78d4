import { Fn } from 'aws-cdk-lib';
import { Stats, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { FargateService } from 'aws-cdk-lib/aws-ecs';
import { metricOf, type MetricView } from './metric-view.ts';

/** The Kafka cluster, as its metrics call it. All those used here are of MSK's free level. */
export interface KafkaWatch {
  /** Ends with `cluster/<name>/<uuid>`. */
  readonly clusterArn: string;
  readonly isServerless: boolean;
  readonly topic: string;
  /** Where event source mappings set records aside; null where they don't. */
  readonly deadLetterTopic: string | null;
  /** Brokers of our own, whose disks and processors can fill; 0 where they are nobody's or somebody else's business. */
  readonly brokers: number;
}

const brokerIds = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index + 1));
const clusterName = (clusterArn: string): string => Fn.select(1, Fn.split('/', clusterArn));

/**
 * Records that a consumer group is behind: of the partition with most (`MaxOffsetLag`), or the seconds that MSK reckons it
 * takes to read them (`EstimatedMaxTimeLag`). MSK measures it, so that it is there for a group that nobody reads for; not
 * while the group is being rebalanced, nor before it committed anything.
 */
export function lagMetric(
  { clusterArn, topic }: KafkaWatch,
  { group, metricName }: { readonly group: string; readonly metricName: 'MaxOffsetLag' | 'EstimatedMaxTimeLag' },
  view: MetricView,
): Metric {
  const dimensions = { 'Cluster Name': clusterName(clusterArn), 'Consumer Group': group, Topic: topic };
  return metricOf({ namespace: 'AWS/Kafka', metricName, dimensions }, view);
}

/** A figure of each broker, in percent. */
export function brokerMetrics(
  { clusterArn, brokers }: KafkaWatch,
  metricName: 'KafkaDataLogsDiskUsed' | 'CpuUser' | 'CpuSystem',
  view: MetricView,
): Metric[] {
  return brokerIds(brokers).map((id) => {
    const dimensions = { 'Cluster Name': clusterName(clusterArn), 'Broker ID': id };
    const label = `${view.label ?? metricName} ${id}`;
    return metricOf({ namespace: 'AWS/Kafka', metricName, dimensions }, { ...view, label });
  });
}

/** Bytes a second into the dead-letter topic, of each broker; none where nobody writes to it or it isn't ours to know. */
export function deadLetterBytes(kafka: KafkaWatch, view: MetricView): Metric[] {
  const { deadLetterTopic, isServerless, brokers } = kafka;
  if (deadLetterTopic === null) return [];
  const all = { 'Cluster Name': clusterName(kafka.clusterArn), Topic: deadLetterTopic };
  const parts = isServerless ? [all] : brokerIds(brokers).map((id) => ({ ...all, 'Broker ID': id }));
  return parts.map((dimensions) => metricOf({ namespace: 'AWS/Kafka', metricName: 'BytesInPerSec', dimensions }, view));
}

/** The WebSocket API, per stage. `MessageCount` counts both ways. */
export function websocketMetric(
  { apiId, stageName }: { readonly apiId: string; readonly stageName: string },
  metricName: 'ConnectCount' | 'MessageCount' | 'IntegrationError' | 'ExecutionError' | 'ClientError',
  view: MetricView,
): Metric {
  return metricOf({ namespace: 'AWS/ApiGateway', metricName, dimensions: { ApiId: apiId, Stage: stageName } }, view);
}

/** The HTTP API. */
export function httpMetric(apiId: string, metricName: 'Count' | '4xx' | '5xx', view: MetricView): Metric {
  return metricOf({ namespace: 'AWS/ApiGateway', metricName, dimensions: { ApiId: apiId } }, view);
}

/** How many tasks of a service reported: each does so once a minute, and a task that doesn't run doesn't. */
export function runningTasks({ cluster, serviceName }: FargateService, view: Omit<MetricView, 'statistic'>): Metric {
  const dimensions = { ClusterName: cluster.clusterName, ServiceName: serviceName };
  return metricOf(
    { namespace: 'AWS/ECS', metricName: 'CPUUtilization', dimensions },
    { ...view, statistic: Stats.SAMPLE_COUNT },
  );
}

/**
 * Timers whose target refused to be called. Of every timer in the account's default group, to which ours belong: Scheduler
 * measures by group.
 */
export function timerErrors(view: MetricView): Metric {
  const dimensions = { ScheduleGroup: 'default' };
  return metricOf({ namespace: 'AWS/Scheduler', metricName: 'TargetErrorCount', dimensions }, view);
}
