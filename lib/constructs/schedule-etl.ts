import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ENV, ETL_SCHEDULES } from '#contracts/names.ts';
import { EtlFunction, nightly, resuming, type EtlSettings } from './etl-function.ts';

export interface ScheduleEtlSettings extends EtlSettings {
  /** Routes whose schedules are loaded in both directions, `FRA-JFK`; empty leaves them to the function. */
  readonly hubRoutes: readonly string[];
}

/** Loads the schedules of the coming days, every night. */
export class ScheduleEtl extends EtlFunction {
  constructor(scope: Construct, id: string, { hubRoutes, ...settings }: ScheduleEtlSettings) {
    super(scope, id, settings, {
      folder: 'schedule-etl',
      description: 'Loads flight schedules from the Lufthansa API',
      memorySize: 1024,
      timeout: Duration.minutes(15),
      environment: hubRoutes.length === 0 ? {} : { [ENV.scheduleHubRoutes]: hubRoutes.join(',') },
      schedules: { Nightly: nightly(ETL_SCHEDULES.schedules), Resume: resuming(ETL_SCHEDULES.resume) },
    });
  }
}
