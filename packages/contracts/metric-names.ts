/** Where metrics are that belong to no stage: those of one machine. */
export const METRICS_NAMESPACE = 'Airlines';

/** Where CloudWatch shows the metrics of a stage, so that two in one account stay apart. */
export const metricsNamespace = (stage: string): string => `${METRICS_NAMESPACE}/${stage}`;

/**
 * Names of the metrics that functions and the producer write into their logs, and that alarms and the dashboard read: a
 * name that only one side knows is an alarm that never rings. Counts unless the name ends with a unit.
 */
export const METRIC_NAMES = {
  /** Dimension `function`, `position-store`. One value per batch. */
  positionStore: {
    received: 'Received',
    stored: 'Stored',
    /** Positions that the full history didn't take. */
    shed: 'Shed',
    rejected: 'Rejected',
    /** Of those rejected, records that are kept aside; the others a full database didn't take. */
    deadLetters: 'DeadLetters',
  },
  /** Dimension `function`, `position-broadcast`. One value per batch. */
  positionBroadcast: {
    received: 'Received',
    /** Records older than a minute; all of them while sending is off. */
    skipped: 'Skipped',
    rejected: 'Rejected',
    /** Levels of detail that were due and had news. */
    flushes: 'Flushes',
    /** 1 for a batch in which viewers got frames less often than usual, because more is to be sent than can be. */
    stretched: 'Stretched',
    /** Open viewers that asked for positions. */
    viewers: 'Viewers',
    /** Messages. */
    sent: 'Sent',
    /** Messages that failed for another reason than that the viewer has gone. */
    failed: 'Failed',
    throttled: 'Throttled',
    late: 'Late',
    gone: 'Gone',
    /** 1 for a batch of which nothing was sent because the switch says so. */
    sendingOff: 'SendingOff',
  },
  /** Dimension `function`, `position-compaction`. One value per run, every two minutes. */
  positionCompaction: {
    /** Of the kind of positions that is shown; absent where nothing was ever stored. */
    newestPositionAgeS: 'NewestPositionAgeS',
    /** Of the history's budget. */
    historyUsedPercent: 'HistoryUsedPercent',
    /** Of the whole database: data and indexes. */
    storageUsedMb: 'StorageUsedMb',
  },
  /** Dimension `function`, `database-schema`. One value per run. */
  databaseSchema: {
    changed: 'Changed',
    /** Indexes that are still being built, were not begun, or are in the way of ours. */
    left: 'Left',
  },
  /** Dimension `etl`, the kind of the run (`references`, `schedules`, `status`). One value per invocation that did something. */
  etl: {
    calls: 'Calls',
    received: 'Received',
    stored: 'Stored',
    /** Doubles of another in the same run. */
    merged: 'Merged',
    changed: 'Changed',
    rejected: 'Rejected',
    /** Marked because the source no longer has them. */
    vanished: 'Vanished',
    /** Parts that are left to do. */
    remaining: 'Remaining',
    /** 1 where the run is complete, 0 where something is left or it failed. */
    completed: 'Completed',
    /** Of the calls that an hour allows, all functions together. */
    quotaUsedPercent: 'QuotaUsedPercent',
  },
  /** Dimensions `service`, `position-producer`, and `feed`, its name. One value per minute. */
  feed: { received: 'Received', accepted: 'Accepted', rejected: 'Rejected', acknowledged: 'Acknowledged' },
} as const;
