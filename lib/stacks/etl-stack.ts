import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { DeadLetters } from '../constructs/functions/dead-letters.ts';
import type { EtlSettings } from '../constructs/etl/etl-function.ts';
import type { FunctionSettings } from '../constructs/functions/function-settings.ts';
import type { LufthansaAccess } from '../constructs/etl/lufthansa-access.ts';
import { ReferenceEtl } from '../constructs/etl/reference-etl.ts';
import { ScheduleEtl, type SchedulePlan } from '../constructs/etl/schedule-etl.ts';
import { StatusEtl } from '../constructs/etl/status-etl.ts';

export interface EtlStackProps extends StackProps {
  readonly functions: FunctionSettings;
  readonly lufthansa: LufthansaAccess;
  readonly schedulePlan: SchedulePlan;
  readonly statusAirports: readonly string[];
}

/** What loads from the Lufthansa API: the functions with their timers, and the queue of what went wrong for good. */
export class EtlStack extends Stack {
  readonly referenceEtl: IFunction;
  readonly scheduleEtl: IFunction;
  readonly statusEtl: IFunction;
  readonly deadLetters: DeadLetters;

  constructor(scope: Construct, id: string, props: EtlStackProps) {
    super(scope, id, props);
    const { functions, lufthansa, schedulePlan, statusAirports } = props;
    this.deadLetters = new DeadLetters(this, 'DeadLetters');
    const { deadLetters } = this;
    const settings: EtlSettings = { functions, lufthansa, deadLetters };
    this.referenceEtl = new ReferenceEtl(this, 'References', settings).handler;
    this.scheduleEtl = new ScheduleEtl(this, 'Schedules', { ...settings, plan: schedulePlan }).handler;
    this.statusEtl = new StatusEtl(this, 'Status', { ...settings, airports: statusAirports }).handler;
    new CfnOutput(this, 'EtlDeadLettersUrl', { value: deadLetters.queueUrl });
  }
}
