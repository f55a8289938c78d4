import { Match } from 'aws-cdk-lib/assertions';
import { expect, it } from 'vitest';
import { plainId, synthesise } from '../synthesise.ts';

const { template, resources } = synthesise();

interface Timer {
  readonly ScheduleExpression: string;
  readonly ScheduleExpressionTimezone: string;
  readonly FlexibleTimeWindow: unknown;
  readonly Target: { readonly Input: string; readonly RetryPolicy: object; readonly DeadLetterConfig: unknown };
}
const timers = (): [string, Timer][] =>
  resources('Etl', 'AWS::Scheduler::Schedule').map(([id, { Properties }]) => [
    plainId(id),
    Properties as unknown as Timer,
  ]);
const deadLetters = (): string => resources('Etl', 'AWS::SQS::Queue').map(([id]) => id)[0]!;

it('runs at the times of the contract, and goes on every quarter of an hour with what had to stop', () => {
  const plan = timers().map(([id, { ScheduleExpression, Target }]) => [id, ScheduleExpression, Target.Input]);
  expect(plan).toEqual([
    ['ReferencesNightly', 'cron(0 22 * * ? *)', '{"trigger":"schedule"}'],
    ['ReferencesResume', 'rate(15 minutes)', '{"trigger":"schedule","resume":true}'],
    ['SchedulesNightly', 'cron(0 22 * * ? *)', '{"trigger":"schedule"}'],
    ['SchedulesResume', 'rate(15 minutes)', '{"trigger":"schedule","resume":true}'],
    ['StatusFrequently', 'rate(15 minutes)', '{"trigger":"schedule"}'],
  ]);
  for (const [id, { ScheduleExpressionTimezone: zone, FlexibleTimeWindow: window }] of timers()) {
    expect([id, zone, window]).toEqual([id, 'Europe/Paris', { Mode: 'OFF' }]);
  }
});

it('repeats what could not be started or failed, and keeps it encrypted for 14 days when that was no use', () => {
  template('Etl').hasResourceProperties('AWS::SQS::Queue', {
    SqsManagedSseEnabled: true,
    MessageRetentionPeriod: 14 * 24 * 3600,
  });
  const queue = { 'Fn::GetAtt': [deadLetters(), 'Arn'] };
  for (const [id, { Target }] of timers()) {
    expect([id, Target.RetryPolicy, Target.DeadLetterConfig]).toEqual([
      id,
      expect.objectContaining({ MaximumRetryAttempts: 10 }),
      { Arn: queue },
    ]);
  }
  const runs = resources('Etl', 'AWS::Lambda::EventInvokeConfig').map(([, { Properties }]) => Properties);
  expect(runs).toHaveLength(3);
  for (const run of runs) {
    expect(run).toMatchObject({
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: queue } },
    });
  }
});

it('gives references a quarter of an hour and a gigabyte', () => {
  template('Etl').hasResourceProperties('AWS::Lambda::Function', {
    Description: Match.stringLikeRegexp('reference data'),
    Timeout: 900,
    MemorySize: 1024,
  });
});

it('hands the routes and airports of a stage on', () => {
  const { template: ofStage } = synthesise({
    lufthansaCallsPerSecond: 2.5,
    scheduleCities: ['PAR', 'FRA'],
    schedulePairs: 0,
    scheduleHubRoutes: ['FRA-JFK', 'MUC-LHR'],
    scheduleDaysAhead: 30,
    statusAirports: ['FRA', 'MUC'],
  });
  const withVariables = (variables: object) =>
    ofStage('Etl').hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike(variables) },
    });
  withVariables({
    SCHEDULE_CITIES: 'PAR,FRA',
    SCHEDULE_PAIRS: '0',
    SCHEDULE_HUB_ROUTES: 'FRA-JFK,MUC-LHR',
    SCHEDULE_DAYS_AHEAD: '30',
    LUFTHANSA_CALLS_PER_SECOND: '2.5',
  });
  withVariables({ STATUS_AIRPORTS: 'FRA,MUC' });
});
