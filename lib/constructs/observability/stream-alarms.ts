import { Stats, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { FargateService } from 'aws-cdk-lib/aws-ecs';
import { CONSUMER_GROUPS } from '#contracts/names.ts';
import { brokerMetrics, deadLetterBytes, lagMetric, runningTasks, type KafkaWatch } from '../../metrics/aws-metrics.ts';
import { combined } from '../../metrics/metric-view.ts';
import type { OwnMetrics } from '../../metrics/own-metrics.ts';
import type { AlarmSet } from './alarm-set.ts';

/** Kafka and what fills it; an emulator has neither. */
export interface StreamWatch {
  readonly kafka: KafkaWatch;
  readonly producer: FargateService;
}

export interface StreamAlarmsProps {
  readonly own: OwnMetrics;
  readonly stream: StreamWatch | null;
  /** Whether positions are meant to come: silence is a fault then, and just silence otherwise. */
  readonly expectsPositions: boolean;
}

/** Far above the pause of a restart, and what `GET /api/status` calls too old twice over. */
const OLD_POSITION_S = 120;
/** Records of one partition: a minute and a half of 1,000 aircraft in three. */
const LAG_RECORDS = 30_000;
const FULL_PERCENT = 80;
/**
 * Kafka's rate of bytes fades out after a record instead of ending, so that anything above nothing would ring for hours and
 * hide the next record. The smallest one is far above this at first, and below it within the hour.
 */
const SET_ASIDE = 0.01;

/** Whether positions arrive, and are read by both consumer groups. */
export function addStreamAlarms(alarms: AlarmSet, { own, stream, expectsPositions }: StreamAlarmsProps): void {
  if (expectsPositions) {
    alarms.add('NewestPositionAge', {
      metric: own.ofFunction('positionCompaction', 'newestPositionAgeS', { statistic: Stats.MAXIMUM }),
      threshold: { atLeast: OLD_POSITION_S },
      periods: 2,
      // Nothing measured is nothing stored, or nobody who measures.
      missing: TreatMissingData.BREACHING,
      says: `The newest position in the database has been older than ${OLD_POSITION_S} s for ten minutes, or there is none.`,
    });
  }
  alarms.add('PositionDeadLetters', {
    metric: combined('SUM', deadLetterMetrics(own, stream), { missing: 0 }),
    threshold: { atLeast: SET_ASIDE },
    periods: 1,
    missing: TreatMissingData.NOT_BREACHING,
    says: 'Records of the position topic could not be read or stored, and were kept aside.',
  });
  if (stream !== null) addKafkaAlarms(alarms, { stream, expectsPositions });
}

/** Unreadable records are counted by the function that keeps them, those that a mapping gave up on by Kafka. */
function deadLetterMetrics(own: OwnMetrics, stream: StreamWatch | null): IMetric[] {
  const view = { statistic: Stats.SUM };
  const setAside = stream === null ? [] : deadLetterBytes(stream.kafka, view);
  return [own.ofFunction('positionStore', 'deadLetters', view), ...setAside];
}

function addKafkaAlarms(
  alarms: AlarmSet,
  { stream, expectsPositions }: { readonly stream: StreamWatch; readonly expectsPositions: boolean },
): void {
  const { kafka, producer } = stream;
  const groups = {
    StoreLag: [CONSUMER_GROUPS.store, 'the database is behind'],
    BroadcastLag: [CONSUMER_GROUPS.broadcast, 'viewers see old positions or none'],
  } as const;
  for (const [id, [group, consequence]] of Object.entries(groups)) {
    alarms.add(id, {
      metric: lagMetric(kafka, { group, metricName: 'MaxOffsetLag' }, { statistic: Stats.MAXIMUM }),
      threshold: { atLeast: LAG_RECORDS },
      periods: 2,
      // A group that MSK knows nothing of is read by nobody.
      missing: expectsPositions ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      says: `Consumer group ${group} has been ${LAG_RECORDS} records of a partition behind for ten minutes, or is gone: ${consequence}.`,
    });
  }
  if (expectsPositions) {
    alarms.add('ProducerNotRunning', {
      metric: runningTasks(producer, { periodMin: 1 }),
      threshold: { below: 1 },
      periods: 5,
      // A service without tasks has no values.
      missing: TreatMissingData.BREACHING,
      says: 'No task of the position producer has run for five minutes: no feed is read.',
    });
  }
  if (kafka.brokers > 0) {
    const disks = brokerMetrics(kafka, 'KafkaDataLogsDiskUsed', { statistic: Stats.MAXIMUM });
    alarms.add('BrokerDisk', {
      metric: combined('MAX', disks, { missing: 'REPEAT' }),
      threshold: { atLeast: FULL_PERCENT },
      periods: 3,
      // A broker that doesn't report is seen by its lag; its disk stays as full as it was.
      missing: TreatMissingData.IGNORE,
      says: `The disk of a Kafka broker is more than ${FULL_PERCENT} % full: at 100 % it takes no more positions.`,
    });
  }
}
