import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ENV, ETL_SCHEDULES } from '#contracts/names.ts';
import { EtlFunction, frequently, type EtlSettings } from './etl-function.ts';

export interface StatusEtlSettings extends EtlSettings {
  /** Airports whose departures and arrivals are followed; empty leaves them to the function. */
  readonly airports: readonly string[];
}

/** Loads how flights do on their day. It comes again soon, so that a run that had to stop needs no timer of its own. */
export class StatusEtl extends EtlFunction {
  constructor(scope: Construct, id: string, { airports, ...settings }: StatusEtlSettings) {
    super(scope, id, settings, {
      folder: 'status-etl',
      description: 'Loads flight status from the Lufthansa API',
      // Ends before the next run begins.
      memorySize: 512,
      timeout: Duration.minutes(10),
      environment: airports.length === 0 ? {} : { [ENV.statusAirports]: airports.join(',') },
      timers: { Frequently: frequently(ETL_SCHEDULES.status) },
    });
  }
}
