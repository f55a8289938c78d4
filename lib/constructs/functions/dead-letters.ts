import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export interface DeadLettersProps {
  /** @default 14, the most that SQS keeps anything */
  readonly keptDays?: number;
}

/**
 * What could not be started, or failed for good: events as they came, with the reason. They
 * tell what to look into and hold no data of their own, so they go with their stack.
 */
export class DeadLetters extends Queue {
  constructor(scope: Construct, id: string, { keptDays = 14 }: DeadLettersProps = {}) {
    super(scope, id, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(keptDays),
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }
}
