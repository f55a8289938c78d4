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
 * How full the database is, and whether it has its indexes. These change slowly: a value that is missing is the one before.
 * A history that fills its budget is no alarm: it is meant to, and then drops the oldest.
 */
export function addStorageAlarms(alarms: AlarmSet, { own, databaseStorageMb }: StorageAlarmsProps): void {
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
