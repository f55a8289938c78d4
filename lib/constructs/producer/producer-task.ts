import { fileURLToPath } from 'node:url';
import { Duration, IgnoreMode, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import {
  Capability,
  ContainerImage,
  CpuArchitecture,
  FargateTaskDefinition,
  LinuxParameters,
  LogDrivers,
  OperatingSystemFamily,
  type HealthCheck,
} from 'aws-cdk-lib/aws-ecs';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { ENV } from '#contracts/names.ts';
import type { KafkaAccess } from '../kafka/kafka-access.ts';

export interface ProducerTaskProps {
  readonly kafka: KafkaAccess;
  /** What the container runs; the image's own command unless told. */
  readonly command?: readonly string[];
  /** Whether topics may be made. */
  readonly createsTopics: boolean;
  readonly environment: Readonly<Record<string, string>>;
  readonly rights: readonly PolicyStatement[];
  readonly healthCheck?: HealthCheck;
  readonly logRetention: RetentionDays;
}

/** What the image is made of; the rest of the checkout neither enters it nor changes it. */
const IMAGE_SOURCES = [
  'package.json',
  'package-lock.json',
  '.npmrc',
  'packages',
  'services',
  'tools/build-producer.ts',
];

/**
 * The producer's image as a task on arm64: not as root, without the kernel's special rights, and unable to write a file. A
 * role of its own has the rights that are given and no other.
 */
export class ProducerTask extends FargateTaskDefinition {
  constructor(scope: Construct, id: string, props: ProducerTaskProps) {
    super(scope, id, {
      cpu: 256,
      memoryLimitMiB: 512,
      runtimePlatform: { cpuArchitecture: CpuArchitecture.ARM64, operatingSystemFamily: OperatingSystemFamily.LINUX },
    });
    for (const right of props.rights) this.addToTaskRolePolicy(right);
    const linuxParameters = new LinuxParameters(this, 'Linux');
    linuxParameters.dropCapabilities(Capability.ALL);
    this.addContainer('Producer', {
      image: ContainerImage.fromAsset(fileURLToPath(new URL('../../../', import.meta.url)), {
        file: 'services/position-producer/Dockerfile',
        platform: Platform.LINUX_ARM64,
        ignoreMode: IgnoreMode.DOCKER,
        exclude: ['*', ...IMAGE_SOURCES.map((source) => `!${source}`), '**/dist', '**/node_modules'],
      }),
      ...(props.command !== undefined && { command: [...props.command] }),
      environment: {
        AWS_REGION: Stack.of(this).region,
        ...kafkaEnvironment(props.kafka, props.createsTopics),
        ...props.environment,
      },
      user: 'node',
      readonlyRootFilesystem: true,
      linuxParameters,
      stopTimeout: Duration.seconds(30),
      ...(props.healthCheck !== undefined && { healthCheck: props.healthCheck }),
      logging: LogDrivers.awsLogs({
        streamPrefix: 'producer',
        logGroup: new LogGroup(scope, `${id}Logs`, {
          retention: props.logRetention,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      }),
    });
  }
}

function kafkaEnvironment(kafka: KafkaAccess, createsTopics: boolean): Record<string, string> {
  return {
    ...(kafka.brokers === null
      ? { [ENV.kafkaClusterArn]: kafka.clusterArn }
      : { [ENV.kafkaBrokers]: kafka.brokers.join(',') }),
    [ENV.kafkaAuth]: 'msk-iam',
    [ENV.kafkaServerless]: kafka.isServerless ? 'on' : 'off',
    [ENV.positionTopic]: kafka.topic,
    [ENV.positionPartitions]: String(kafka.partitions),
    [ENV.positionTopicMaxMb]: String(kafka.topicMaxMb),
    [ENV.createTopics]: createsTopics ? 'on' : 'off',
  };
}
