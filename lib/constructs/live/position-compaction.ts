import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Construct } from 'constructs';
import { COMPACTION_SCHEDULE, ENV } from '#contracts/names.ts';
import { AppFunction } from '../functions/app-function.ts';
import { DeadLetters } from '../functions/dead-letters.ts';
import type { FunctionSettings } from '../functions/function-settings.ts';
import { startOnSchedule } from '../functions/start-on-schedule.ts';

export interface PositionCompactionProps {
  readonly settings: FunctionSettings;
  readonly maxHistoryMb: number;
}

/** Time from one run to the next: what is older than that has been overtaken. */
const PERIOD = Duration.minutes(2);

/**
 * Compaction of the history and its timer. A start is tried again within the time to the next; a run that fails is not, since
 * the next one goes on with its work, and two at a time would do the same. Either way the event is kept.
 */
export class PositionCompaction extends Construct {
  readonly handler: AppFunction;
  readonly deadLetters: DeadLetters;

  constructor(scope: Construct, id: string, { settings, maxHistoryMb }: PositionCompactionProps) {
    super(scope, id);
    this.handler = new AppFunction(this, 'Function', {
      folder: 'position-compaction',
      description: 'Compacts the history of positions and holds it to its budget',
      // Packs a chunk of positions at a time; ends before the next run begins.
      memorySize: 1024,
      timeout: Duration.seconds(100),
      settings,
      databaseRole: 'writer',
      environment: { [ENV.maxHistoryMb]: String(maxHistoryMb) },
    });
    // The next run does what this one didn't: by tomorrow it is of no use to anybody.
    this.deadLetters = new DeadLetters(this, 'DeadLetters', { keptDays: 1 });
    new CfnOutput(Stack.of(this), 'CompactionDeadLettersUrl', { value: this.deadLetters.queueUrl });
    this.handler.configureAsyncInvoke({
      retryAttempts: 0,
      maxEventAge: PERIOD,
      onFailure: new SqsDestination(this.deadLetters),
    });
    startOnSchedule(this, {
      handler: this.handler,
      description: 'Runs position-compaction',
      deadLetters: this.deadLetters,
      timers: {
        Schedule: { expression: COMPACTION_SCHEDULE, input: {}, startRetries: 3, maxEventAge: PERIOD },
      },
    });
  }
}
