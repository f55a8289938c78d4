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
  expect(idsOf(stacks)).toEqual(['Data', 'Network', 'Etl', 'Live', 'Api', 'Kafka', 'Stream', 'Site', 'Observability']);
  const local = synthesise({}, { localEndpoint: 'http://127.0.0.1:4566' });
  expect(idsOf(local.stacks)).toEqual(['Data', 'Etl', 'Live', 'Api', 'Observability']);
});

it('pins the logical ids of what holds data: another id would be another, empty one', () => {
  const stateful = new Set([
    'AWS::SecretsManager::Secret',
    'AWS::SQS::Queue',
    'AWS::S3::Bucket',
    'AWS::MSK::Cluster',
    'AWS::MSK::Topic',
  ]);
  const ids = everything().filter(([, , { Type }]) => stateful.has(Type));
  expect(ids.map(([stack, id, { DeletionPolicy }]) => `${stack} ${id} ${DeletionPolicy ?? ''}`)).toMatchInlineSnapshot(`
    [
      "Data SiteLogsC1CEC47D Retain",
      "Data DatabaseUri1A444FB5 Retain",
      "Data LufthansaCredentialsE3C92B15 Retain",
      "Etl DeadLettersBBF8BAAB Delete",
      "Live CompactionDeadLetters9939C850 Delete",
      "Kafka Cluster Delete",
      "Kafka Positions ",
      "Kafka DeadLetters ",
      "Site SiteBucket978D4AEB Retain",
    ]
  `);
});

describe('functions', () => {
  it('run on nodejs24.x and arm64, with JSON logs in a group of their own that is not kept for ever', () => {
    expect(ourFunctions().map(([stack]) => stack)).toEqual([
      ...['Etl', 'Etl', 'Etl'],
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
          .filter((name) => !/^(NODE_OPTIONS|MONGODB_\w+)$/.test(name))
          .sort(),
      ]),
    );
    const RATES = ['LUFTHANSA_CALLS_PER_HOUR', 'LUFTHANSA_CALLS_PER_SECOND'];
    const CALLING = [...RATES, 'LUFTHANSA_SECRET_ARN', 'SCHEDULE_DATA_SOURCE'];
    expect(variables).toEqual({
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
  /** Actions that know no resources, or whose resources have no name beforehand. */
  const UNBOUND =
    /^(ec2:(Describe|CreateNetworkInterface|DeleteNetworkInterface)|cloudfront:(GetInvalidation|CreateInvalidation)|ecr:GetAuthorizationToken|logs:)/;

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

  it('name their actions, and all resources only where an action knows no other', () => {
    expect(statements().length).toBeGreaterThan(20);
    const actions = statements().flatMap(([where, { Action, Resource }]) =>
      [Action].flat().map((action) => ({ where, action, isOnAll: JSON.stringify(Resource) === '"*"' })),
    );
    expect(actions.filter(({ action }) => /^(\*|[\w-]+:\*)$/.test(action))).toEqual([]);
    expect(actions.filter(({ action, isOnAll }) => isOnAll && !UNBOUND.test(action))).toEqual([]);
  });

  it('come from no managed policy but those that CDK brings for its own functions', () => {
    for (const [stack, id, { Type, Properties }] of everything()) {
      if (Type !== 'AWS::IAM::Role' || id.startsWith('Custom')) continue;
      expect([stack, id, Properties?.['ManagedPolicyArns']]).toEqual([stack, id, undefined]);
    }
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

it('gives nothing that it need not a physical name', () => {
  const names = ['FunctionName', 'RoleName', 'BucketName', 'LogGroupName', 'ServiceName', 'GroupName'];
  const named = everything().filter(([, , { Properties = {} }]) =>
    names.some((name) => typeof Properties[name] === 'string'),
  );
  expect(named.map(([stack, id]) => `${stack} ${id}`)).toEqual([]);
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

describe('the stream', () => {
  it('leads the topic to the store from the beginning and to the broadcast from the end, on demand', () => {
    template('Stream').resourceCountIs('AWS::Lambda::EventSourceMapping', 2);
    const common = { Topics: ['aircraft-positions'], BatchSize: 10_000, MaximumBatchingWindowInSeconds: 1 };
    template('Stream').hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      ...common,
      StartingPosition: 'TRIM_HORIZON',
      AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: 'position-store' },
      ProvisionedPollerConfig: Match.absent(),
      DestinationConfig: Match.absent(),
    });
    template('Stream').hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      ...common,
      StartingPosition: 'LATEST',
      AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: 'position-broadcast' },
      ProvisionedPollerConfig: Match.absent(),
    });
  });

  it.each([
    ['Store', 'position-store'],
    ['Broadcast', 'position-broadcast'],
  ])('gives %s the rights of its group on the topic before its mapping begins', (id, group) => {
    const mapping = resources('Stream', 'AWS::Lambda::EventSourceMapping').find(([mappingId]) =>
      mappingId.startsWith(id),
    )!;
    const rights = mapping[1].DependsOn?.find((dependency) => dependency.startsWith(`${id}Rights`));
    const [, policy] = resources('Stream', 'AWS::IAM::Policy').find(([policyId]) => policyId === rights)!;
    const text = JSON.stringify(policy.Properties);
    for (const action of [
      'Connect',
      'DescribeClusterDynamicConfiguration',
      'DescribeTopic',
      'ReadData',
      'AlterGroup',
      'DescribeGroup',
    ]) {
      expect(text).toContain(`kafka-cluster:${action}`);
    }
    for (const action of ['kafka:DescribeClusterV2', 'kafka:GetBootstrapBrokers']) expect(text).toContain(action);
    expect(text).toContain(`/${group}`);
    expect(text).toContain('/aircraft-positions');
    expect(text).not.toContain('WriteData');
  });

  it('runs the producer as one task on arm64 that can write nothing but the topic and replaces itself in order', () => {
    template('Stream').hasResourceProperties('AWS::ECS::Service', {
      DesiredCount: 1,
      LaunchType: 'FARGATE',
      DeploymentConfiguration: Match.objectLike({
        MinimumHealthyPercent: 100,
        DeploymentCircuitBreaker: { Enable: true, Rollback: true },
      }),
    });
    template('Stream').hasResourceProperties('AWS::ECS::TaskDefinition', {
      RuntimePlatform: { CpuArchitecture: 'ARM64', OperatingSystemFamily: 'LINUX' },
      ContainerDefinitions: [
        Match.objectLike({
          ReadonlyRootFilesystem: true,
          HealthCheck: Match.anyValue(),
          StopTimeout: 30,
          Environment: Match.arrayWith([
            { Name: 'KAFKA_AUTH', Value: 'msk-iam' },
            { Name: 'POSITION_TOPIC', Value: 'aircraft-positions' },
            { Name: 'POSITION_PARTITIONS', Value: '3' },
          ]),
        }),
      ],
    });
    const [, policy] = resources('Stream', 'AWS::IAM::Policy').find(([id]) => id.startsWith('ProducerTaskTaskRole'))!;
    expect(JSON.stringify(policy.Properties)).toContain('kafka-cluster:WriteDataIdempotently');
    expect(JSON.stringify(policy.Properties)).not.toMatch(/ReadData|CreateTopic|AlterTopic/);
  });
});

describe('Kafka', () => {
  it('is two small brokers that let clients in by IAM only, encrypted, with their logs', () => {
    template('Kafka').hasResourceProperties('AWS::MSK::Cluster', {
      NumberOfBrokerNodes: 2,
      BrokerNodeGroupInfo: Match.objectLike({ InstanceType: 'kafka.t3.small' }),
      ClientAuthentication: { Sasl: { Iam: { Enabled: true } }, Unauthenticated: { Enabled: false } },
      EncryptionInfo: { EncryptionInTransit: { ClientBroker: 'TLS', InCluster: true } },
      LoggingInfo: Match.anyValue(),
    });
  });

  it('has the two topics, two copies of each', () => {
    const topics = resources('Kafka', 'AWS::MSK::Topic').map(([, { Properties }]) => [
      Properties?.['TopicName'],
      Properties?.['PartitionCount'],
      Properties?.['ReplicationFactor'],
    ]);
    expect(topics).toEqual([
      ['aircraft-positions', 3, 2],
      ['aircraft-positions-dlq', 1, 2],
    ]);
  });

  it('is reached on its IAM port by the producer and the mappings, in subnets without a way out', () => {
    const ports = resources('Network', 'AWS::EC2::SecurityGroupIngress').map(
      ([, { Properties }]) => Properties?.['ToPort'],
    );
    expect(ports.sort()).toEqual([443, 9098, 9098]);
    template('Network').resourceCountIs('AWS::EC2::NatGateway', 0);
    template('Network').resourceCountIs('AWS::EC2::VPCEndpoint', 2);
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
