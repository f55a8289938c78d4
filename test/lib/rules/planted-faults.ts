import { CfnCondition, Duration, Fn, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { CfnApi, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { AnyPrincipal, ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, CfnFunction, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import type { RuleName } from '../template-rules.ts';

const roleIn = (stack: Stack): Role =>
  new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });

const lets = (stack: Stack, action: string, resource: string): void =>
  void roleIn(stack).addToPolicy(new PolicyStatement({ actions: [action], resources: [resource] }));

const functionIn = (stack: Stack, props: { environment?: Record<string, string>; runtime?: Runtime } = {}) =>
  new LambdaFunction(stack, 'Made', {
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => {};'),
    timeout: Duration.seconds(180),
    ...props,
  });

const timerIn = (stack: Stack, target: LambdaFunction): CfnSchedule =>
  new CfnSchedule(stack, 'Timer', {
    flexibleTimeWindow: { mode: 'OFF' },
    scheduleExpression: 'rate(2 minutes)',
    target: { arn: target.functionArn, roleArn: 'arn:aws:iam::111111111111:role/timer' },
  });

/** One fault for each rule, put into a stack that has no other: what the rule says of it. */
export const PLANTED: Readonly<Record<RuleName, readonly [plant: (stack: Stack) => unknown, fault: string]>> = {
  'an action with a wildcard': [(stack) => lets(stack, 's3:*', 'arn:aws:s3:::a/b'), 'Planted RoleDefaultPolicy: s3:*'],
  'a right on all resources': [(stack) => lets(stack, 's3:GetObject', '*'), 'Planted RoleDefaultPolicy: s3:GetObject'],
  'a managed policy': [
    (stack) => roleIn(stack).addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')),
    'Planted Role: ReadOnlyAccess',
  ],
  'a secret in a variable or text': [
    (stack) => functionIn(stack, { environment: { URI: Fn.join('', ['mongodb://me:', 'open', '@db.example']) } }),
    'Planted Made: text',
  ],
  'a public bucket': [
    (stack) => new CfnBucket(stack, 'Bucket', { publicAccessBlockConfiguration: { blockPublicAcls: true } }),
    'Planted Bucket',
  ],
  'a right for everybody': [
    (stack) =>
      new Queue(stack, 'Queue').addToResourcePolicy(
        new PolicyStatement({
          actions: ['sqs:SendMessage'],
          principals: [new AnyPrincipal()],
          resources: ['arn:aws:x'],
        }),
      ),
    'Planted QueuePolicy',
  ],
  'a function of another runtime': [(stack) => functionIn(stack, { runtime: Runtime.PYTHON_3_13 }), 'Planted Made'],
  'a physical name': [(stack) => new CfnBucket(stack, 'Bucket', { bucketName: 'airlines' }), 'Planted Bucket'],
  'a condition that is decided at deploy time': [
    (stack) => new CfnCondition(stack, 'Large', { expression: Fn.conditionEquals('a', 'b') }),
    'Planted: Conditions',
  ],
  'a port that is open to everybody': [
    (stack) =>
      new CfnSecurityGroup(stack, 'Group', {
        groupDescription: 'open',
        securityGroupIngress: [{ ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIp: '0.0.0.0/0' }],
      }),
    'Planted Group',
  ],
  'logs that are kept for ever': [(stack) => new CfnLogGroup(stack, 'Logs'), 'Planted Logs'],
  'something stateful without a removal policy': [
    (stack) => new CfnParameter(stack, 'Parameter', { type: 'String', value: 'x' }),
    'Planted Parameter',
  ],
  'error responses of a whole distribution': [
    (stack) =>
      new CfnDistribution(stack, 'Distribution', {
        distributionConfig: {
          enabled: true,
          defaultCacheBehavior: { targetOriginId: 'a', viewerProtocolPolicy: 'https-only' },
          customErrorResponses: [{ errorCode: 404, responseCode: 200, responsePagePath: '/index.html' }],
        },
      }),
    'Planted Distribution',
  ],
  'sharing with other origins': [
    (stack) => new CfnApi(stack, 'Api', { protocolType: 'HTTP', corsConfiguration: { allowOrigins: ['*'] } }),
    'Planted Api',
  ],
  'a stage without throttle or JSON log': [
    (stack) =>
      new CfnStage(stack, 'Stage', {
        apiId: 'a',
        stageName: 'live',
        defaultRouteSettings: { throttlingBurstLimit: 1, throttlingRateLimit: 1 },
        accessLogSettings: { destinationArn: 'arn:aws:logs:x', format: '$context.requestId' },
      }),
    'Planted Stage: log',
  ],
  'events that are lost when a function fails': [(stack) => timerIn(stack, functionIn(stack)), 'Planted Made'],
  'a timer without zone, retries or dead letters': [
    (stack) => timerIn(stack, functionIn(stack)).applyRemovalPolicy(RemovalPolicy.DESTROY),
    'Planted Timer: dead letters',
  ],
  'a function that may outlive its caller': [
    (stack) => timerIn(stack, functionIn(stack)),
    'Planted Made: Planted Timer',
  ],
};

/** More that one rule must tell. */
export const ALSO_PLANTED: readonly (readonly [RuleName, plant: (stack: Stack) => unknown, fault: string])[] = [
  ['an action with a wildcard', (stack) => lets(stack, '*', 'arn:aws:s3:::a/b'), 'Planted RoleDefaultPolicy: *'],
  [
    'a secret in a variable or text',
    (stack) => functionIn(stack, { environment: { CLIENT_SECRET: Fn.ref('AWS::StackName') } }),
    'Planted Made: CLIENT_SECRET',
  ],
  [
    'a public bucket',
    (stack) =>
      new CfnBucket(stack, 'Bucket', {
        publicAccessBlockConfiguration: {
          blockPublicAcls: true,
          blockPublicPolicy: true,
          ignorePublicAcls: true,
          restrictPublicBuckets: true,
        },
        websiteConfiguration: { indexDocument: 'index.html' },
      }),
    'Planted Bucket',
  ],
  [
    'a function of another runtime',
    (stack) =>
      new CfnFunction(stack, 'Made', {
        role: 'arn:aws:iam::111111111111:role/x',
        code: { zipFile: '' },
        runtime: 'nodejs24.x',
        architectures: ['x86_64'],
      }),
    'Planted Made',
  ],
  ['logs that are kept for ever', (stack) => functionIn(stack), 'Planted Made'],
];
