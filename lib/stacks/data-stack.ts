import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

/** What outlives every other stack: the secret that holds the address of the database, `mongodb+srv://…`. */
export class DataStack extends Stack {
  readonly databaseUri: Secret;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    this.databaseUri = new Secret(this, 'DatabaseUri', {
      description: 'Connection string of MongoDB; put the real one in after the first deployment',
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}
