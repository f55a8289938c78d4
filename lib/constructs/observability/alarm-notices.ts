import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

export interface AlarmNoticesProps {
  readonly stage: string;
  /** Is asked by SNS to confirm, once for alarms and once for the budget. */
  readonly email: string;
}

/**
 * Who is told: one topic for alarms, one for the budget, whose notices have no text of ours, so that the sender's name says
 * where to read on, in letters, digits, spaces and hyphens, which are all that SNS promises to take. Encrypted by a key of our own, since CloudWatch and Budgets may not use SNS's.
 */
export class AlarmNotices extends Construct {
  readonly action: IAlarmAction;
  readonly budget: Topic;
  private readonly email: string;
  private readonly key: Key;

  constructor(scope: Construct, id: string, { stage, email }: AlarmNoticesProps) {
    super(scope, id);
    this.email = email;
    this.key = new Key(this, 'Key', {
      description: 'Notices of Airlines on their way',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.action = new SnsAction(this.createTopic('Alarms', 'cloudwatch', `Airlines ${stage}`));
    this.budget = this.createTopic('Budget', 'budgets', `Airlines ${stage} - see Monthly budget in the runbook`);
  }

  private createTopic(id: string, service: string, displayName: string): Topic {
    const topic = new Topic(this, id, { displayName, masterKey: this.key, enforceSSL: true });
    const conditions = { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } };
    topic.grantPublish(new ServicePrincipal(`${service}.amazonaws.com`, { conditions }));
    topic.addSubscription(new EmailSubscription(this.email));
    return topic;
  }
}
