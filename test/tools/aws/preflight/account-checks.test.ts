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

describe('the role for the logs of API Gateway', () => {
  const OURS = 'arn:aws:iam::123456789012:role/airlines-dev-live-WebsocketLogRoleRole1A2B3C-x7y8';
  const OTHER = 'arn:aws:iam::123456789012:role/ApiGatewayLogs';

  test.each([
    ['create', null, 'ok'],
    ['create', OURS, 'ok'],
    ['create', OTHER, 'warning'],
    ['existing', OTHER, 'ok'],
    ['existing', OURS, 'ok'],
    ['existing', null, 'missing'],
  ] as const)('with apiGatewayLogRole %s and %s in the account is %s', async (apiGatewayLogRole, role, level) => {
    const findings = await checkApiLogs({ stage: 'dev', apiGatewayLogRole }, () => Promise.resolve(role));
    expect(findings).toMatchObject([{ level }]);
    if (level !== 'ok') expect(findings[0]?.remedies.join()).toContain('apiGatewayLogRole');
  });
});
