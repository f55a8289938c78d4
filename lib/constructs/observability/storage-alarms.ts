import { Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { OwnMetrics } from '../../metrics/own-metrics.ts';
import type { AlarmSet } from './alarm-set.ts';

export interface StorageAlarmsProps {
  readonly own: OwnMetrics;
  /** Disk that the database has. */
  readonly databaseStorageMb: number;
}

const FULL_PERCENT = 80;
const view = { statistic: Stats.MAXIMUM, periodMin: 15 };

/**
 * How full the database is, and the history in it, and whether it has its indexes. These change slowly: a value that is
 * missing is the one before.
 */
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
  alarms.add('SchemaIncomplete', {
    metric: own.ofFunction('databaseSchema', 'left', { statistic: Stats.MAXIMUM }),
    threshold: { atLeast: 1 },
    periods: 1,
    missing: TreatMissingData.IGNORE,
    says: 'A deployment went on without an index of the database that is still being built, or that another is in the way of.',
  });
}
