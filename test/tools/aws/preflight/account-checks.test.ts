import { describe, expect, test } from 'vitest';
import { checkApiLogs, checkBootstrap, checkConcurrency } from '../../../../tools/aws/preflight/account-checks.ts';

const PLACE = { account: '123456789012', region: 'eu-central-1' };

describe('the bootstrap of the CDK', () => {
  test.each([
    [null, 'missing'],
    [5, 'missing'],
    [6, 'ok'],
    [28, 'ok'],
  ])('of version %s is %s', async (version, level) => {
    const [finding] = await checkBootstrap(PLACE, () => Promise.resolve(version));
    expect(finding?.level).toBe(level);
    if (level === 'missing') expect(finding?.remedies).toEqual(['npx cdk bootstrap aws://123456789012/eu-central-1']);
  });
});

describe('the concurrency of Lambda', () => {
  const look = async (concurrent: number, unreserved: number, reservedConcurrency: number | null = null) => {
    const [finding] = await checkConcurrency({ reservedConcurrency }, () =>
      Promise.resolve({ concurrent, unreserved }),
    );
    return finding;
  };

  test('of a new account is a warning that says what it means and how to ask for more', async () => {
    const finding = await look(10, 10);
    expect(finding?.level).toBe('warning');
    expect(finding?.text).toContain('a few viewers');
    expect(finding?.remedies[0]).toContain('request-service-quota-increase --service-code lambda');
  });

  test('of 1,000 is enough, unless other functions have reserved it', async () => {
    expect(await look(1000, 1000)).toMatchObject({ level: 'ok', remedies: [] });
    expect(await look(1000, 100)).toMatchObject({ level: 'warning' });
  });

  test('is missing where a deployment would reserve what Lambda keeps free', async () => {
    expect(await look(10, 10, 1)).toMatchObject({ level: 'missing' });
    expect(await look(1000, 110, 5)).toMatchObject({ level: 'ok' });
    expect(await look(1000, 110, 6)).toMatchObject({ level: 'missing' });
  });
});

test('a role for the logs of API Gateway that is missing is made in three commands for this account', async () => {
  expect(await checkApiLogs(PLACE, () => Promise.resolve('arn:aws:iam::1:role/logs'))).toMatchObject([{ level: 'ok' }]);
  const [finding] = await checkApiLogs(PLACE, () => Promise.resolve(null));
  expect(finding?.level).toBe('missing');
  const [create = '', , update = ''] = finding?.remedies ?? [];
  const [, policy = ''] = /--assume-role-policy-document '(.*)'$/.exec(create) ?? [];
  expect(JSON.parse(policy)).toMatchObject({ Statement: [{ Principal: { Service: 'apigateway.amazonaws.com' } }] });
  expect(update).toContain('value=arn:aws:iam::123456789012:role/ApiGatewayLogs');
});
