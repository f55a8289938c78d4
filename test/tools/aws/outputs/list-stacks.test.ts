import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, test } from 'vitest';
import { createListStacks } from '../../../../tools/aws/outputs/list-stacks.ts';

const cloudFormation = mockClient(CloudFormationClient);
const listStacks = createListStacks(new CloudFormationClient({ region: 'eu-central-1' }));
const stack = (name: string, outputs = {}) => ({
  StackName: name,
  StackStatus: 'CREATE_COMPLETE' as const,
  CreationTime: new Date(0),
  ...outputs,
});

test('every page of stacks is read, outputs by name', async () => {
  cloudFormation.reset();
  const withOutput = stack('b', { Outputs: [{ OutputKey: 'SiteUrl', OutputValue: 'https://b' }] });
  const first = { Stacks: [stack('a')], NextToken: 'more' };
  cloudFormation
    .on(DescribeStacksCommand)
    .resolvesOnce(first)
    .resolves({ Stacks: [withOutput] });
  expect(await listStacks()).toEqual([
    { name: 'a', status: 'CREATE_COMPLETE', outputs: {} },
    { name: 'b', status: 'CREATE_COMPLETE', outputs: { SiteUrl: 'https://b' } },
  ]);
  expect(cloudFormation.commandCalls(DescribeStacksCommand).map(({ args }) => args[0].input)).toEqual([
    {},
    { NextToken: 'more' },
  ]);
});

test('pages without end are given up', async () => {
  cloudFormation.reset();
  cloudFormation.on(DescribeStacksCommand).resolves({ Stacks: [], NextToken: 'again' });
  await expect(listStacks()).rejects.toThrow(/more than 100 pages/);
});
