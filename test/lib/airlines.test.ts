import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { plainId, synthesise, type Resource } from './synthesise.ts';

const { stacks, template, resources, everything } = synthesise();

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

describe('rights', () => {
  interface Statement {
    readonly Effect: string;
    readonly Action: string | readonly string[];
    readonly Resource?: unknown;
  }
  const statements = (): [string, Statement][] =>
    everything().flatMap(([stack, id, { Type, Properties }]) => {
      const documents = [
        ...(Type === 'AWS::IAM::Policy' ? [Properties?.['PolicyDocument']] : []),
        ...((Properties?.['Policies'] ?? []) as { PolicyDocument: unknown }[]).map((p) => p.PolicyDocument),
      ] as { Statement: Statement[] }[];
      return documents.flatMap(({ Statement: list }) => list.map((s): [string, Statement] => [`${stack} ${id}`, s]));
    });

  it('let viewers be posted to by the two functions that do', () => {
    const posting = statements().filter(([, { Action }]) => [Action].flat().includes('execute-api:ManageConnections'));
    expect(posting.map(([where]) => plainId(where))).toEqual([
      'Live ConsumersBroadcastRoleDefaultPolicy',
      'Live RoutesFunctionRoleDefaultPolicy',
    ]);
    expect(JSON.stringify(posting)).toContain('/live/POST/@connections/*');
  });
});

describe('the ETL', () => {
  interface Timer {
    readonly ScheduleExpression: string;
    readonly ScheduleExpressionTimezone: string;
    readonly FlexibleTimeWindow: unknown;
    readonly Target: { readonly Input: string; readonly RetryPolicy: object; readonly DeadLetterConfig: unknown };
  }
  const timers = (): [string, Timer][] =>
    resources('Etl', 'AWS::Scheduler::Schedule').map(([id, { Properties }]) => [
      plainId(id),
      Properties as unknown as Timer,
    ]);
  const deadLetters = (): string => resources('Etl', 'AWS::SQS::Queue').map(([id]) => id)[0]!;

  it('runs at the times of the contract, and goes on every quarter of an hour with what had to stop', () => {
    const plan = timers().map(([id, { ScheduleExpression, Target }]) => [id, ScheduleExpression, Target.Input]);
    expect(plan).toEqual([
      ['ReferencesNightly', 'cron(0 22 * * ? *)', '{"trigger":"schedule"}'],
      ['ReferencesResume', 'rate(15 minutes)', '{"trigger":"schedule","resume":true}'],
      ['SchedulesNightly', 'cron(0 22 * * ? *)', '{"trigger":"schedule"}'],
      ['SchedulesResume', 'rate(15 minutes)', '{"trigger":"schedule","resume":true}'],
      ['StatusFrequently', 'rate(15 minutes)', '{"trigger":"schedule"}'],
    ]);
    for (const [id, { ScheduleExpressionTimezone: zone, FlexibleTimeWindow: window }] of timers()) {
      expect([id, zone, window]).toEqual([id, 'Europe/Paris', { Mode: 'OFF' }]);
    }
  });

  it('repeats what could not be started or failed, and keeps it encrypted for 14 days when that was no use', () => {
    template('Etl').hasResourceProperties('AWS::SQS::Queue', {
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 14 * 24 * 3600,
    });
    const queue = { 'Fn::GetAtt': [deadLetters(), 'Arn'] };
    for (const [id, { Target }] of timers()) {
      expect([id, Target.RetryPolicy, Target.DeadLetterConfig]).toEqual([
        id,
        expect.objectContaining({ MaximumRetryAttempts: 10 }),
        { Arn: queue },
      ]);
    }
    const runs = resources('Etl', 'AWS::Lambda::EventInvokeConfig').map(([, { Properties }]) => Properties);
    expect(runs).toHaveLength(3);
    for (const run of runs) {
      expect(run).toMatchObject({
        MaximumRetryAttempts: 2,
        DestinationConfig: { OnFailure: { Destination: queue } },
      });
    }
  });

  it('gives references a quarter of an hour and a gigabyte', () => {
    template('Etl').hasResourceProperties('AWS::Lambda::Function', {
      Description: Match.stringLikeRegexp('reference data'),
      Timeout: 900,
      MemorySize: 1024,
    });
  });

  it('hands the routes and airports of a stage on', () => {
    const { template: ofStage } = synthesise({
      lufthansaCallsPerSecond: 2.5,
      scheduleCities: ['PAR', 'FRA'],
      schedulePairs: 0,
      scheduleHubRoutes: ['FRA-JFK', 'MUC-LHR'],
      scheduleDaysAhead: 30,
      statusAirports: ['FRA', 'MUC'],
    });
    const withVariables = (variables: object) =>
      ofStage('Etl').hasResourceProperties('AWS::Lambda::Function', {
        Environment: { Variables: Match.objectLike(variables) },
      });
    withVariables({
      SCHEDULE_CITIES: 'PAR,FRA',
      SCHEDULE_PAIRS: '0',
      SCHEDULE_HUB_ROUTES: 'FRA-JFK,MUC-LHR',
      SCHEDULE_DAYS_AHEAD: '30',
      LUFTHANSA_CALLS_PER_SECOND: '2.5',
    });
    withVariables({ STATUS_AIRPORTS: 'FRA,MUC' });
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
});

describe('the admin routes', () => {
  it('are let through by IAM only, and are the only ones of their function', () => {
    const routes = resources('Api', 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties);
    expect(routes.map((route) => [route?.['RouteKey'], route?.['AuthorizationType']])).toEqual([
      ['ANY /api/{proxy+}', 'NONE'],
      ['POST /api/schedule', 'AWS_IAM'],
      ['POST /api/references', 'AWS_IAM'],
    ]);
    const targets = routes.map((route) => JSON.stringify(route?.['Target']));
    expect(new Set(targets).size).toBe(2);
    expect(targets[1]).toBe(targets[2]);
  });

  it('may start the update of references by its exact name, and nothing else', () => {
    const policy = resources('Api', 'AWS::IAM::Policy').find(([id]) => id.startsWith('AdminFunctionRole'))!;
    const { Statement: list } = policy[1].Properties?.['PolicyDocument'] as { Statement: { Action: unknown }[] };
    const invoking = list.filter(({ Action }) => JSON.stringify(Action).includes('lambda:'));
    expect(invoking).toEqual([
      {
        Effect: 'Allow',
        Action: 'lambda:InvokeFunction',
        Resource: { 'Fn::ImportValue': expect.stringContaining('ReferencesFunction') as unknown },
      },
    ]);
  });
});

describe('the addresses', () => {
  it('send every route of the WebSocket API to its function, which each may invoke', () => {
    const keys = resources('Live', 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties?.['RouteKey']);
    expect(keys).toEqual(['$connect', '$disconnect', '$default', 'subscribe', 'ping']);
    const sources = resources('Live', 'AWS::Lambda::Permission').map(([, { Properties }]) =>
      JSON.stringify(Properties),
    );
    for (const key of keys) expect(sources.some((source) => source.includes(`/*${String(key)}"`))).toBe(true);
    template('Live').hasResourceProperties('AWS::ApiGatewayV2::Api', {
      ProtocolType: 'WEBSOCKET',
      RouteSelectionExpression: '$request.body.action',
    });
  });

  it('send /api/ to its function in payload format 2.0, throttled and logged', () => {
    template('Api').hasResourceProperties('AWS::ApiGatewayV2::Route', { RouteKey: 'ANY /api/{proxy+}' });
    template('Api').hasResourceProperties('AWS::ApiGatewayV2::Integration', { PayloadFormatVersion: '2.0' });
    template('Api').hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: '$default',
      AccessLogSettings: Match.anyValue(),
      DefaultRouteSettings: Match.objectLike({ ThrottlingRateLimit: 200 }),
    });
  });

  it('let viewers of the site connect, whose origin the site writes where the function reads it, and of origins told', () => {
    template('Live').hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectLike({
          SITE_ORIGIN_PARAMETER: '/airlines/dev/site-origin',
          ALLOWED_ORIGINS: Match.absent(),
        }),
      },
    });
    template('Site').hasResourceProperties('AWS::SSM::Parameter', {
      Name: '/airlines/dev/site-origin',
      Value: {
        'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [Match.stringLikeRegexp('Distribution'), 'DomainName'] }]],
      },
    });
    synthesise({ extraOrigins: ['http://127.0.0.1:8080'] })
      .template('Live')
      .hasResourceProperties('AWS::Lambda::Function', {
        Environment: { Variables: Match.objectLike({ ALLOWED_ORIGINS: 'http://127.0.0.1:8080' }) },
      });
  });

  it('run compaction when npm start does: starts are tried again, a failed run is not, and both are kept', () => {
    const queue = { 'Fn::GetAtt': [Match.stringLikeRegexp('^CompactionDeadLetters'), 'Arn'] };
    template('Live').hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(2 minutes)',
      Target: Match.objectLike({
        RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 120 },
        DeadLetterConfig: { Arn: queue },
      }),
    });
    template('Live').hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnFailure: { Destination: queue } },
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
