import { Duration } from 'aws-cdk-lib';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { AppFunction } from '../functions/app-function.ts';
import type { FunctionSettings } from '../functions/function-settings.ts';
import { useLufthansa, type LufthansaAccess } from './lufthansa-access.ts';
import { startOnSchedule, type Timer } from '../functions/start-on-schedule.ts';

/** What every ETL function is given. */
export interface EtlSettings {
  readonly functions: FunctionSettings;
  readonly lufthansa: LufthansaAccess;
  /** Gets the events of runs that could not be started or failed. */
  readonly deadLetters: IQueue;
}

export interface EtlFunctionProps {
  /** Folder below `lambdas/`. */
  readonly folder: string;
  readonly description: string;
  readonly memorySize: number;
  readonly timeout: Duration;
  readonly environment?: Readonly<Record<string, string>>;
  /** By the id that each has in the stack. */
  readonly timers: Readonly<Record<string, Timer>>;
}

const START_RETRIES = 10;
/** A run is safe to repeat: it goes on where the failed one stopped. */
const RUN_RETRIES = 2;
const RUN_MAX_AGE = Duration.hours(1);

/** A function that loads from the Lufthansa API, its timers, and a queue for what went wrong for good. */
export class EtlFunction extends Construct {
  readonly handler: AppFunction;

  constructor(scope: Construct, id: string, settings: EtlSettings, { timers, ...props }: EtlFunctionProps) {
    super(scope, id);
    const { functions, deadLetters } = settings;
    this.handler = new AppFunction(this, 'Function', { ...props, settings: functions, databaseRole: 'writer' });
    useLufthansa(this.handler, settings.lufthansa);
    this.handler.configureAsyncInvoke({
      retryAttempts: RUN_RETRIES,
      maxEventAge: RUN_MAX_AGE,
      onFailure: new SqsDestination(deadLetters),
    });
    startOnSchedule(this, { handler: this.handler, description: `Runs ${props.folder}`, deadLetters, timers });
  }
}

/** A run of its own, once a night. */
export function nightly(expression: string): Timer {
  const input = { trigger: 'schedule' };
  return { expression, input, startRetries: START_RETRIES, maxEventAge: Duration.hours(2) };
}

/** A run that comes again soon anyway. */
export function frequently(expression: string): Timer {
  const input = { trigger: 'schedule' };
  return { expression, input, startRetries: START_RETRIES, maxEventAge: Duration.minutes(10) };
}

/** Goes on with a run that had to stop; nothing happens where none had to. */
export function resuming(expression: string): Timer {
  const input = { trigger: 'schedule', resume: true };
  return { expression, input, startRetries: START_RETRIES, maxEventAge: Duration.minutes(10) };
}
