import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { plainId, synthesise } from '../synthesise.ts';

const { template, resources } = synthesise();

it('sends every route of the WebSocket API to its function, which each may invoke', () => {
  const keys = resources('Live', 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties?.['RouteKey']);
  expect(keys).toEqual(['$connect', '$disconnect', '$default', 'subscribe', 'ping']);
  const sources = resources('Live', 'AWS::Lambda::Permission').map(([, { Properties }]) => JSON.stringify(Properties));
  for (const key of keys) expect(sources.some((source) => source.includes(`/*${String(key)}"`))).toBe(true);
  template('Live').hasResourceProperties('AWS::ApiGatewayV2::Api', {
    ProtocolType: 'WEBSOCKET',
    RouteSelectionExpression: '$request.body.action',
  });
});

it('lets viewers of the site connect, whose origin the site writes where the function reads it, and of origins told', () => {
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

it('runs compaction when npm start does: starts are tried again, a failed run is not, and both are kept', () => {
  const queue = { 'Fn::GetAtt': [Match.stringLikeRegexp('^CompactionDeadLetters'), 'Arn'] };
  template('Live').hasResourceProperties('AWS::SQS::Queue', { MessageRetentionPeriod: 24 * 3600 });
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

/** What a role's own policy allows. */
function rightsOf(prefix: string): { readonly Action: unknown; readonly Resource: unknown }[] {
  const policies = resources('Live', 'AWS::IAM::Policy').filter(([id]) => id.startsWith(prefix));
  return policies.flatMap(
    ([, { Properties }]) =>
      (Properties?.['PolicyDocument'] as { Statement: { Action: unknown; Resource: unknown }[] }).Statement,
  );
}

it('lets viewers be posted to by the two functions that do, and by no other means', () => {
  const isPosting = ({ Action }: { readonly Action: unknown }): boolean => Action === 'execute-api:ManageConnections';
  const owners = ['ConsumersStore', 'ConsumersBroadcast', 'CompactionFunction', 'RoutesFunction'];
  expect(owners.filter((owner) => rightsOf(owner).some(isPosting))).toEqual(['ConsumersBroadcast', 'RoutesFunction']);
  const [posting] = rightsOf('ConsumersBroadcast').filter(isPosting);
  expect(JSON.stringify(posting?.Resource)).toMatch(/\/live\/POST\/@connections\/\*"/);
});

it('starts compaction by a role that may start it and keep what failed, and nothing else', () => {
  const arnOf = (id: string): unknown => ({ 'Fn::GetAtt': [expect.stringMatching(id) as unknown, 'Arn'] });
  expect(rightsOf('CompactionTimerRole')).toEqual([
    { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: arnOf('^CompactionFunction[0-9A-F]{8}$') },
    { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arnOf('^CompactionDeadLetters') },
  ]);
});

it('has a switch for sending that is on at first, which the broadcast may read and nobody here may turn', () => {
  template('Live').hasResourceProperties('AWS::SSM::Parameter', { Type: 'String', Value: 'on' });
  const texts = resources('Live', 'AWS::IAM::Policy').map(([id, { Properties }]) => [id, JSON.stringify(Properties)]);
  const reading = texts.filter(
    ([, text]) => /ssm:GetParameter/.test(text ?? '') && /SendingParameter/.test(text ?? ''),
  );
  expect(reading.map(([id]) => plainId(id ?? ''))).toEqual(['ConsumersBroadcastRoleDefaultPolicy']);
  expect(texts.some(([, text]) => text?.includes('ssm:PutParameter'))).toBe(false);
});

it('throttles viewers, and writes what they send as JSON with the ids of request, connection and function', () => {
  template('Live').hasResourceProperties('AWS::ApiGatewayV2::Stage', {
    DefaultRouteSettings: { ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 },
  });
  const [[, stage] = []] = resources('Live', 'AWS::ApiGatewayV2::Stage');
  const { Format: format } = stage?.Properties?.['AccessLogSettings'] as { Format: string };
  expect(JSON.parse(format)).toMatchObject({
    requestId: '$context.requestId',
    functionRequestId: '$context.integration.requestId',
    status: '$context.status',
  });
});

describe('the role by which API Gateway logs', () => {
  it('is there before the stage that logs, and stays when the stack goes', () => {
    const [[id, account] = []] = resources('Live', 'AWS::ApiGateway::Account');
    const [[, stage] = []] = resources('Live', 'AWS::ApiGatewayV2::Stage');
    expect(stage?.DependsOn).toContain(id);
    expect([account?.DeletionPolicy, account?.UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
    const [[, role] = []] = resources('Live', 'AWS::IAM::Role').filter(([name]) => name.startsWith('WebsocketLogRole'));
    expect(role?.DeletionPolicy).toBe('Retain');
  });

  it('is left alone where the account has one', () => {
    const existing = synthesise({ apiGatewayLogRole: 'existing' });
    expect(existing.resources('Live', 'AWS::ApiGateway::Account')).toEqual([]);
    existing
      .template('Live')
      .hasResourceProperties('AWS::ApiGatewayV2::Stage', { AccessLogSettings: Match.anyValue() });
  });
});

it('reserves concurrency for those that read Kafka only, and only where told', () => {
  const reserved = (live: ReturnType<typeof synthesise>): string[] =>
    live
      .everything()
      .filter(([, , { Properties }]) => Properties?.['ReservedConcurrentExecutions'] === 3)
      .map(([stack, id]) => `${stack} ${plainId(id)}`);
  expect(reserved(synthesise({ reservedConcurrency: 3 }))).toEqual(['Live ConsumersStore', 'Live ConsumersBroadcast']);
  expect(JSON.stringify(template('Live').toJSON())).not.toContain('ReservedConcurrentExecutions');
});
