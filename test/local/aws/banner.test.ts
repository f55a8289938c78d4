import { expect, test } from 'vitest';
import { localAwsBanner } from '../../../local/aws/banner.ts';
import { EMULATED_ACCOUNT } from '../../../local/aws/emulated-account.ts';

const runtime = {
  web: 'http://127.0.0.1:8080',
  websocket: 'ws://127.0.0.1:8080/ws',
  mongodbUri: 'mongodb://user:secret@127.0.0.1:27017',
  kafkaBrokers: '127.0.0.1:9092',
  pid: 4711,
};
const local = { runtime, endpoint: 'http://127.0.0.1:4566', stackNames: ['airlines-dev-data'], siteBucket: 'site' };

test('the line for the tools of AWS sets the region for both versions of the CLI, with the endpoint and a login', () => {
  const [line = ''] = localAwsBanner(local)
    .split('\n')
    .filter((text) => text.trim().startsWith('export '));
  expect(line.trim().split(' ')).toEqual([
    'export',
    `AWS_ENDPOINT_URL=${local.endpoint}`,
    `AWS_REGION=${EMULATED_ACCOUNT.region}`,
    `AWS_DEFAULT_REGION=${EMULATED_ACCOUNT.region}`,
    `AWS_ACCESS_KEY_ID=${EMULATED_ACCOUNT.accountId}`,
    'AWS_SECRET_ACCESS_KEY=test',
  ]);
});

test('the banner of the local AWS shows no password', () => {
  expect(localAwsBanner(local)).not.toContain('secret@');
});
