import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ENV, ETL_SCHEDULES } from '#contracts/names.ts';
import type { DeploymentConfig } from '../../config.ts';
import { EtlFunction, nightly, resuming, type EtlSettings } from './etl-function.ts';

export interface ScheduleEtlSettings extends EtlSettings {
  /** What is asked for every night; an empty list or null leaves it to the function. */
  readonly plan: SchedulePlan;
}

export type SchedulePlan = Pick<
  DeploymentConfig,
  'scheduleCities' | 'schedulePairs' | 'scheduleHubRoutes' | 'scheduleDaysAhead'
>;

/** Loads the schedules of the coming days, every night. */
export class ScheduleEtl extends EtlFunction {
  constructor(scope: Construct, id: string, { plan, ...settings }: ScheduleEtlSettings) {
    super(scope, id, settings, {
      folder: 'schedule-etl',
      description: 'Loads flight schedules from the Lufthansa API',
      // The most that there is: what doesn't fit, the next start goes on with.
      memorySize: 1024,
      timeout: Duration.minutes(15),
      environment: environmentOf(plan),
      timers: { Nightly: nightly(ETL_SCHEDULES.schedules), Resume: resuming(ETL_SCHEDULES.resume) },
    });
  }
}

function environmentOf(plan: SchedulePlan): Readonly<Record<string, string>> {
  const { scheduleCities: cities, schedulePairs: pairs, scheduleHubRoutes: hubRoutes, scheduleDaysAhead: days } = plan;
  return {
    ...(cities.length > 0 && { [ENV.scheduleCities]: cities.join(',') }),
    ...(pairs !== null && { [ENV.schedulePairs]: String(pairs) }),
    ...(hubRoutes.length > 0 && { [ENV.scheduleHubRoutes]: hubRoutes.join(',') }),
    ...(days !== null && { [ENV.scheduleDaysAhead]: String(days) }),
  };
}
