import { RemovalPolicy, SecretValue, Stack, type StackProps } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

/** What the secret says until somebody puts the credentials in; functions refuse it by its form. */
const NO_CREDENTIALS = 'Replace this by {"client_id":"…","client_secret":"…"} as developer.lufthansa.com shows them';

/**
 * What outlives every other stack: the secrets that hold the address of the database, `mongodb+srv://…`, and the
 * credentials of the Lufthansa API.
 */
export class DataStack extends Stack {
  readonly databaseUri: Secret;
  readonly lufthansaCredentials: Secret;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    this.databaseUri = new Secret(this, 'DatabaseUri', {
      description: 'Connection string of MongoDB; put the real one in after the first deployment',
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.lufthansaCredentials = new Secret(this, 'LufthansaCredentials', {
      description: 'Credentials of the Lufthansa Open API; put the real ones in after the first deployment',
      secretStringValue: SecretValue.unsafePlainText(NO_CREDENTIALS),
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}
