import { Duration } from 'aws-cdk-lib';
import { Stats, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { timerErrors } from '../../metrics/aws-metrics.ts';
import { combined } from '../../metrics/metric-view.ts';
import type { OwnMetrics } from '../../metrics/own-metrics.ts';
import type { AlarmSet } from './alarm-set.ts';

const HOUR_MIN = 60;
/** A night and the two hours that Scheduler may be late. */
const NIGHTLY_HOURS = 26;
const STATUS_HOURS = 3;
const INCOMPLETE_HOURS = 6;
/** The tenth of each function’s share is never lent: this is as much as can be spent. */
const SPENT_PERCENT = 90;
const SPENT_HOURS = 3;
const TIMER_ERRORS = 3;

const RUNS = {
  ReferenceRunMissing: { kind: 'references', what: 'reference data', hours: NIGHTLY_HOURS },
  ScheduleRunMissing: { kind: 'schedules', what: 'schedules', hours: NIGHTLY_HOURS },
  StatusRunMissing: { kind: 'status', what: 'flight status', hours: STATUS_HOURS },
} as const;

export interface EtlAlarmsProps {
  readonly own: OwnMetrics;
  /** Queues of events that could not be started, or failed for good. */
  readonly deadLetters: readonly IQueue[];
}

/** Whether what Lufthansa knows is loaded as it should be, and what went wrong for good. */
export function addEtlAlarms(alarms: AlarmSet, { own, deadLetters }: EtlAlarmsProps): void {
  for (const [id, { kind, what, hours }] of Object.entries(RUNS)) {
    alarms.add(id, {
      metric: own.ofEtl(kind, 'completed', { statistic: Stats.SUM, periodMin: HOUR_MIN }),
      threshold: { below: 1 },
      periods: hours,
      // An hour without a run is one without a complete run.
      missing: TreatMissingData.BREACHING,
      says: `No run for ${what} was completed in ${hours} hours: what the site shows grows old.`,
    });
  }
  const best = (['references', 'schedules'] as const).map((kind) =>
    own.ofEtl(kind, 'completed', { statistic: Stats.MAXIMUM, periodMin: HOUR_MIN }),
  );
  alarms.add('EtlRunIncomplete', {
    metric: combined('MIN', best, { missing: 1, periodMin: HOUR_MIN }),
    threshold: { below: 1 },
    periods: INCOMPLETE_HOURS,
    missing: TreatMissingData.NOT_BREACHING,
    says: `A nightly run has been taken up again for ${INCOMPLETE_HOURS} hours without coming to its end.`,
  });
  alarms.add('LufthansaQuotaSpent', {
    // The quota is one for all; the status run looks at it every quarter of an hour.
    metric: own.ofEtl('status', 'quotaUsedPercent', { statistic: Stats.MAXIMUM, periodMin: HOUR_MIN }),
    threshold: { atLeast: SPENT_PERCENT },
    periods: SPENT_HOURS,
    missing: TreatMissingData.NOT_BREACHING,
    says: `The hourly quota of the Lufthansa API has been spent for ${SPENT_HOURS} hours in a row.`,
  });
  alarms.add('FunctionDeadLetters', {
    metric: combined('SUM', deadLetters.map(heldIn), { missing: 0 }),
    threshold: { atLeast: 1 },
    periods: 1,
    missing: TreatMissingData.NOT_BREACHING,
    says: 'A run of an ETL, of the compaction or of the schema step could not be started or failed for good; its event is in a queue.',
  });
  alarms.add('TimerErrors', {
    metric: timerErrors({ statistic: Stats.SUM, periodMin: 15 }),
    threshold: { atLeast: TIMER_ERRORS },
    periods: 1,
    missing: TreatMissingData.NOT_BREACHING,
    says: `EventBridge Scheduler could not call a function ${TIMER_ERRORS} times within 15 minutes.`,
  });
}

/** A queue that nobody uses stops reporting. */
const heldIn = (queue: IQueue): IMetric =>
  queue.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period: Duration.minutes(5) });
