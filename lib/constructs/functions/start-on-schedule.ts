import { Stack, TimeZone, type Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { ETL_TIME_ZONE } from '#contracts/names.ts';
import type { AppFunction } from './app-function.ts';

/** When a function is started, and with what event. */
export interface Timer {
  /** As EventBridge Scheduler writes it; clock times are those of {@link ETL_TIME_ZONE}. */
  readonly expression: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** How often a start that failed is tried again. What fails after it is Lambda's to repeat. */
  readonly startRetries: number;
  /** A start that comes later than this isn't worth it any more. At least a minute. */
  readonly maxEventAge: Duration;
}

export interface StartOnScheduleOptions {
  readonly handler: AppFunction;
  readonly description: string;
  /** Gets the events of starts that failed for good. */
  readonly deadLetters: IQueue;
  /** By the id that each has in the scope. */
  readonly timers: Readonly<Record<string, Timer>>;
}

/**
 * Has EventBridge Scheduler start a function. By a role that may start this one and no version of it, which CDK's own
 * target would allow as well.
 */
export function startOnSchedule(
  scope: Construct,
  { handler, description, deadLetters, timers }: StartOnScheduleOptions,
): void {
  const role = new Role(scope, 'TimerRole', {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  });
  role.addToPrincipalPolicy(
    new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [handler.functionArn] }),
  );
  role.addToPrincipalPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }));
  for (const [id, { expression, input, startRetries, maxEventAge }] of Object.entries(timers)) {
    new Schedule(scope, id, {
      schedule: ScheduleExpression.expression(expression, TimeZone.of(ETL_TIME_ZONE)),
      description,
      target: {
        bind: () => ({
          arn: handler.functionArn,
          role,
          input: ScheduleTargetInput.fromObject(input),
          retryPolicy: { maximumRetryAttempts: startRetries, maximumEventAgeInSeconds: maxEventAge.toSeconds() },
          deadLetterConfig: { arn: deadLetters.queueArn },
        }),
      },
    });
  }
}
