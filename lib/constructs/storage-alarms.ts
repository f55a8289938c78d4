import { Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { OwnMetrics } from '../metrics/own-metrics.ts';
import type { AlarmSet } from './alarm-set.ts';

export interface StorageAlarmsProps {
  readonly own: OwnMetrics;
  /** Disk that the database has. */
  readonly databaseStorageMb: number;
}

const FULL_PERCENT = 80;
const view = { statistic: Stats.MAXIMUM, periodMin: 15 };

/** How full the database is, and the history in it. Both change by the hour: a value that is missing is the one before. */
export function addStorageAlarms(alarms: AlarmSet, { own, databaseStorageMb }: StorageAlarmsProps): void {
  alarms.add('HistoryBudget', {
    metric: own.ofFunction('positionCompaction', 'historyUsedPercent', view),
    threshold: { atLeast: FULL_PERCENT },
    periods: 4,
    missing: TreatMissingData.IGNORE,
    says: `The history of positions fills more than ${FULL_PERCENT} % of its budget: at 100 % the oldest is dropped.`,
  });
  alarms.add('DatabaseStorage', {
    metric: own.ofFunction('positionCompaction', 'storageUsedMb', view),
    threshold: { atLeast: (databaseStorageMb * FULL_PERCENT) / 100 },
    periods: 4,
    missing: TreatMissingData.IGNORE,
    says: `The database fills more than ${FULL_PERCENT} % of its ${databaseStorageMb} MB: when it is full nothing is stored.`,
  });
}
