import { CfnOutput, RemovalPolicy, SecretValue, Stack, type StackProps } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { DeploymentConfig } from '../config.ts';
import type { DatabaseAccess } from '../constructs/database/database-access.ts';
import { DatabaseRoles } from '../constructs/database/database-roles.ts';
import { LogBucket } from '../constructs/site/log-bucket.ts';

export interface DataStackProps extends StackProps {
  readonly config: Pick<DeploymentConfig, 'databaseHost' | 'logRetentionDays'>;
}

/** What the secret says until somebody puts the credentials in; functions refuse it by its form. */
const NO_CREDENTIALS = 'Replace this by {"client_id":"…","client_secret":"…"} as developer.lufthansa.com shows them';

/**
 * What outlives every other stack: who may do what in the database, the secret with its address, `mongodb+srv://…`, where
 * it isn't logged in to by IAM, the secret with the credentials of the Lufthansa API, and the bucket of the site's logs. The
 * secrets are encrypted by the account's own key for secrets, and all of it is kept when the stack is deleted.
 */
export class DataStack extends Stack {
  readonly database: DatabaseAccess;
  readonly lufthansaCredentials: Secret;
  readonly siteLogs: LogBucket;

  constructor(scope: Construct, id: string, { config, ...props }: DataStackProps) {
    super(scope, id, props);
    const { databaseHost, logRetentionDays } = config;
    this.siteLogs = new LogBucket(this, 'SiteLogs', { keptDays: logRetentionDays });
    const { roles } = new DatabaseRoles(this, 'DatabaseRoles');
    this.database =
      databaseHost === null
        ? { login: 'secret', uri: this.createDatabaseSecret() }
        : { login: 'iam', host: databaseHost, roles };
    this.lufthansaCredentials = new Secret(this, 'LufthansaCredentials', {
      description: 'Credentials of the Lufthansa Open API; put the real ones in after the first deployment',
      secretStringValue: SecretValue.unsafePlainText(NO_CREDENTIALS),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    new CfnOutput(this, 'LufthansaSecretArn', { value: this.lufthansaCredentials.secretArn });
  }

  private createDatabaseSecret(): Secret {
    const secret = new Secret(this, 'DatabaseUri', {
      description: 'Connection string of MongoDB; put the real one in after the first deployment',
      removalPolicy: RemovalPolicy.RETAIN,
    });
    new CfnOutput(this, 'DatabaseSecretArn', { value: secret.secretArn });
    return secret;
  }
}
