import { Duration } from 'aws-cdk-lib';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import { COMPACTION_SCHEDULE, ENV } from '#contracts/names.ts';
import { AppFunction } from './app-function.ts';
import type { FunctionSettings } from './function-settings.ts';

export interface PositionCompactionProps {
  readonly settings: FunctionSettings;
  readonly maxHistoryMb: number;
}

/** Compaction of the history and its timer. A run that fails is not tried again: the next one comes soon and goes on. */
export class PositionCompaction extends Construct {
  readonly handler: AppFunction;

  constructor(scope: Construct, id: string, { settings, maxHistoryMb }: PositionCompactionProps) {
    super(scope, id);
    this.handler = new AppFunction(this, 'Function', {
      folder: 'position-compaction',
      description: 'Compacts the history of positions and holds it to its budget',
      memorySize: 1024,
      timeout: Duration.seconds(100),
      settings,
      databaseRole: 'writer',
      environment: { [ENV.maxHistoryMb]: String(maxHistoryMb) },
    });
    new Schedule(this, 'Schedule', {
      schedule: ScheduleExpression.expression(COMPACTION_SCHEDULE),
      target: new LambdaInvoke(this.handler, { retryAttempts: 0, maxEventAge: Duration.minutes(1) }),
      description: 'Runs position-compaction',
    });
  }
}
