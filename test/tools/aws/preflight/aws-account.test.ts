import { APIGatewayClient, GetAccountCommand } from '@aws-sdk/client-api-gateway';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { createAwsAccount } from '../../../../tools/aws/preflight/aws-account.ts';

const sts = mockClient(STSClient);
const ssm = mockClient(SSMClient);
const lambda = mockClient(LambdaClient);
const apiGateway = mockClient(APIGatewayClient);
const secrets = mockClient(SecretsManagerClient);
const account = createAwsAccount('eu-central-1');
beforeEach(() => {
  for (const client of [sts, ssm, lambda, apiGateway, secrets]) client.reset();
});

test('the caller is who STS says', async () => {
  sts.on(GetCallerIdentityCommand).resolves({ Account: '123456789012', Arn: 'arn:aws:iam::123456789012:user/me' });
  expect(await account.whoAmI()).toEqual({ account: '123456789012', arn: 'arn:aws:iam::123456789012:user/me' });
});

test('the version of the bootstrap is its parameter, null where there is none, an error where it is not known', async () => {
  ssm.on(GetParameterCommand).resolves({ Parameter: { Value: '28' } });
  expect(await account.bootstrapVersion()).toBe(28);
  expect(ssm.commandCalls(GetParameterCommand)[0]?.args[0].input).toEqual({ Name: '/cdk-bootstrap/hnb659fds/version' });
  ssm.on(GetParameterCommand).rejects(Object.assign(new Error('none'), { name: 'ParameterNotFound' }));
  expect(await account.bootstrapVersion()).toBeNull();
  ssm.on(GetParameterCommand).rejects(Object.assign(new Error('no'), { name: 'AccessDeniedException' }));
  await expect(account.bootstrapVersion()).rejects.toThrow('no');
});

test('the limits of Lambda are those of the account', async () => {
  lambda.on(GetAccountSettingsCommand).resolves({
    AccountLimit: { ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 8 },
  });
  expect(await account.lambdaLimits()).toEqual({ concurrent: 10, unreserved: 8 });
});

test.each([
  [{ cloudwatchRoleArn: 'arn:aws:iam::1:role/logs' }, 'arn:aws:iam::1:role/logs'],
  [{ cloudwatchRoleArn: '' }, null],
  [{}, null],
])('the role for logs in %o is %s', async (answer, role) => {
  apiGateway.on(GetAccountCommand).resolves(answer);
  expect(await account.apiGatewayLogRole()).toBe(role);
});

test('a role is taken on for the shortest time that there is', async () => {
  const credentials = {
    AccessKeyId: 'ASIA',
    SecretAccessKey: 'secret',
    SessionToken: 'token',
    Expiration: new Date(0),
  };
  sts.on(AssumeRoleCommand).resolves({ Credentials: credentials });
  expect(await account.assumeRole('arn:reader')).toEqual({
    ...{ accessKeyId: 'ASIA', secretAccessKey: 'secret', sessionToken: 'token', expiration: new Date(0) },
  });
  expect(sts.commandCalls(AssumeRoleCommand)[0]?.args[0].input).toMatchObject({
    ...{ RoleArn: 'arn:reader', DurationSeconds: 900 },
  });
  sts.on(AssumeRoleCommand).resolves({});
  await expect(account.assumeRole('arn:reader')).rejects.toThrow('no credentials of arn:reader');
});

test('a secret is its text', async () => {
  secrets.on(GetSecretValueCommand, { SecretId: 'arn:secret' }).resolves({ SecretString: 'text' });
  expect(await account.readSecret('arn:secret')).toBe('text');
});
