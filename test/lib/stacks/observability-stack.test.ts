import { readFileSync } from 'node:fs';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { runbookSection } from '../../../lib/runbook.ts';
import { dashboardOf, metricsIn } from '../read-metrics.ts';
import { plainId, synthesise, type Resource } from '../synthesise.ts';

const STACK = 'Observability';
const RUNBOOK_URL = 'https://git.example/airlines/docs/runbook.md';
const deployments = {
  dev: synthesise(),
  prod: synthesise({ alarmEmail: 'operators@airlines.example', runbookUrl: RUNBOOK_URL }, { stage: 'prod' }),
  serverless: synthesise({ kafka: { mode: 'serverless' }, eventSources: 'provisioned' }),
  stopped: synthesise({ producerTasks: 0 }),
  local: synthesise({}, { localEndpoint: 'http://127.0.0.1:4566' }),
};
type Deployment = keyof typeof deployments;
type Properties = NonNullable<Resource['Properties']>;

const resources = (of: Deployment, type: string): Properties[] =>
  deployments[of].resources(STACK, type).map(([, { Properties: properties = {} }]) => properties);

function alarms(of: Deployment): Map<string, Properties> {
  const found = deployments[of].resources(STACK, 'AWS::CloudWatch::Alarm');
  return new Map(
    found.map(([id, { Properties: properties = {} }]) => [plainId(id).replace(/^Alarms/, ''), properties]),
  );
}
const alarm = (of: Deployment, id: string): Properties => alarms(of).get(id) ?? {};

describe('alarms', () => {
  it('say in a sentence what happened, and where the runbook tells what to do', () => {
    expect([...alarms('dev')].map(([id, { AlarmDescription: text }]) => `${id}: ${String(text)}`))
      .toMatchInlineSnapshot(`
        [
          "NewestPositionAge: The newest position in the database has been older than 120 s for ten minutes, or there is none. What to do: docs/runbook.md#newest-position-age",
          "PositionDeadLetters: Records of the position topic could not be read or stored, and were kept aside. What to do: docs/runbook.md#position-dead-letters",
          "StoreLag: Consumer group position-store has been 30000 records of a partition behind for ten minutes, or is gone: the database is behind. What to do: docs/runbook.md#store-lag",
          "BroadcastLag: Consumer group position-broadcast has been 30000 records of a partition behind for ten minutes, or is gone: viewers see old positions or none. What to do: docs/runbook.md#broadcast-lag",
          "ProducerNotRunning: No task of the position producer has run for five minutes: no feed is read. What to do: docs/runbook.md#producer-not-running",
          "BrokerDisk: The disk of a Kafka broker is more than 80 % full: at 100 % it takes no more positions. What to do: docs/runbook.md#broker-disk",
          "ReferenceRunMissing: No run for reference data was completed in 26 hours: what the site shows grows old. What to do: docs/runbook.md#reference-run-missing",
          "ScheduleRunMissing: No run for schedules was completed in 26 hours: what the site shows grows old. What to do: docs/runbook.md#schedule-run-missing",
          "StatusRunMissing: No run for flight status was completed in 3 hours: what the site shows grows old. What to do: docs/runbook.md#status-run-missing",
          "EtlRunIncomplete: A nightly run has been taken up again for 6 hours without coming to its end. What to do: docs/runbook.md#etl-run-incomplete",
          "LufthansaQuotaSpent: The hourly quota of the Lufthansa API has been spent for 3 hours in a row. What to do: docs/runbook.md#lufthansa-quota-spent",
          "FunctionDeadLetters: A run of an ETL, of the compaction or of the schema step could not be started or failed for good; its event is in a queue. What to do: docs/runbook.md#function-dead-letters",
          "TimerErrors: EventBridge Scheduler could not call a function 3 times within 15 minutes. What to do: docs/runbook.md#timer-errors",
          "DatabaseStorage: The database fills more than 80 % of its 5120 MB: when it is full nothing is stored. What to do: docs/runbook.md#database-storage",
          "SchemaIncomplete: A deployment went on without an index of the database that is still being built, or that another is in the way of. What to do: docs/runbook.md#schema-incomplete",
          "StreamFunctionErrors: A function that reads positions from Kafka has failed 3 times in five minutes, twice within fifteen. What to do: docs/runbook.md#stream-function-errors",
          "ApiFunctionErrors: A function that answers the page or operators has failed 3 times in five minutes, twice within fifteen. What to do: docs/runbook.md#api-function-errors",
          "CompactionErrors: The compaction of the history has failed 3 times in fifteen minutes. What to do: docs/runbook.md#compaction-errors",
          "EtlFunctionErrors: A function that loads from the Lufthansa API has failed 3 times in an hour. What to do: docs/runbook.md#etl-function-errors",
          "FunctionThrottles: Lambda refused to run functions 5 times in five minutes, for lack of concurrency in this account. What to do: docs/runbook.md#function-throttles",
          "WebsocketErrors: The WebSocket API refused or failed 20 times in five minutes: viewers can't connect or subscribe. What to do: docs/runbook.md#websocket-errors",
          "HttpServerErrors: The HTTP API answered 20 requests with 5xx in five minutes. What to do: docs/runbook.md#http-server-errors",
        ]
      `);
    for (const [id, { AlarmDescription: text }] of alarms('prod')) {
      expect(text).toMatch(new RegExp(`^[A-Z].+[^.]\\. What to do: ${runbookSection(id, RUNBOOK_URL)}$`));
    }
  });

  it('have a section of the runbook each, and every section there has its alarm', () => {
    const text = readFileSync(new URL('../../../docs/runbook.md', import.meta.url), 'utf8');
    const [, part = ''] = /^## Alarms\n(.*?)^## /ms.exec(text) ?? [];
    const sections = [...part.matchAll(/^### (.+)$/gm)].map(
      ([, heading = '']) => `docs/runbook.md#${heading.toLowerCase().replaceAll(' ', '-')}`,
    );
    const all = new Set([...alarms('dev').keys(), ...alarms('local').keys(), 'MonthlyBudget']);
    expect(sections.toSorted()).toEqual([...all].map((id) => runbookSection(id)).toSorted());
    for (const section of part.split(/^### /m).slice(1)) {
      expect(section).toMatch(/\*\*Means:\*\* .+\*\*Look(:\*\* .+\*\*Do| and do):\*\* ./s);
    }
  });

  it('take silence for the fault where silence is one, and leave it alone elsewhere', () => {
    const byTreatment = new Map<string, string[]>();
    for (const [id, { TreatMissingData: as }] of alarms('dev')) {
      byTreatment.set(String(as), [...(byTreatment.get(String(as)) ?? []), id]);
    }
    expect(Object.fromEntries(byTreatment)).toMatchInlineSnapshot(`
      {
        "breaching": [
          "NewestPositionAge",
          "StoreLag",
          "BroadcastLag",
          "ProducerNotRunning",
          "ReferenceRunMissing",
          "ScheduleRunMissing",
          "StatusRunMissing",
        ],
        "ignore": [
          "BrokerDisk",
          "DatabaseStorage",
          "SchemaIncomplete",
        ],
        "notBreaching": [
          "PositionDeadLetters",
          "EtlRunIncomplete",
          "LufthansaQuotaSpent",
          "FunctionDeadLetters",
          "TimerErrors",
          "StreamFunctionErrors",
          "ApiFunctionErrors",
          "CompactionErrors",
          "EtlFunctionErrors",
          "FunctionThrottles",
          "WebsocketErrors",
          "HttpServerErrors",
        ],
      }
    `);
  });

  it('are no more than 25, on few metrics, since each costs', () => {
    for (const [of, most] of [
      ['dev', 32],
      ['prod', 34],
    ] as const) {
      expect(alarms(of).size).toBeLessThanOrEqual(25);
      const read = [...alarms(of).values()].flatMap(metricsIn);
      expect(read.length).toBeLessThanOrEqual(most);
    }
  });

  it('watch the errors of every function, and the throttles of all', () => {
    const watched = new Set(
      [...alarms('dev').values()]
        .flatMap(metricsIn)
        .filter(({ namespace, name }) => namespace === 'AWS/Lambda' && name === 'Errors')
        .map(({ dimensions }) => dimensions['FunctionName']),
    );
    const ours = deployments.dev
      .everything()
      .filter(([stack, , { Type }]) => Type === 'AWS::Lambda::Function' && ['Etl', 'Live', 'Api'].includes(stack));
    expect(ours).toHaveLength(9);
    for (const [, id] of ours) expect([...watched].filter((name) => name?.includes(id))).toHaveLength(1);
    expect(metricsIn(alarm('dev', 'FunctionThrottles'))).toEqual([
      { namespace: 'AWS/Lambda', name: 'Throttles', dimensions: {} },
    ]);
  });

  it('ask MSK how far each consumer group is behind, by the name in the cluster’s ARN', () => {
    for (const [id, group] of [
      ['StoreLag', 'position-store'],
      ['BroadcastLag', 'position-broadcast'],
    ] as const) {
      const [metric, ...others] = metricsIn(alarm('dev', id));
      expect(others).toEqual([]);
      expect(metric).toMatchObject({
        ...{ namespace: 'AWS/Kafka', name: 'MaxOffsetLag' },
        dimensions: { 'Consumer Group': group, Topic: 'aircraft-positions' },
      });
      expect(metric?.dimensions['Cluster Name']).toMatch(
        /^\{"Fn::Select":\[1,\{"Fn::Split":\["\/",.*airlines-dev-kafka/,
      );
    }
  });

  it('miss a nightly run after 26 hours, and one of status after three', () => {
    const hour = { Period: 3600, Threshold: 1, ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching' };
    for (const id of ['ReferenceRunMissing', 'ScheduleRunMissing']) {
      expect(alarm('dev', id)).toMatchObject({ ...hour, EvaluationPeriods: 26, DatapointsToAlarm: 26 });
    }
    expect(alarm('dev', 'StatusRunMissing')).toMatchObject({ ...hour, EvaluationPeriods: 3, DatapointsToAlarm: 3 });
  });

  it('go by the disk that the stage says the database has', () => {
    expect(alarm('dev', 'DatabaseStorage')).toMatchObject({ Threshold: 4096, MetricName: 'StorageUsedMb' });
    expect(alarm('prod', 'DatabaseStorage')).toMatchObject({ Threshold: 8192 });
  });

  it('say nothing of a history that fills its budget, as it is meant to: the dashboard shows it', () => {
    const read = [...alarms('prod').values()].flatMap(metricsIn).map(({ name }) => name);
    expect(read).not.toContain('HistoryUsedPercent');
    expect(JSON.stringify(dashboardOf(deployments.prod).widgets)).toContain('HistoryUsedPercent');
  });

  it('look at brokers only where they are ours, and at the dead-letter topic only where a mapping writes to it', () => {
    expect(metricsIn(alarm('dev', 'BrokerDisk')).map(({ dimensions }) => dimensions['Broker ID'])).toEqual(['1', '2']);
    expect(alarms('serverless').has('BrokerDisk')).toBe(false);
    const topics = (of: Deployment) =>
      metricsIn(alarm(of, 'PositionDeadLetters')).map(({ dimensions: { Topic } }) => Topic);
    expect(topics('dev')).toEqual([undefined]);
    expect(topics('prod')).toEqual([undefined, 'aircraft-positions-dlq', 'aircraft-positions-dlq']);
    expect(topics('serverless')).toEqual([undefined, 'aircraft-positions-dlq']);
  });

  it('end for a record that was set aside, though Kafka’s rate of bytes never does', () => {
    expect(alarm('prod', 'PositionDeadLetters')).toMatchObject({
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Threshold: 0.01,
    });
  });

  it('ring for an event in any queue of dead letters there is', () => {
    const queues = deployments.dev.everything().filter(([, , { Type }]) => Type === 'AWS::SQS::Queue');
    expect(queues.map(([stack]) => stack).toSorted()).toEqual(['Etl', 'Live', 'Schema']);
    const watched = metricsIn(alarm('dev', 'FunctionDeadLetters')).map(({ dimensions }) => dimensions['QueueName']);
    expect(watched).toHaveLength(queues.length);
    for (const [, id] of queues) expect(watched.filter((name) => name?.includes(id))).toHaveLength(1);
    expect(JSON.stringify(alarm('dev', 'FunctionDeadLetters'))).toContain('SUM([FILL(m0, 0)');
  });

  it('expect neither a producer nor positions where it is stopped on purpose', () => {
    expect(alarms('stopped').has('ProducerNotRunning')).toBe(false);
    expect(alarms('stopped').has('NewestPositionAge')).toBe(false);
    expect(alarm('stopped', 'StoreLag')).toMatchObject({ TreatMissingData: 'notBreaching' });
  });

  it('are named by CloudFormation, and use nothing that an emulator lacks', () => {
    for (const properties of alarms('prod').values()) expect(properties).not.toHaveProperty('AlarmName');
    const types = new Set(deployments.local.resources(STACK).map(([, { Type }]) => Type));
    expect([...types].toSorted()).toEqual(['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::Dashboard']);
    const namespaces = new Set([...alarms('local').values()].flatMap(metricsIn).map(({ namespace }) => namespace));
    expect([...namespaces].toSorted()).toEqual([
      ...['AWS/ApiGateway', 'AWS/Lambda', 'AWS/SQS', 'AWS/Scheduler', 'Airlines/dev'],
    ]);
  });
});

describe('notices', () => {
  it('go to one address, encrypted by a key that CloudWatch and Budgets may use', () => {
    const { template } = deployments.prod;
    const stack = template(STACK);
    stack.resourceCountIs('AWS::SNS::Topic', 2);
    stack.allResourcesProperties('AWS::SNS::Subscription', {
      Endpoint: 'operators@airlines.example',
      Protocol: 'email',
    });
    for (const { DisplayName: name } of resources('prod', 'AWS::SNS::Topic')) expect(name).toMatch(/^[\w -]{1,100}$/);
    stack.allResourcesProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
    stack.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
    for (const service of ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com']) {
      const own = { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } };
      const statement = (action: unknown) =>
        Match.arrayWith([
          Match.objectLike({ Action: action, Condition: own, Effect: 'Allow', Principal: { Service: service } }),
        ]);
      stack.hasResourceProperties('AWS::KMS::Key', {
        KeyPolicy: { Statement: statement(['kms:Decrypt', 'kms:GenerateDataKey*']) },
      });
      stack.hasResourceProperties('AWS::SNS::TopicPolicy', {
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
            Match.objectLike({ Action: 'sns:Publish', Condition: own, Principal: { Service: service } }),
          ]),
        },
      });
    }
  });

  it('are sent when an alarm rings and when it is over', () => {
    for (const { AlarmActions: rings, OKActions: over } of alarms('prod').values()) {
      expect(rings).toEqual([{ Ref: expect.stringMatching(/^NoticesAlarms/) as unknown }]);
      expect(over).toEqual(rings);
    }
  });

  it('are left out where the stage has no address', () => {
    expect(resources('dev', 'AWS::SNS::Topic')).toEqual([]);
    expect(resources('dev', 'AWS::KMS::Key')).toEqual([]);
    for (const properties of alarms('dev').values()) expect(properties).not.toHaveProperty('AlarmActions');
  });
});

describe('the budget', () => {
  it('is the stage’s, of what bears the tag, and leads to the runbook when it is or will be spent', () => {
    const [{ Budget: budget, NotificationsWithSubscribers: notices } = {}] = resources('prod', 'AWS::Budgets::Budget');
    expect(budget).toEqual({
      ...{ BudgetType: 'COST', TimeUnit: 'MONTHLY', BudgetLimit: { Amount: 1000, Unit: 'USD' } },
      CostFilters: { TagKeyValue: ['user:application$airlines'] },
    });
    expect(notices).toMatchObject(
      [
        ['ACTUAL', 80],
        ['ACTUAL', 100],
        ['FORECASTED', 100],
      ].map(([type, threshold]) => ({
        Notification: { NotificationType: type, Threshold: threshold, ThresholdType: 'PERCENTAGE' },
        Subscribers: [
          { SubscriptionType: 'SNS', Address: { Ref: expect.stringMatching(/^NoticesBudget/) as unknown } },
        ],
      })),
    );
    deployments.prod.template(STACK).hasResourceProperties('AWS::SNS::Topic', {
      DisplayName: 'Airlines prod - see Monthly budget in the runbook',
    });
  });

  it('has no notices where there is nobody to get them', () => {
    const [budget] = resources('dev', 'AWS::Budgets::Budget');
    expect(budget).not.toHaveProperty('NotificationsWithSubscribers');
  });
});

describe('the dashboard', () => {
  it('shows all alarms first, then how old positions are', () => {
    const { widgets } = dashboardOf(deployments.dev);
    expect(widgets.slice(0, 2)).toMatchObject([
      { type: 'alarm', y: 0, properties: { alarms: { length: alarms('dev').size } } },
      { type: 'metric', properties: { title: 'Newest position', view: 'singleValue' } },
    ]);
  });

  it('names the switch that stops sending, and its section', () => {
    const texts = dashboardOf(deployments.dev).widgets.flatMap(({ properties: { markdown } }) => markdown ?? []);
    expect(texts.join()).toContain('npm run admin -- sending off');
    expect(texts.join()).toContain(runbookSection('StopSending'));
    expect(texts.join()).toMatch(/systems-manager\/parameters\/token\/description/);
    expect(texts.join()).toContain('$250 a month');
    expect(JSON.stringify(dashboardOf(deployments.prod))).toContain(runbookSection('StopSending', RUNBOOK_URL));
  });

  it('has its rows filled, and no widget over another', () => {
    for (const of of ['dev', 'serverless', 'local'] as const) {
      const widths = new Map<number, number>();
      for (const { y, width } of dashboardOf(deployments[of]).widgets) widths.set(y, (widths.get(y) ?? 0) + width);
      expect([...widths.values()].every((width) => width > 16 && width <= 24)).toBe(true);
    }
  });

  it('is found by its address among the outputs', () => {
    deployments.dev.template(STACK).hasOutput('DashboardUrl', {
      Value: { 'Fn::Join': ['', Match.arrayWith(['.console.aws.amazon.com/cloudwatch/home?region='])] },
    });
  });
});
