import { Tags, type App, type StackProps } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { DeploymentConfig } from './config.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
import { EtlStack } from './stacks/etl-stack.ts';
import { KafkaStack } from './stacks/kafka-stack.ts';
import { LiveStack } from './stacks/live-stack.ts';
import { NetworkStack } from './stacks/network-stack.ts';
import { SiteStack } from './stacks/site-stack.ts';
import { StreamStack } from './stacks/stream-stack.ts';

export interface AirlinesOptions {
  /** Folder of the built page. */
  readonly siteFolder: string;
  /**
   * Leaves out what a local AWS emulator can't run: network, Kafka, the stream and the CDN.
   * @default false
   */
  readonly isLocal?: boolean;
}

const LOG_RETENTION: Readonly<Record<DeploymentConfig['logRetentionDays'], RetentionDays>> = {
  7: RetentionDays.ONE_WEEK,
  30: RetentionDays.ONE_MONTH,
  90: RetentionDays.THREE_MONTHS,
};

/**
 * Every stack and what each hands to the next. They name no account and no region, so that they can be synthesised without
 * credentials and deployed to whatever the credentials are for.
 */
export function addAirlines(
  app: App,
  config: DeploymentConfig,
  { siteFolder, isLocal = false }: AirlinesOptions,
): void {
  const logRetention = LOG_RETENTION[config.logRetentionDays];
  const named = (name: string): StackProps => ({ stackName: `airlines-${config.stage}-${name}` });
  const guarded = (name: string): StackProps => ({ ...named(name), terminationProtection: config.isProtected });

  const { databaseUri, lufthansaCredentials } = new DataStack(app, 'Data', guarded('data'));
  const lufthansa = {
    credentials: lufthansaCredentials,
    callsPerSecond: config.lufthansaCallsPerSecond,
    callsPerHour: config.lufthansaCallsPerHour,
  };
  const { referenceEtl } = new EtlStack(app, 'Etl', {
    ...{ ...named('etl'), databaseUri, lufthansa, logRetention },
    schedulePlan: {
      cities: config.scheduleCities,
      pairs: config.schedulePairs,
      hubRoutes: config.scheduleHubRoutes,
      daysAhead: config.scheduleDaysAhead,
    },
    statusAirports: config.statusAirports,
  });
  const api = new ApiStack(app, 'Api', { ...named('api'), databaseUri, lufthansa, referenceEtl, logRetention });
  const siteOrigins = isLocal ? [] : [addSite().site.origin];
  const live = new LiveStack(app, 'Live', {
    ...named('live'),
    databaseUri,
    websocket: api.websocket,
    allowedOrigins: [...siteOrigins, ...config.extraOrigins],
    maxConnections: config.maxConnections,
    broadcastEverySeconds: config.broadcastEverySeconds,
    maxHistoryMb: config.maxHistoryMb,
    logRetention,
  });
  if (!isLocal) addStream();
  Tags.of(app).add('application', 'airlines');
  Tags.of(app).add('stage', config.stage);

  function addSite(): SiteStack {
    return new SiteStack(app, 'Site', {
      ...named('site'),
      siteFolder,
      apiDomainName: api.http.domainName,
      websocketUrl: api.websocket.stage.url,
      logRetention,
    });
  }

  function addStream(): void {
    const network = new NetworkStack(app, 'Network', named('network'));
    const kafka = new KafkaStack(app, 'Kafka', {
      ...guarded('kafka'),
      vpc: network.vpc,
      securityGroup: network.brokers,
      partitions: config.positionPartitions,
      brokerDiskGb: config.brokerDiskGb,
      logRetention,
    });
    new StreamStack(app, 'Stream', {
      ...named('stream'),
      vpc: network.vpc,
      producerSecurityGroup: network.producer,
      clusterArn: kafka.clusterArn,
      topic: kafka.topic,
      partitions: config.positionPartitions,
      consumers: live.consumers,
      databaseUri,
      sources: config.positionSources,
      feedEnvironment: config.feedEnvironment,
      broadcastEverySeconds: config.broadcastEverySeconds,
      logRetention,
    });
  }
}
