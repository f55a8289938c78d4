import { describe, expect, test } from 'vitest';
import { checkDatabase, type DatabasePorts } from '../../../../tools/aws/preflight/database.ts';
import type { Privilege } from '../../../../tools/aws/preflight/database-rights.ts';
import { LoginError, type Login } from '../../../../tools/aws/preflight/database-login.ts';
import type { Finding } from '../../../../tools/aws/preflight/finding.ts';

const HOST = 'cluster0.abcde.mongodb.net';
const BY_IAM = { stage: 'dev', databaseHost: HOST, fixedEgress: false };
const BY_SECRET = { ...BY_IAM, databaseHost: null };
const dataStack = (outputs: Readonly<Record<string, string>>) => [{ id: 'data', status: 'CREATE_COMPLETE', outputs }];
const ROLES = dataStack({ ReaderRoleArn: 'arn:reader', WriterRoleArn: 'arn:writer', SchemaRoleArn: 'arn:schema' });
const SECRET = dataStack({ DatabaseSecretArn: 'arn:secret' });
const URI = 'mongodb+srv://airlines:hunter2@cluster0.abcde.mongodb.net/';

/** Actions of MongoDB's built-in roles, so far as they matter here. */
const READ = ['find', 'collStats', 'dbStats', 'listIndexes', 'listCollections'];
const READ_WRITE = [...READ, 'insert', 'update', 'remove', 'createCollection', 'createIndex', 'dropCollection'];
const user = (privileges: readonly Privilege[] = []) => ({ isAnybody: false, privileges });
const on = (database: string, actions: readonly string[]) => ({ database, collection: '', actions });
/** What each of the users that docs/deploy.md asks for may do, by the credentials of its role. */
const USERS: Readonly<Record<string, readonly ReturnType<typeof on>[]>> = {
  'arn:reader': [on('airlines', READ)],
  'arn:writer': [on('airlines', READ_WRITE)],
  'arn:schema': [on('airlines', READ_WRITE), on('airlines', ['collMod', 'validate'])],
};

function ports(given: Partial<DatabasePorts> = {}): DatabasePorts {
  return {
    isKnownHost: (host) => Promise.resolve(host === HOST),
    assumeRole: (arn) =>
      Promise.resolve({ accessKeyId: arn, secretAccessKey: 'secret', sessionToken: 'token', expiration: new Date(0) }),
    readSecret: () => Promise.resolve(URI),
    logIn: (login) => Promise.resolve(user(USERS[login.by === 'iam' ? login.credentials.accessKeyId : 'arn:schema'])),
    ...given,
  };
}
const levels = (findings: readonly Finding[]) => findings.map(({ level }) => level);
const refusing = (kind: LoginError['kind']) => () => Promise.reject(new LoginError(kind, 'nobody gets in'));

describe('login by IAM', () => {
  test('is tried as each of the three roles, and right with the rights that the docs name', async () => {
    const hosts: (string | undefined)[] = [];
    const seen = ports();
    const logIn = (login: Login) => {
      hosts.push(login.by === 'iam' ? login.host : undefined);
      return seen.logIn(login);
    };
    const findings = await checkDatabase({ config: BY_IAM, stacks: ROLES }, { ...seen, logIn });
    expect(levels(findings)).toEqual(['ok', 'ok', 'ok']);
    expect(findings.map(({ text }) => text)).toEqual([
      'reader: logged in, read@airlines',
      'writer: logged in, readWrite@airlines',
      'schema: logged in, readWrite@airlines and dbAdmin@airlines',
    ]);
    expect(hosts).toEqual([HOST, HOST, HOST]);
  });

  test('tells what comes next while the data stack is not there, and asks for nothing', async () => {
    const asked = () => Promise.reject(new Error('not to be asked'));
    const findings = await checkDatabase({ config: BY_IAM, stacks: [] }, ports({ assumeRole: asked, logIn: asked }));
    expect(findings).toMatchObject([
      { level: 'warning', remedies: ['npx cdk deploy Data -c stage=dev', expect.anything()] },
    ]);
  });

  test('names a host that DNS does not know before all else', async () => {
    const config = { ...BY_IAM, databaseHost: 'cluster0.typo.mongodb.net' };
    const [finding, ...more] = await checkDatabase({ config, stacks: ROLES }, ports());
    expect([finding?.level, more]).toEqual(['missing', []]);
    expect(finding?.text).toContain('cluster0.typo.mongodb.net');
  });

  test('is not proven where the operator may not take the roles on', async () => {
    const assumeRole = () => Promise.reject(Object.assign(new Error('not you'), { name: 'AccessDenied' }));
    const findings = await checkDatabase({ config: BY_IAM, stacks: ROLES }, ports({ assumeRole }));
    expect(levels(findings)).toEqual(['warning', 'warning', 'warning']);
    expect(findings[0]?.remedies.join()).toContain('sts:AssumeRole');
  });

  test('that is refused names the user to make, with its rights', async () => {
    const findings = await checkDatabase({ config: BY_IAM, stacks: ROLES }, ports({ logIn: refusing('refused') }));
    expect(levels(findings)).toEqual(['missing', 'missing', 'missing']);
    expect(findings[2]?.remedies).toEqual([
      'Atlas, Database Access: add a user by AWS IAM, IAM Role, arn:schema, with readWrite@airlines and dbAdmin@airlines',
    ]);
  });

  test('that reaches no server is missing, but for a network list that only functions are on', async () => {
    const unreachable = ports({ logIn: refusing('unreachable') });
    const open = await checkDatabase({ config: BY_IAM, stacks: ROLES }, unreachable);
    expect([levels(open), open[0]?.remedies.join()]).toEqual([
      ['missing', 'missing', 'missing'],
      expect.stringContaining('0.0.0.0/0'),
    ]);
    const closed = await checkDatabase({ config: { ...BY_IAM, fixedEgress: true }, stacks: ROLES }, unreachable);
    expect(levels(closed)).toEqual(['warning', 'warning', 'warning']);
  });

  test.each([
    ['arn:writer', [on('airlines', READ)], 'missing', 'may not insert, update, remove'],
    ['arn:writer', [on('other', READ_WRITE)], 'missing', 'may not find'],
    ['arn:schema', [on('airlines', READ_WRITE)], 'missing', 'may not collMod'],
    ['arn:reader', [on('', READ_WRITE)], 'warning', 'more than it needs: insert'],
  ])('of %s with other rights (%o) is %s', async (arn, privileges, level, text) => {
    const logIn = (login: Login) =>
      Promise.resolve(user(login.by === 'iam' && login.credentials.accessKeyId === arn ? privileges : []));
    const findings = await checkDatabase({ config: BY_IAM, stacks: ROLES }, ports({ logIn }));
    const name = arn.slice('arn:'.length);
    const finding = findings.find((one) => one.text.startsWith(name));
    expect(finding).toMatchObject({ level, text: expect.stringContaining(text) as string });
  });
});

describe('login by a secret', () => {
  test('is tried with what the secret holds', async () => {
    expect(await checkDatabase({ config: BY_SECRET, stacks: SECRET }, ports())).toMatchObject([{ level: 'ok' }]);
    const logIn = () => Promise.resolve(user(USERS['arn:writer']));
    const [lacking] = await checkDatabase({ config: BY_SECRET, stacks: SECRET }, ports({ logIn }));
    expect(lacking).toMatchObject({ level: 'missing', text: expect.stringContaining('may not collMod') as string });
  });

  test('to a database that asks nobody who they are is a warning', async () => {
    const logIn = () => Promise.resolve({ isAnybody: true, privileges: [] });
    const findings = await checkDatabase({ config: BY_SECRET, stacks: SECRET }, ports({ logIn }));
    expect(findings).toMatchObject([{ level: 'warning', remedies: [expect.stringContaining('access control')] }]);
  });

  test('waits for the data stack', async () => {
    expect(await checkDatabase({ config: BY_SECRET, stacks: [] }, ports())).toMatchObject([{ level: 'warning' }]);
  });

  test('is missing while the secret holds what CloudFormation made up', async () => {
    const readSecret = () => Promise.resolve('b3$x!generated');
    const [finding] = await checkDatabase({ config: BY_SECRET, stacks: SECRET }, ports({ readSecret }));
    expect(finding).toMatchObject({ level: 'missing' });
    expect(JSON.stringify(finding)).not.toContain('generated');
  });

  test.each(['refused', 'unreachable', 'malformed', 'other'] as const)(
    'that ends as %s is missing and tells nothing of the address',
    async (kind) => {
      const findings = await checkDatabase({ config: BY_SECRET, stacks: SECRET }, ports({ logIn: refusing(kind) }));
      expect(levels(findings)).toEqual(['missing']);
      expect(JSON.stringify(findings)).not.toMatch(/hunter2|abcde/);
    },
  );
});
