import { Duration, type TimeZone } from 'aws-cdk-lib';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { AppFunction } from './app-function.ts';
import type { FunctionSettings } from './function-settings.ts';
import { useLufthansa, type LufthansaAccess } from './lufthansa-access.ts';

/** What every ETL function is given. */
export interface EtlSettings {
  readonly functions: FunctionSettings;
  readonly lufthansa: LufthansaAccess;
  /** Gets the events of runs that could not be started or failed. */
  readonly deadLetters: IQueue;
  readonly timeZone: TimeZone;
}

/** When a run is started, and with what event. */
export interface EtlSchedule {
  readonly expression: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** A start that comes later than this isn't worth it any more. */
  readonly maxEventAge: Duration;
}

export interface EtlFunctionProps {
  /** Folder below `lambdas/`. */
  readonly folder: string;
  readonly description: string;
  readonly memorySize: number;
  readonly timeout: Duration;
  readonly environment?: Readonly<Record<string, string>>;
  /** By the id that the schedule has in the stack. */
  readonly schedules: Readonly<Record<string, EtlSchedule>>;
}

const START_RETRIES = 10;
/** Scheduler only hands an event over; what fails then is Lambda's to repeat. A run is safe to repeat: it goes on. */
const RUN_RETRIES = 2;
const RUN_MAX_AGE = Duration.hours(1);

/** A function that loads from the Lufthansa API, its timers, and a queue for what went wrong for good. */
export class EtlFunction extends Construct {
  readonly handler: AppFunction;

  constructor(scope: Construct, id: string, settings: EtlSettings, { schedules, ...props }: EtlFunctionProps) {
    super(scope, id);
    const { functions, deadLetters, timeZone } = settings;
    this.handler = new AppFunction(this, 'Function', { ...props, settings: functions, databaseRole: 'writer' });
    useLufthansa(this.handler, settings.lufthansa);
    this.handler.configureAsyncInvoke({
      retryAttempts: RUN_RETRIES,
      maxEventAge: RUN_MAX_AGE,
      onFailure: new SqsDestination(deadLetters),
    });
    for (const [scheduleId, { expression, input, maxEventAge }] of Object.entries(schedules)) {
      new Schedule(this, scheduleId, {
        schedule: ScheduleExpression.expression(expression, timeZone),
        target: new LambdaInvoke(this.handler, {
          input: ScheduleTargetInput.fromObject(input),
          retryAttempts: START_RETRIES,
          maxEventAge,
          deadLetterQueue: deadLetters,
        }),
        description: `Runs ${props.folder}`,
      });
    }
  }
}

/** A run of its own, once a night. */
export function nightly(expression: string): EtlSchedule {
  return { expression, input: { trigger: 'schedule' }, maxEventAge: Duration.hours(2) };
}

/** A run that comes again soon anyway. */
export function frequently(expression: string): EtlSchedule {
  return { expression, input: { trigger: 'schedule' }, maxEventAge: Duration.minutes(10) };
}

/** Goes on with a run that had to stop; nothing happens where none had to. */
export function resuming(expression: string): EtlSchedule {
  return { expression, input: { trigger: 'schedule', resume: true }, maxEventAge: Duration.minutes(10) };
}
