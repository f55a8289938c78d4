import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { KafkaAccess } from '../kafka/kafka-access.ts';
import { topicRights } from '../kafka/msk-rights.ts';
import { ProducerTask } from './producer-task.ts';

export interface TopicsTaskProps {
  readonly kafka: KafkaAccess;
  readonly logRetention: RetentionDays;
}

/**
 * What `npm run topics -- --stage …` runs once, where the producer runs: brokers are out of reach from anywhere else, and
 * this alone may change topics.
 */
export class TopicsTask extends Construct {
  constructor(scope: Construct, id: string, { kafka, logRetention }: TopicsTaskProps) {
    super(scope, id);
    const task = new ProducerTask(this, 'Task', {
      kafka,
      command: ['node', 'topics.mjs'],
      createsTopics: kafka.topicMaker !== 'others',
      rights: topicRights(kafka),
      environment: {},
      logRetention,
    });
    new CfnOutput(Stack.of(this), 'TopicsTaskDefinition', { value: task.taskDefinitionArn });
  }
}
