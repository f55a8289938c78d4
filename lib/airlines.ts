import { Tags, type App, type StackProps } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { DeploymentConfig } from './config.ts';
import type { FunctionSettings } from './constructs/functions/function-settings.ts';
import { existingKafka, type KafkaAccess } from './constructs/kafka/kafka-access.ts';
import type { KafkaNetwork } from './constructs/network/kafka-network.ts';
import type { StreamWatch } from './constructs/observability/stream-alarms.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
import { EtlStack } from './stacks/etl-stack.ts';
import { KafkaStack } from './stacks/kafka-stack.ts';
import { LiveStack } from './stacks/live-stack.ts';
import { NetworkStack } from './stacks/network-stack.ts';
import { ObservabilityStack } from './stacks/observability-stack.ts';
import { SchemaStack } from './stacks/schema-stack.ts';
import { SiteStack } from './stacks/site-stack.ts';
import { StreamStack } from './stacks/stream-stack.ts';

export interface AirlinesOptions {
  /** Folder of the built page. */
  readonly siteFolder: string;
  /**
   * Address of a local AWS emulator. It gets what it can run: no network, no Kafka, no stream and no CDN. Null: AWS.
   * @default null
   */
  readonly localEndpoint?: string | null;
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
  { siteFolder, localEndpoint = null }: AirlinesOptions,
): void {
  const { stage } = config;
  const logRetention = LOG_RETENTION[config.logRetentionDays];
  const named = (name: string): StackProps => ({ stackName: `airlines-${stage}-${name}` });
  const guarded = (name: string): StackProps => ({ ...named(name), terminationProtection: config.isProtected });

  const data = new DataStack(app, 'Data', {
    ...{ ...named('data'), terminationProtection: localEndpoint === null },
    databaseHost: config.databaseHost,
    logRetentionDays: config.logRetentionDays,
  });
  const network =
    localEndpoint === null
      ? new NetworkStack(app, 'Network', {
          ...{ ...named('network'), logRetention, kafkaSettings: config.kafka },
          eventSources: config.eventSources,
          fixedEgress: config.fixedEgress,
        })
      : null;
  const settings: FunctionSettings = {
    stage,
    database: data.database,
    logRetention,
    logLevel: config.logLevel,
    bundlesSdk: localEndpoint !== null,
    egress: network?.egress ?? null,
  };
  const lufthansa = {
    credentials: data.lufthansaCredentials,
    baseUrl: config.lufthansaBaseUrl,
    dataSource: config.scheduleDataSource,
    callsPerSecond: config.lufthansaCallsPerSecond,
    callsPerHour: config.lufthansaCallsPerHour,
  };
  const schema = new SchemaStack(app, 'Schema', { ...named('schema'), settings });
  const etl = new EtlStack(app, 'Etl', {
    ...{ ...named('etl'), functions: settings, lufthansa },
    schedulePlan: {
      cities: config.scheduleCities,
      pairs: config.schedulePairs,
      hubRoutes: config.scheduleHubRoutes,
      daysAhead: config.scheduleDaysAhead,
    },
    statusAirports: config.statusAirports,
  });
  const live = new LiveStack(app, 'Live', {
    ...{ ...named('live'), settings, stage, localEndpoint },
    extraOrigins: config.extraOrigins,
    apiGatewayLogRole: config.apiGatewayLogRole,
    reservedConcurrency: config.reservedConcurrency,
    maxConnections: config.maxConnections,
    broadcastEverySeconds: config.broadcastEverySeconds,
    maxHistoryMb: config.maxHistoryMb,
  });
  const { referenceEtl } = etl;
  const api = new ApiStack(app, 'Api', { ...named('api'), settings, lufthansa, referenceEtl, localEndpoint });
  // Functions are updated to what the database has by then.
  for (const user of [etl, live, api]) user.addStackDependency(schema);
  const stream = network === null ? null : addStream(network.kafka);
  if (network !== null) addSite();
  addObservability(stream);
  Tags.of(app).add('application', 'airlines');
  Tags.of(app).add('stage', stage);

  function addStream(kafkaNetwork: KafkaNetwork): StreamWatch {
    const kafka = kafkaAccess(kafkaNetwork);
    const { producer } = new StreamStack(app, 'Stream', {
      ...{ ...named('stream'), stage, network: kafkaNetwork, kafka, logRetention },
      consumers: live.consumers,
      database: data.database,
      eventSources: config.eventSources,
      producerTasks: config.producerTasks,
      sources: config.positionSources,
      feedEnvironment: config.feedEnvironment,
      broadcastEverySeconds: config.broadcastEverySeconds,
    });
    return {
      kafka: {
        ...kafka,
        deadLetterTopic: config.eventSources === 'provisioned' ? kafka.deadLetterTopic : null,
        brokers: kafka.ownBrokers,
      },
      producer: producer.service,
    };
  }

  /** A Kafka that is there already needs no stack. */
  function kafkaAccess(kafkaNetwork: KafkaNetwork): KafkaAccess {
    const { kafka: kafkaSettings, positionPartitions: partitions } = config;
    if (kafkaSettings.mode === 'existing') return existingKafka(kafkaSettings, partitions);
    return new KafkaStack(app, 'Kafka', {
      ...{ ...guarded('kafka'), network: kafkaNetwork, partitions, logRetention },
      settings: kafkaSettings,
    }).access;
  }

  function addSite(): void {
    new SiteStack(app, 'Site', {
      ...{ ...named('site'), siteFolder, stage, logRetention, accessLogs: data.siteLogs },
      apiDomainName: api.http.domainName,
      websocketUrl: live.websocket.url,
    });
  }

  function addObservability(stream: StreamWatch | null): void {
    const { store, broadcast } = live.consumers;
    new ObservabilityStack(app, 'Observability', {
      ...{ ...named('observability'), stage, stream },
      functions: {
        stream: { 'position-store': store, 'position-broadcast': broadcast },
        api: { 'http-api': api.http.handler, 'admin-api': api.admin.handler, websocket: live.routes.handler },
        etl: { 'reference-etl': etl.referenceEtl, 'schedule-etl': etl.scheduleEtl, 'status-etl': etl.statusEtl },
        compaction: { 'position-compaction': live.compaction.handler },
      },
      api: {
        websocket: { apiId: live.websocket.api.apiId, stageName: live.websocket.stage.stageName },
        httpApiId: api.http.api.apiId,
      },
      etlDeadLetters: etl.deadLetters,
      sendingSwitch: live.sendingSwitch.parameter,
      feeds: config.positionSources,
      // On an emulator the producer is a process beside it.
      expectsPositions: stream === null || config.producerTasks > 0,
      databaseStorageMb: config.databaseStorageMb,
      monthlyBudgetUsd: stream === null ? null : config.monthlyBudgetUsd,
      alarmEmail: config.alarmEmail,
    });
  }
}
