import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSynthesisedSchedules } from '../../../local/aws/synthesised-schedules.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'schedules-'));
});
afterEach(() => rm(folder, { recursive: true }));

const aFunction = {
  Type: 'AWS::Lambda::Function',
  Properties: { Timeout: 900 },
  Metadata: { 'aws:cdk:path': 'Etl/References/Function/Resource' },
};
const aSchedule = (target: object, rest: object = {}) => ({
  Type: 'AWS::Scheduler::Schedule',
  Properties: { ScheduleExpression: 'cron(0 22 * * ? *)', ...rest, Target: target },
  Metadata: { 'aws:cdk:path': 'Etl/References/Nightly/Resource' },
});
const TO_FUNCTION = { Arn: { 'Fn::GetAtt': ['Function1', 'Arn'] } };

async function read(resources: object) {
  await writeFile(join(folder, 'Etl.template.json'), JSON.stringify({ Resources: resources }));
  await writeFile(join(folder, 'manifest.json'), '{}');
  return readSynthesisedSchedules(folder);
}

describe('the schedules of what was synthesised', () => {
  it('are read with their function, its bound, their event and their retries', async () => {
    const target = { ...TO_FUNCTION, Input: '{"trigger":"schedule"}', RetryPolicy: { MaximumRetryAttempts: 10 } };
    const schedule = aSchedule(target, { ScheduleExpressionTimezone: 'Europe/Paris' });
    expect(await read({ Function1: aFunction, Nightly: schedule, Queue: { Type: 'AWS::SQS::Queue' } })).toEqual([
      {
        path: 'Etl/References/Nightly',
        functionPath: 'Etl/References/Function',
        expression: 'cron(0 22 * * ? *)',
        timeZone: 'Europe/Paris',
        input: { trigger: 'schedule' },
        functionTimeoutMs: 900_000,
        maximumRetryAttempts: 10,
      },
    ]);
  });

  it('have an empty event and are in UTC where they say nothing', async () => {
    const [schedule] = await read({ Function1: aFunction, Nightly: aSchedule(TO_FUNCTION) });
    expect(schedule).toMatchObject({ input: {}, timeZone: 'UTC', maximumRetryAttempts: 0 });
  });

  it.each([
    ['another stack', { Arn: { 'Fn::ImportValue': 'elsewhere' } }],
    ['a queue', { Arn: { 'Fn::GetAtt': ['Queue', 'Arn'] } }],
  ])('are refused where they start something of %s', async (_, target) => {
    const resources = { Function1: aFunction, Queue: { Type: 'AWS::SQS::Queue' }, Nightly: aSchedule(target) };
    await expect(read(resources)).rejects.toThrow(
      'the schedule Etl/References/Nightly starts something other than a function of its stack',
    );
  });
});
