import { fileURLToPath } from 'node:url';
import { Duration, IgnoreMode, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2';
import { SubnetType } from 'aws-cdk-lib/aws-ec2';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import {
  Cluster,
  ContainerImage,
  CpuArchitecture,
  FargateService,
  FargateTaskDefinition,
  LogDrivers,
  OperatingSystemFamily,
} from 'aws-cdk-lib/aws-ecs';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { DEAD_LETTER_SUFFIX, DEFAULT_DATABASE, ENV } from '#contracts/names.ts';
import { databaseEnvironment, databaseRights, type DatabaseAccess } from './database-access.ts';
import { mskResources } from './msk-resources.ts';

export interface PositionProducerProps {
  readonly vpc: IVpc;
  /** Lets the task out to the feeds and in to the brokers. */
  readonly securityGroup: ISecurityGroup;
  readonly clusterArn: string;
  readonly topic: string;
  readonly partitions: number;
  readonly database: DatabaseAccess;
  /** Names of feeds. */
  readonly sources: readonly string[];
  /** Options of the feeds, as environment variables. */
  readonly feedEnvironment: Readonly<Record<string, string>>;
  readonly logRetention: RetentionDays;
}

const HEALTH_PORT = '8081';
/** The health check of the image, which ECS doesn't read. */
const HEALTH_CHECK = `node -e "fetch('http://127.0.0.1:${HEALTH_PORT}').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"`;
/** What the image is made of; the rest of the checkout neither enters it nor changes it. */
const IMAGE_SOURCES = ['package.json', 'package-lock.json', '.npmrc', 'packages', 'services', 'tools'];

/**
 * The position producer as one Fargate task on arm64. In a public subnet with an address of its own, since the feeds and
 * the database are outside and a NAT gateway would cost more than the task. A new task waits for the lease of the old one.
 */
export class PositionProducer extends Construct {
  readonly service: FargateService;

  constructor(scope: Construct, id: string, props: PositionProducerProps) {
    super(scope, id);
    const task = new FargateTaskDefinition(this, 'Task', {
      cpu: 256,
      memoryLimitMiB: 512,
      runtimePlatform: { cpuArchitecture: CpuArchitecture.ARM64, operatingSystemFamily: OperatingSystemFamily.LINUX },
    });
    for (const right of producingRights(props)) task.addToTaskRolePolicy(right);
    task.addToTaskRolePolicy(databaseRights(props.database, 'writer'));
    task.addContainer('Producer', {
      image: ContainerImage.fromAsset(fileURLToPath(new URL('../../', import.meta.url)), {
        file: 'services/position-producer/Dockerfile',
        platform: Platform.LINUX_ARM64,
        ignoreMode: IgnoreMode.DOCKER,
        exclude: ['*', ...IMAGE_SOURCES.map((source) => `!${source}`), '**/dist', '**/node_modules'],
      }),
      environment: this.environment(props),
      readonlyRootFilesystem: true,
      stopTimeout: Duration.seconds(30),
      healthCheck: {
        command: ['CMD-SHELL', HEALTH_CHECK],
        interval: Duration.seconds(15),
        startPeriod: Duration.seconds(60),
      },
      logging: LogDrivers.awsLogs({
        streamPrefix: 'producer',
        logGroup: new LogGroup(this, 'Logs', {
          retention: props.logRetention,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      }),
    });
    this.service = new FargateService(this, 'Service', {
      cluster: new Cluster(this, 'Cluster', { vpc: props.vpc }),
      taskDefinition: task,
      desiredCount: 1,
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
      circuitBreaker: { rollback: true },
      assignPublicIp: true,
      vpcSubnets: { subnetType: SubnetType.PUBLIC },
      securityGroups: [props.securityGroup],
    });
  }

  private environment(props: PositionProducerProps): Record<string, string> {
    return {
      AWS_REGION: Stack.of(this).region,
      [ENV.kafkaClusterArn]: props.clusterArn,
      [ENV.kafkaAuth]: 'msk-iam',
      [ENV.positionTopic]: props.topic,
      [ENV.positionPartitions]: String(props.partitions),
      ...databaseEnvironment(props.database, 'writer'),
      [ENV.mongodbDatabase]: DEFAULT_DATABASE,
      POSITION_SOURCES: props.sources.join(','),
      HEALTH_PORT,
      ...props.feedEnvironment,
    };
  }
}

function producingRights({ clusterArn, topic }: PositionProducerProps): PolicyStatement[] {
  const msk = mskResources(clusterArn);
  return [
    new PolicyStatement({ actions: ['kafka:GetBootstrapBrokers'], resources: [clusterArn] }),
    new PolicyStatement({
      actions: ['kafka-cluster:Connect', 'kafka-cluster:DescribeCluster', 'kafka-cluster:WriteDataIdempotently'],
      resources: [clusterArn],
    }),
    new PolicyStatement({
      actions: ['kafka-cluster:DescribeTopic', 'kafka-cluster:WriteData'],
      resources: [msk.topicArn(topic)],
    }),
    new PolicyStatement({
      actions: ['kafka-cluster:DescribeTopic'],
      resources: [msk.topicArn(`${topic}${DEAD_LETTER_SUFFIX}`)],
    }),
  ];
}
