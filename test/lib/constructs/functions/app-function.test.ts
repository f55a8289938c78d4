import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { afterAll, beforeAll, it } from 'vitest';
import { AppFunction, type AppFunctionProps } from '../../../../lib/constructs/functions/app-function.ts';
import type { FunctionSettings } from '../../../../lib/constructs/functions/function-settings.ts';

const SECRET_ARN = 'arn:aws:secretsmanager:eu-central-1:111111111111:secret:uri-AbCdEf';
const outdir = mkdtempSync(join(tmpdir(), 'app-function-'));
/** Loading the library is what takes long, and no test's own time. */
beforeAll(() => void templateWith({}));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

function templateWith(props: Partial<AppFunctionProps>, settings: Partial<FunctionSettings> = {}): Template {
  const stack = new Stack(new App({ outdir, context: { 'aws:cdk:bundling-stacks': [] } }), 'Test');
  const uri = Secret.fromSecretCompleteArn(stack, 'Uri', SECRET_ARN);
  new AppFunction(stack, 'Made', {
    folder: 'position-store',
    description: 'test',
    databaseRole: 'writer',
    settings: {
      stage: 'dev',
      database: { login: 'secret', uri },
      logRetention: RetentionDays.ONE_MONTH,
      logLevel: 'info',
      bundlesSdk: false,
      egress: null,
      ...settings,
    },
    ...props,
  });
  return Template.fromStack(stack);
}

it('keeps what its caller sets in the environment, which goes before the defaults', () => {
  templateWith({ environment: { TABLE: 'x', NODE_OPTIONS: '--trace-warnings' } }).hasResourceProperties(
    'AWS::Lambda::Function',
    { Environment: { Variables: Match.objectLike({ TABLE: 'x', NODE_OPTIONS: '--trace-warnings' }) } },
  );
});

it('has memory and time of its own where they are given', () => {
  templateWith({}).hasResourceProperties('AWS::Lambda::Function', { MemorySize: 512, Timeout: 30 });
  templateWith({ memorySize: 1024, timeout: Duration.minutes(2) }).hasResourceProperties('AWS::Lambda::Function', {
    MemorySize: 1024,
    Timeout: 120,
  });
});

it('may write to its own log group and read the address of the database, and nothing else', () => {
  const template = templateWith({});
  template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
  template.resourceCountIs('AWS::IAM::Policy', 1);
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('MadeLogs'), 'Arn'] },
        },
        { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: SECRET_ARN },
      ],
    },
  });
  template.hasResourceProperties('AWS::Lambda::Function', {
    Environment: { Variables: Match.objectLike({ MONGODB_SECRET_ARN: SECRET_ARN }) },
  });
});

it('keeps concurrency for itself only where told', () => {
  const reserved = (count: unknown) => ({ ReservedConcurrentExecutions: count });
  templateWith({}).hasResourceProperties('AWS::Lambda::Function', reserved(Match.absent()));
  templateWith({ reservedConcurrency: 3 }).hasResourceProperties('AWS::Lambda::Function', reserved(3));
});

it('leaves lines below the level of the stage to Lambda, which drops them', () => {
  const logging = (level: string) => ({
    LoggingConfig: Match.objectLike({ LogFormat: 'JSON', ApplicationLogLevel: level }),
  });
  templateWith({}).hasResourceProperties('AWS::Lambda::Function', logging('INFO'));
  templateWith({}, { logLevel: 'debug' }).hasResourceProperties('AWS::Lambda::Function', logging('DEBUG'));
});
