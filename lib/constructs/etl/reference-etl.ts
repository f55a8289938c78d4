import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ETL_SCHEDULES } from '#contracts/names.ts';
import { EtlFunction, nightly, resuming, type EtlSettings } from './etl-function.ts';

/** Loads countries, cities, airports, airlines and aircraft types, every night. */
export class ReferenceEtl extends EtlFunction {
  constructor(scope: Construct, id: string, settings: EtlSettings) {
    super(scope, id, settings, {
      folder: 'reference-etl',
      description: 'Loads reference data from the Lufthansa API',
      // The most that there is: a night's lists take longer at 5 calls a second, and the next start goes on with them.
      memorySize: 1024,
      timeout: Duration.minutes(15),
      timers: { Nightly: nightly(ETL_SCHEDULES.references), Resume: resuming(ETL_SCHEDULES.resume) },
    });
  }
}
