import { expect, test } from 'vitest';
import { outputsJson, outputsTable } from '../../../../tools/aws/outputs/outputs-text.ts';
import { outputNamed, stageStacks } from '../../../../tools/aws/outputs/stage-stacks.ts';

const FOUND = [
  { name: 'airlines-dev-site', status: 'CREATE_COMPLETE', outputs: { SiteUrl: 'https://d1.cloudfront.net' } },
  { name: 'airlines-dev-network', status: 'ROLLBACK_COMPLETE', outputs: {} },
  {
    name: 'airlines-dev-data',
    status: 'UPDATE_COMPLETE',
    outputs: { WriterRoleArn: 'arn:w', ExportsOutputRefSecret1234: 'arn:internal', LufthansaSecretArn: 'arn:l' },
  },
  { name: 'airlines-devel-data', status: 'CREATE_COMPLETE', outputs: { WriterRoleArn: 'arn:other' } },
  { name: 'CDKToolkit', status: 'CREATE_COMPLETE', outputs: { BucketName: 'cdk' } },
];
const stacks = stageStacks(FOUND, 'dev');

test('the stacks of a stage come in the order of deployment, without those of others and what stacks hand each other', () => {
  expect(stacks.map(({ id }) => id)).toEqual(['network', 'data', 'site']);
  expect(stacks[1]?.outputs).toEqual({ LufthansaSecretArn: 'arn:l', WriterRoleArn: 'arn:w' });
  expect(stageStacks(FOUND, 'prod')).toEqual([]);
});

test('an output is found by its name, whichever stack has it', () => {
  expect(outputNamed(stacks, 'SiteUrl')).toBe('https://d1.cloudfront.net');
  expect(outputNamed(stacks, 'ApiUrl')).toBeNull();
});

test('the table names each stack once and shows one that failed', () => {
  expect(outputsTable(stacks).split('\n')).toEqual([
    'network  ROLLBACK_COMPLETE',
    'data     UPDATE_COMPLETE    LufthansaSecretArn  arn:l',
    '                            WriterRoleArn       arn:w',
    'site     CREATE_COMPLETE    SiteUrl             https://d1.cloudfront.net',
  ]);
});

test('the JSON has the outputs by stack', () => {
  const value: unknown = JSON.parse(outputsJson(stacks, { stage: 'dev', region: 'eu-central-1' }));
  expect(value).toMatchObject({
    ...{ stage: 'dev', region: 'eu-central-1' },
    stacks: { site: { status: 'CREATE_COMPLETE', outputs: { SiteUrl: 'https://d1.cloudfront.net' } } },
  });
});
