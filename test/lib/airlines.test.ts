import { describe, expect, it } from 'vitest';
import { plainId, synthesise, type Resource } from './synthesise.ts';

const { stacks, resources, everything } = synthesise();

/** Functions of ours; those that CDK brings for its own deployments are named by it. */
const ourFunctions = (): [string, string, Resource][] =>
  everything().filter(([, id, { Type }]) => Type === 'AWS::Lambda::Function' && !id.startsWith('Custom'));

/** Policies that let a secret of the data stack be read. */
const readersOf = (name: string, secret: string): unknown[] =>
  resources(name, 'AWS::IAM::Policy').filter(([, { Properties }]) => {
    const { Statement: list } = Properties?.['PolicyDocument'] as { Statement: { Action: unknown }[] };
    const reading = list.filter(({ Action }) => JSON.stringify(Action).includes('secretsmanager:GetSecretValue'));
    return JSON.stringify(reading).includes(secret);
  });

const idsOf = (list: readonly { readonly node: { readonly id: string } }[]): string[] =>
  list.map(({ node }) => node.id);

it('has every stack; an emulator gets those that it can run', () => {
  expect(idsOf(stacks)).toEqual([
    'Data',
    'Network',
    'Schema',
    'Etl',
    'Live',
    'Api',
    'Kafka',
    'Stream',
    'Site',
    'Observability',
  ]);
  const local = synthesise({}, { localEndpoint: 'http://127.0.0.1:4566' });
  expect(idsOf(local.stacks)).toEqual(['Data', 'Schema', 'Etl', 'Live', 'Api', 'Observability']);
});

it('deploys each stack after those that it needs: the schema before functions, the site after what it leads to', () => {
  const needs = (list: typeof stacks): Record<string, string[]> =>
    Object.fromEntries(list.map((stack) => [stack.node.id, idsOf(stack.dependencies).sort()]));
  expect(needs(stacks)).toEqual({
    Data: [],
    Network: [],
    Schema: ['Data'],
    Etl: ['Data', 'Schema'],
    Live: ['Data', 'Schema'],
    Api: ['Data', 'Etl', 'Schema'],
    Kafka: ['Network'],
    Stream: ['Data', 'Kafka', 'Live', 'Network'],
    Site: ['Api', 'Data', 'Live'],
    Observability: expect.not.arrayContaining(['Site']) as unknown,
  });
  expect(needs(synthesise({ fixedEgress: true }).stacks)).toMatchObject({
    Schema: ['Data', 'Network'],
    Live: ['Data', 'Network', 'Schema'],
  });
});

describe('functions', () => {
  it('run on nodejs24.x and arm64, with JSON logs in a group of their own that is not kept for ever', () => {
    expect(ourFunctions().map(([stack]) => stack)).toEqual([
      ...['Schema', 'Etl', 'Etl', 'Etl'],
      ...['Live', 'Live', 'Live', 'Live'],
      ...['Api', 'Api'],
    ]);
    for (const [stack, id, { Properties: properties = {} }] of ourFunctions()) {
      expect([id, properties['Runtime'], properties['Architectures']]).toEqual([id, 'nodejs24.x', ['arm64']]);
      const logging = properties['LoggingConfig'] as { LogFormat: string; LogGroup: { Ref: string } };
      expect([id, logging.LogFormat]).toEqual([id, 'JSON']);
      const [, group] = resources(stack).find(([groupId]) => groupId === logging.LogGroup.Ref)!;
      expect([id, group.Properties?.['RetentionInDays']]).toEqual([id, 7]);
    }
  });

  it('read the address of the database from its secret, which no variable holds', () => {
    for (const [, id, { Properties: properties = {} }] of ourFunctions()) {
      const { Variables: variables } = properties['Environment'] as { Variables: Record<string, unknown> };
      const database = Object.keys(variables)
        .filter((name) => name.startsWith('MONGODB_'))
        .sort();
      expect([id, ...database]).toEqual([id, 'MONGODB_DATABASE', 'MONGODB_SECRET_ARN']);
    }
    for (const [name, count] of Object.entries({ Etl: 3, Api: 2, Live: 4 })) {
      expect([name, readersOf(name, 'DatabaseUri').length]).toEqual([name, count]);
    }
  });

  it('read the credentials of Lufthansa from their secret, those that call it', () => {
    const names = /LUFTHANSA_(SECRET|CLIENT)/;
    const calling = ourFunctions().filter(([, , { Properties }]) => names.test(JSON.stringify(Properties)));
    expect(calling.map(([stack, id]) => `${stack} ${plainId(id)}`)).toEqual([
      'Etl ReferencesFunction',
      'Etl SchedulesFunction',
      'Etl StatusFunction',
      'Api AdminFunction',
    ]);
    for (const [, id, { Properties }] of calling) {
      expect([id, JSON.stringify(Properties).includes('LUFTHANSA_SECRET_ARN')]).toEqual([id, true]);
      expect([id, JSON.stringify(Properties).includes('LUFTHANSA_CLIENT')]).toEqual([id, false]);
    }
    for (const [name, count] of Object.entries({ Etl: 3, Api: 1, Live: 0 })) {
      expect([name, readersOf(name, 'LufthansaCredentials').length]).toEqual([name, count]);
    }
  });

  it('holds every caller of the Lufthansa API to the same rates', () => {
    const callers = ourFunctions().flatMap(([, , { Properties }]) => {
      const { Variables } = Properties?.['Environment'] as { Variables: Record<string, unknown> };
      return Variables['LUFTHANSA_SECRET_ARN'] === undefined ? [] : [Variables];
    });
    expect(callers).toHaveLength(4);
    for (const caller of callers) {
      expect(caller).toMatchObject({ LUFTHANSA_CALLS_PER_SECOND: '5', LUFTHANSA_CALLS_PER_HOUR: '900' });
    }
  });

  it('are as many as there are folders of lambdas, each with the variables that it reads', () => {
    const variables = Object.fromEntries(
      ourFunctions().map(([, id, { Properties }]) => [
        plainId(id),
        Object.keys((Properties?.['Environment'] as { Variables: object }).Variables)
          .filter((name) => !/^(NODE_OPTIONS|POWERTOOLS_METRICS_NAMESPACE|MONGODB_\w+)$/.test(name))
          .sort(),
      ]),
    );
    const RATES = ['LUFTHANSA_CALLS_PER_HOUR', 'LUFTHANSA_CALLS_PER_SECOND'];
    const CALLING = [...RATES, 'LUFTHANSA_SECRET_ARN', 'SCHEDULE_DATA_SOURCE'];
    expect(variables).toEqual({
      SchemaFunction: [],
      ReferencesFunction: CALLING,
      SchedulesFunction: CALLING,
      StatusFunction: CALLING,
      HttpFunction: ['LUFTHANSA_CALLS_PER_HOUR'],
      AdminFunction: [...CALLING, 'REFERENCE_ETL_FUNCTION'].sort(),
      ConsumersStore: [],
      ConsumersBroadcast: ['SENDING_SWITCH_PARAMETER', 'WEBSOCKET_ENDPOINT'],
      CompactionFunction: ['MAX_HISTORY_MB'],
      RoutesFunction: ['BROADCAST_EVERY_MS', 'MAX_CONNECTIONS', 'SITE_ORIGIN_PARAMETER', 'WEBSOCKET_ENDPOINT'],
    });
  });
});

it('protects what is kept in every stage, and what holds records in production', () => {
  const protectedIn = (stage: string): string[] =>
    synthesise({}, { stage })
      .stacks.filter(({ terminationProtection }) => terminationProtection)
      .map(({ stackName }) => stackName);
  expect(protectedIn('dev')).toEqual(['airlines-dev-data']);
  expect(protectedIn('prod')).toEqual(['airlines-prod-data', 'airlines-prod-kafka']);
});

describe('the login to the database by IAM', () => {
  const byRole = synthesise({ databaseHost: 'cluster0.abcde.mongodb.net' });
  const roleOf = (variables: Record<string, unknown>): string => JSON.stringify(variables['MONGODB_ROLE_ARN']);

  it('needs no secret, and gives each function the one role that it may take on', () => {
    byRole.template('Data').resourceCountIs('AWS::SecretsManager::Secret', 1);
    const functions = byRole
      .everything()
      .filter(([, id, { Type }]) => Type === 'AWS::Lambda::Function' && !id.startsWith('Custom'));
    expect(functions.length).toBeGreaterThan(8);
    for (const [stack, id, { Properties }] of functions) {
      const { Variables } = Properties?.['Environment'] as { Variables: Record<string, unknown> };
      expect([id, Variables['MONGODB_URI'], Variables['MONGODB_SECRET_ARN']]).toEqual([
        id,
        'mongodb+srv://cluster0.abcde.mongodb.net/?authSource=%24external&authMechanism=MONGODB-AWS',
        undefined,
      ]);
      const role = JSON.stringify((Properties?.['Role'] as { 'Fn::GetAtt': [string] })['Fn::GetAtt'][0]);
      const assumed = byRole
        .resources(stack, 'AWS::IAM::Policy')
        .filter(([, policy]) => JSON.stringify(policy.Properties?.['Roles']).includes(role))
        .flatMap(([, policy]) => (policy.Properties?.['PolicyDocument'] as { Statement: Statement[] }).Statement)
        .filter(({ Action }) => Action === 'sts:AssumeRole');
      expect([id, assumed.map(({ Resource: arn }) => JSON.stringify(arn))]).toEqual([id, [roleOf(Variables)]]);
    }
  });

  it('lets the HTTP API read only', () => {
    const reading = byRole.resources('Api', 'AWS::Lambda::Function').map(([id, { Properties }]) => {
      const { Variables } = Properties?.['Environment'] as { Variables: Record<string, unknown> };
      return [plainId(id), /DatabaseRoles(Reader|Writer)/.exec(roleOf(Variables))?.[1]];
    });
    expect(reading).toEqual([
      ['HttpFunction', 'Reader'],
      ['AdminFunction', 'Writer'],
    ]);
  });
});

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
}
