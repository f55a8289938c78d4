import { resolveSrv } from 'node:dns/promises';
import { APIGatewayClient, GetAccountCommand } from '@aws-sdk/client-api-gateway';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { readSecretText } from '#adapters/aws/read-secret.ts';
import { clientSettings } from '../client-settings.ts';
import { createListStacks } from '../outputs/list-stacks.ts';
import type { ListStacks } from '../outputs/stage-stacks.ts';
import { nullWhereAbsent, type LambdaLimits } from './account-checks.ts';
import type { RoleCredentials } from './database-login.ts';
import type { Identity } from './identity.ts';

/** What is asked of an account in a region. Everything only reads; all errors are the SDK's. */
export interface AwsAccount {
  whoAmI(): Promise<Identity>;
  bootstrapVersion(): Promise<number | null>;
  lambdaLimits(): Promise<LambdaLimits>;
  apiGatewayLogRole(): Promise<string | null>;
  readonly listStacks: ListStacks;
  readSecret(secretArn: string): Promise<string>;
  assumeRole(roleArn: string): Promise<RoleCredentials>;
}

/** Written by `cdk bootstrap`; the CDK's own stacks ask for it. */
const BOOTSTRAP_PARAMETER = '/cdk-bootstrap/hnb659fds/version';
const SHORTEST_SESSION_S = 900;

export function createAwsAccount(region: string): AwsAccount {
  const settings = clientSettings(region);
  const sts = new STSClient(settings);
  const secrets = new SecretsManagerClient(settings);
  return {
    async whoAmI() {
      const { Account: account = '', Arn: arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
      return { account, arn };
    },
    async bootstrapVersion() {
      const ssm = new SSMClient(settings);
      const answer = await nullWhereAbsent(ssm.send(new GetParameterCommand({ Name: BOOTSTRAP_PARAMETER })));
      return answer === null ? null : Number(answer.Parameter?.Value);
    },
    async lambdaLimits() {
      const { AccountLimit: limit } = await new LambdaClient(settings).send(new GetAccountSettingsCommand({}));
      const concurrent = limit?.ConcurrentExecutions ?? 0;
      return { concurrent, unreserved: limit?.UnreservedConcurrentExecutions ?? concurrent };
    },
    async apiGatewayLogRole() {
      const { cloudwatchRoleArn } = await new APIGatewayClient(settings).send(new GetAccountCommand({}));
      return cloudwatchRoleArn || null;
    },
    listStacks: createListStacks(new CloudFormationClient(settings)),
    readSecret: (secretArn) => readSecretText(secretArn, secrets),
    async assumeRole(roleArn) {
      const answer = await sts.send(
        new AssumeRoleCommand({
          RoleArn: roleArn,
          RoleSessionName: 'airlines-preflight',
          DurationSeconds: SHORTEST_SESSION_S,
        }),
      );
      const { AccessKeyId, SecretAccessKey, SessionToken, Expiration: expiration } = answer.Credentials ?? {};
      if (!AccessKeyId || !SecretAccessKey || !SessionToken || expiration === undefined) {
        throw new Error(`STS gave no credentials of ${roleArn}`);
      }
      return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken, expiration };
    },
  };
}

const UNKNOWN_NAME = new Set(['ENOTFOUND', 'ENODATA']);

/** Whether a MongoDB cluster's host has the record that `mongodb+srv://` looks for. @throws Error where DNS doesn't answer */
export async function isKnownHost(host: string): Promise<boolean> {
  try {
    return (await resolveSrv(`_mongodb._tcp.${host}`)).length > 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error && UNKNOWN_NAME.has(String(error.code))) return false;
    throw error;
  }
}
