import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { DeadLetters } from '../constructs/functions/dead-letters.ts';
import type { EtlSettings } from '../constructs/etl/etl-function.ts';
import type { DeploymentConfig } from '../config.ts';
import type { FunctionSettings } from '../constructs/functions/function-settings.ts';
import type { LufthansaAccess } from '../constructs/etl/lufthansa-access.ts';
import { ReferenceEtl } from '../constructs/etl/reference-etl.ts';
import { ScheduleEtl } from '../constructs/etl/schedule-etl.ts';
import { StatusEtl } from '../constructs/etl/status-etl.ts';

export interface EtlStackProps extends StackProps {
  readonly config: Pick<
    DeploymentConfig,
    'scheduleCities' | 'schedulePairs' | 'scheduleHubRoutes' | 'scheduleDaysAhead' | 'statusAirports'
  >;
  readonly settings: FunctionSettings;
  readonly lufthansa: LufthansaAccess;
}

/** What loads from the Lufthansa API: the functions with their timers, and the queue of what went wrong for good. */
export class EtlStack extends Stack {
  readonly referenceEtl: IFunction;
  readonly scheduleEtl: IFunction;
  readonly statusEtl: IFunction;
  readonly deadLetters: DeadLetters;

  constructor(scope: Construct, id: string, { config, settings: functions, lufthansa, ...props }: EtlStackProps) {
    super(scope, id, props);
    this.deadLetters = new DeadLetters(this, 'DeadLetters');
    const { deadLetters } = this;
    const settings: EtlSettings = { functions, lufthansa, deadLetters };
    this.referenceEtl = new ReferenceEtl(this, 'References', settings).handler;
    this.scheduleEtl = new ScheduleEtl(this, 'Schedules', { ...settings, plan: config }).handler;
    this.statusEtl = new StatusEtl(this, 'Status', { ...settings, airports: config.statusAirports }).handler;
    new CfnOutput(this, 'EtlDeadLettersUrl', { value: deadLetters.queueUrl });
  }
}
