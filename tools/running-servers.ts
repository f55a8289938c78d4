import { DEFAULT_DATABASE, ENV } from '#contracts/names.ts';
import { readRuntimeFile } from '../local/start/runtime-file.ts';

export interface Servers {
  readonly mongodbUri: string;
  readonly mongodbDatabase: string;
  readonly kafkaBrokers: readonly string[];
}

/** The servers that a tool works on: those of the environment, else of the `npm start` that runs, else the usual ports. */
export function findServers(env: Readonly<Record<string, string | undefined>>): Servers {
  const running = readRuntimeFile(env['AIRLINES_DATA'] || '.local');
  return {
    mongodbUri: env[ENV.mongodbUri] || running?.mongodbUri || 'mongodb://127.0.0.1:27017/?directConnection=true',
    mongodbDatabase: env[ENV.mongodbDatabase] || DEFAULT_DATABASE,
    kafkaBrokers: (env[ENV.kafkaBrokers] || running?.kafkaBrokers || '127.0.0.1:9092').split(','),
  };
}

/** `MongoDB 127.0.0.1:27017, database airlines`: what a tool is about to work on, without name and password. */
export function describeMongodb({ mongodbUri, mongodbDatabase }: Servers): string {
  const [, hosts = ''] = /^[a-z+]+:\/\/(?:.*@)?([^/?]*)/s.exec(mongodbUri) ?? [];
  return `MongoDB ${hosts}, database ${mongodbDatabase}`;
}

/** `Kafka 127.0.0.1:9092` */
export function describeKafka(brokers: readonly string[]): string {
  return `Kafka ${brokers.join(', ')}`;
}
