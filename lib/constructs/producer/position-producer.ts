import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { AvailabilityZoneRebalancing, FargateService, type Cluster, type HealthCheck } from 'aws-cdk-lib/aws-ecs';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { metricsNamespace } from '#contracts/metric-names.ts';
import { DEFAULT_DATABASE, ENV } from '#contracts/names.ts';
import { databaseEnvironment, databaseRights, type DatabaseAccess } from '../database/database-access.ts';
import type { KafkaAccess } from '../kafka/kafka-access.ts';
import type { KafkaNetwork } from '../network/kafka-network.ts';
import { producingRights } from '../kafka/msk-rights.ts';
import { secretArnsOf } from '../../deployment-settings.ts';
import { ProducerTask } from './producer-task.ts';

export interface PositionProducerProps {
  /** Names where metrics are found. */
  readonly stage: string;
  readonly cluster: Cluster;
  readonly network: KafkaNetwork;
  readonly kafka: KafkaAccess;
  readonly database: DatabaseAccess;
  /** 0 stops it. */
  readonly tasks: 0 | 1;
  /** Names of feeds. */
  readonly sources: readonly string[];
  /** Options of the feeds, as environment variables; those that end in `_SECRET_ARN` name secrets that feeds may read. */
  readonly feedEnvironment: Readonly<Record<string, string>>;
  readonly logRetention: RetentionDays;
}

const HEALTH_PORT = '8081';
/** The health check of the image, which ECS doesn't read. */
const HEALTH_CHECK: HealthCheck = {
  command: [
    'CMD-SHELL',
    `node -e "fetch('http://127.0.0.1:${HEALTH_PORT}').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"`,
  ],
  interval: Duration.seconds(15),
  startPeriod: Duration.seconds(60),
};

/**
 * The position producer: one task that nothing can connect to. In a public subnet with an address of its own, since the
 * feeds and the database are outside and a NAT gateway would cost more than the task; behind that gateway where there is
 * one. The old task ends before the new one begins: two would read each feed twice, and of two on small brokers one would
 * wait for connections.
 */
export class PositionProducer extends Construct {
  readonly service: FargateService;

  constructor(scope: Construct, id: string, props: PositionProducerProps) {
    super(scope, id);
    const { kafka, network, database } = props;
    const task = new ProducerTask(this, 'Task', {
      kafka,
      createsTopics: kafka.topicMaker === 'producer',
      rights: [...producingRights(kafka), databaseRights(database, 'writer'), ...secretRights(props.feedEnvironment)],
      environment: {
        ...databaseEnvironment(database, 'writer'),
        [ENV.mongodbDatabase]: DEFAULT_DATABASE,
        [ENV.metricsNamespace]: metricsNamespace(props.stage),
        POSITION_SOURCES: props.sources.join(','),
        HEALTH_PORT,
        ...props.feedEnvironment,
      },
      healthCheck: HEALTH_CHECK,
      logRetention: props.logRetention,
    });
    this.service = new FargateService(this, 'Service', {
      cluster: props.cluster,
      taskDefinition: task,
      desiredCount: props.tasks,
      minHealthyPercent: 0,
      maxHealthyPercent: 100,
      // Would start a second task elsewhere first.
      availabilityZoneRebalancing: AvailabilityZoneRebalancing.DISABLED,
      circuitBreaker: { rollback: true },
      enableExecuteCommand: false,
      assignPublicIp: network.producerHasAddress,
      vpcSubnets: network.producerSubnets,
      securityGroups: [network.producer],
    });
    new CfnOutput(Stack.of(this), 'ProducerServiceName', { value: this.service.serviceName });
  }
}

function secretRights(feedEnvironment: Readonly<Record<string, string>>): PolicyStatement[] {
  const resources = [...secretArnsOf(feedEnvironment)];
  return resources.length === 0 ? [] : [new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources })];
}
