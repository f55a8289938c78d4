import { expect, test } from 'vitest';
import type { AwsAccount } from '../../../../tools/aws/preflight/aws-account.ts';
import { lookAround, type Surroundings } from '../../../../tools/aws/preflight/look-around.ts';
import { summaryOf } from '../../../../tools/aws/preflight/report.ts';

const OWN = { alarmEmail: 'me@airlines.example', databaseHost: 'cluster0.abcde.mongodb.net' };
const OUTPUTS = {
  ...{ ReaderRoleArn: 'arn:reader', WriterRoleArn: 'arn:writer', SchemaRoleArn: 'arn:schema' },
  LufthansaSecretArn: 'arn:lufthansa',
};
const ALL_ACTIONS = [
  ...[
    'find',
    'insert',
    'update',
    'remove',
    'collStats',
    'dbStats',
    'listIndexes',
    'createCollection',
    'createIndex',
    'collMod',
  ],
];

/** An account in which all is ready and the data stack is there; every question is counted. */
function anAccount(asked: string[], given: Partial<AwsAccount> = {}): AwsAccount {
  const answer = <T>(name: string, value: T) => {
    asked.push(name);
    return Promise.resolve(value);
  };
  return {
    whoAmI: () => answer('whoAmI', { account: '123456789012', arn: 'arn:aws:iam::123456789012:user/me' }),
    bootstrapVersion: () => answer('bootstrapVersion', 28),
    lambdaLimits: () => answer('lambdaLimits', { concurrent: 1000, unreserved: 1000 }),
    apiGatewayLogRole: () => answer('apiGatewayLogRole', null),
    listStacks: () =>
      answer('listStacks', [{ name: 'airlines-dev-data', status: 'CREATE_COMPLETE', outputs: OUTPUTS }]),
    readSecret: () => answer('readSecret', '{"client_id":"abc","client_secret":"hunter2"}'),
    assumeRole: (arn) =>
      answer('assumeRole', {
        accessKeyId: arn,
        secretAccessKey: 'hunter3',
        sessionToken: 'hunter4',
        expiration: new Date(0),
      }),
    ...given,
  };
}

function surroundings(asked: string[], given: Partial<Surroundings> = {}): Surroundings {
  return {
    settings: { stage: 'dev', file: JSON.stringify({ dev: OWN }), context: null },
    region: 'eu-central-1',
    accountIn: () => anAccount(asked),
    database: {
      isKnownHost: () => Promise.resolve(true),
      logIn: () =>
        Promise.resolve({
          isAnybody: false,
          privileges: [{ database: 'airlines', collection: '', actions: ALL_ACTIONS }],
        }),
    },
    builder: { command: 'docker', arch: 'arm64' },
    probe: () => Promise.resolve(''),
    hasPage: true,
    timeoutMs: 10_000,
    ...given,
  };
}
const missingIn = (checked: Awaited<ReturnType<typeof lookAround>>) =>
  checked.filter(({ findings }) => findings.some(({ level }) => level === 'missing')).map(({ name }) => name);

test('where all is there nothing stops a deployment, the stacks are asked for once, and no secret is told', async () => {
  const asked: string[] = [];
  const checked = await lookAround(surroundings(asked));
  expect([missingIn(checked), summaryOf(checked).isBlocked]).toEqual([[], false]);
  expect(checked.map(({ name }) => name)).toEqual([
    ...['settings', 'monthly cost', 'credentials', 'region', 'CDK bootstrap', 'Lambda concurrency', 'API Gateway logs'],
    ...['database', 'Lufthansa credentials', 'container image', 'page'],
  ]);
  expect(asked.filter((name) => name === 'listStacks')).toHaveLength(1);
  expect(JSON.stringify(checked)).not.toMatch(/hunter\d/);
});

test('without credentials the account is not asked further, and the machine is looked at all the same', async () => {
  const asked: string[] = [];
  const nobody = Object.assign(new Error('none'), { name: 'CredentialsProviderError' });
  const account = anAccount(asked, { whoAmI: () => Promise.reject(nobody) });
  const checked = await lookAround(surroundings(asked, { accountIn: () => account, hasPage: false }));
  expect(missingIn(checked)).toEqual(['credentials', 'not looked at yet', 'page']);
  const without = checked
    .flatMap(({ findings }) => findings)
    .filter(({ level, remedies }) => level !== 'ok' && remedies.length === 0);
  expect(without).toEqual([]);
  expect(asked).toEqual([]);
});

test('without a region the caller is asked for in any, and nothing else', async () => {
  const asked: string[] = [];
  const checked = await lookAround(surroundings(asked, { region: null }));
  expect(missingIn(checked)).toEqual(['region', 'not looked at yet']);
  expect(asked).toEqual(['whoAmI']);
});

test('credentials that never come are given up', async () => {
  const account = anAccount([], { whoAmI: () => new Promise(() => undefined) });
  const checked = await lookAround(surroundings([], { accountIn: () => account, timeoutMs: 20 }));
  expect(missingIn(checked)).toEqual(['credentials', 'not looked at yet']);
});

test('in an empty account what is to be made first is named, and what comes after the data stack is no obstacle', async () => {
  const account = anAccount([], {
    bootstrapVersion: () => Promise.resolve(null),
    lambdaLimits: () => Promise.resolve({ concurrent: 10, unreserved: 10 }),
    listStacks: () => Promise.resolve([]),
  });
  const checked = await lookAround(surroundings([], { accountIn: () => account }));
  expect(missingIn(checked)).toEqual(['CDK bootstrap']);
});
