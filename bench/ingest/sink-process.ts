import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findFreePort } from '../../local/processes/free-port.ts';
import { startProcess, type SupervisedProcess } from '../../local/processes/supervised-process.ts';
import { javaCommand } from '../../local/services/java-command.ts';

/** One connector: which collection it fills, and how. */
export interface SinkConnector {
  readonly name: string;
  readonly collection: string;
  /** Settings of the write model, by the connector's names. */
  readonly write: Readonly<Record<string, string>>;
}

const SINK_CLASS = 'com.mongodb.kafka.connect.MongoSinkConnector';
const STRATEGY = 'com.mongodb.kafka.connect.sink.writemodel.strategy';
const ID_STRATEGY = 'com.mongodb.kafka.connect.sink.processor.id.strategy';

/** Plain inserts: the fastest write model that the sink has. */
export const PLAIN_HISTORY: SinkConnector = {
  name: 'history',
  collection: 'history',
  write: { 'writemodel.strategy': `${STRATEGY}.InsertOneDefaultStrategy` },
};

/**
 * The latest position as a replacement by address. The sink's own strategies know no guard by time; one would cost more
 * than this.
 */
export const LATEST_BY_ADDRESS: SinkConnector = {
  name: 'latest',
  collection: 'latest',
  write: {
    'writemodel.strategy': `${STRATEGY}.ReplaceOneBusinessKeyStrategy`,
    'document.id.strategy': `${ID_STRATEGY}.PartialValueStrategy`,
    'document.id.strategy.partial.value.projection.list': 'icao24',
    'document.id.strategy.partial.value.projection.type': 'AllowList',
  },
};

export interface SinkOptions {
  readonly jars: string;
  readonly folder: string;
  readonly brokers: string;
  readonly topic: string;
  readonly mongodbUri: string;
  readonly database: string;
  readonly connectors: readonly SinkConnector[];
}

/** MongoDB's Kafka Connect sink in a stand-alone worker. */
export async function startSink(options: SinkOptions): Promise<SupervisedProcess> {
  const { jars, folder, brokers, connectors } = options;
  await mkdir(folder, { recursive: true });
  const worker = join(folder, 'worker.properties');
  const port = await findFreePort(null);
  await writeFile(
    worker,
    properties({
      'bootstrap.servers': brokers,
      'key.converter': 'org.apache.kafka.connect.storage.StringConverter',
      'value.converter': 'org.apache.kafka.connect.json.JsonConverter',
      'value.converter.schemas.enable': 'false',
      'offset.storage.file.filename': join(folder, 'offsets'),
      'offset.flush.interval.ms': '1000',
      'plugin.discovery': 'service_load',
      listeners: `http://127.0.0.1:${port}`,
      'consumer.auto.offset.reset': 'earliest',
      'consumer.max.poll.records': '5000',
    }),
  );
  // Named here because its own jar doesn't: Connect would look through every class of the machine for it.
  const services = join(folder, 'META-INF', 'services');
  await mkdir(services, { recursive: true });
  await writeFile(join(services, 'org.apache.kafka.connect.sink.SinkConnector'), SINK_CLASS);
  const files = [];
  for (const connector of connectors) {
    const file = join(folder, `${connector.name}.properties`);
    await writeFile(file, properties(connectorSettings(connector, options)));
    files.push(file);
  }
  return startProcess({
    name: 'kafka-connect',
    command: javaCommand(),
    args: [
      ...['-Xmx1g', '-Djava.awt.headless=true', '-cp', `${join(jars, '*')}:${folder}`],
      ...['org.apache.kafka.connect.cli.ConnectStandalone', worker, ...files],
    ],
  });
}

function connectorSettings(connector: SinkConnector, options: SinkOptions): Record<string, string> {
  return {
    name: `${options.database}-${connector.name}`,
    'connector.class': SINK_CLASS,
    'tasks.max': '2',
    topics: options.topic,
    'connection.uri': options.mongodbUri,
    database: options.database,
    collection: connector.collection,
    'bulk.write.ordered': 'false',
    ...connector.write,
  };
}

const properties = (settings: Readonly<Record<string, string>>): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
