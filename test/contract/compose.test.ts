import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { HEALTH_PATH } from '../../local/aws/localstack.ts';
import { readDeployLocalOptions } from '../../local/aws/options.ts';
import { kafkaProperties, KAFKA_VERSION } from '../../local/services/kafka-files.ts';
import { REPLICA_SET } from '../../local/services/replica-set.ts';
import { SERVICE_PORTS } from '../../local/start/services.ts';
import { synthesise } from '../lib/synthesise.ts';
import { COMPOSE_VARIABLE, composeText, readComposeDocument, readComposeFile } from './compose-file.ts';
import { readComposeSchema } from './compose-schema.ts';

const { services, volumes } = readComposeFile();
const everyService = Object.entries(services);

describe('localstack-compose.yml and the Compose specification', () => {
  let validate: (document: unknown) => string[];
  beforeAll(async () => {
    const check = new Ajv2020({ strict: false, allErrors: true }).compile(await readComposeSchema());
    validate = (document) => {
      if (check(document)) return [];
      return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
    };
  });

  it('is valid, also with other ports', () => {
    expect(validate(readComposeDocument())).toEqual([]);
    expect(validate(readComposeDocument({ AIRLINES_MONGO_PORT: '20017', DEBUG: '1' }))).toEqual([]);
  });

  it.each([
    ['a misspelt key', { services: { mongo: { ...services.mongo, healthchek: {} } } }],
    ['a health check without its list', { services: { mongo: { ...services.mongo, healthcheck: { test: 1 } } } }],
    ['a service that is none', { services: { mongo: 'mongo:8' } }],
  ])('would not be with %s', (_, document) => {
    expect(validate(document)).not.toEqual([]);
  });

  it('declares each volume that it mounts, and mounts each that it declares', () => {
    const mounted = everyService.flatMap(([, service]) => service.volumes.map((volume) => volume.split(':')[0] ?? ''));
    expect(mounted.filter((name) => !name.startsWith('/')).toSorted()).toEqual(Object.keys(volumes).toSorted());
  });
});

describe('localstack-compose.yml', () => {
  it('starts MongoDB, Kafka and LocalStack with no further flag', () => {
    expect(Object.keys(services)).toEqual(['mongo', 'kafka', 'localstack']);
    expect(everyService.filter(([, { profiles }]) => profiles !== undefined)).toEqual([]);
  });

  it.each(everyService)('publishes %s on 127.0.0.1 only, and bounds its memory and its log', (_, service) => {
    expect(service.ports).toHaveLength(1);
    expect(service.ports[0]).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
    expect(service.mem_limit).toMatch(/^[12]g$/);
    expect(service.logging.options).toEqual({ 'max-size': '10m', 'max-file': '2' });
  });

  it('names every image by its exact version', () => {
    for (const [, { image }] of everyService) expect(image).toMatch(/^[\w/]+:\d+\.\d+\.\d+$/);
    // The last one that needs no token.
    expect(services.localstack.image).toBe('localstack/localstack:4.14.0');
  });

  it("gives the engine's socket to LocalStack alone, and says what that means", () => {
    const socket = '/var/run/docker.sock';
    const having = everyService.filter(([, service]) => service.volumes.some((volume) => volume.startsWith(socket)));
    expect(having.map(([name]) => name)).toEqual(['localstack']);
    const comment = composeText.slice(0, composeText.indexOf(`- ${socket}`));
    expect(comment).toMatch(/THE RISK:[^]*as root/);
  });

  it('takes only ports and the level of the log from variables', () => {
    const names = [...composeText.matchAll(COMPOSE_VARIABLE)].map(([, name]) => name);
    expect(new Set(names)).toEqual(
      new Set(['AIRLINES_MONGO_PORT', 'AIRLINES_KAFKA_PORT', 'AIRLINES_LOCALSTACK_PORT', 'DEBUG']),
    );
    expect(composeText.replaceAll(COMPOSE_VARIABLE, '')).not.toContain('$');
  });
});

describe('localstack-compose.yml and the code', () => {
  it('has the ports that the code asks for first', () => {
    const { mongo, kafka } = SERVICE_PORTS;
    expect(services.mongo.ports).toEqual([`127.0.0.1:${mongo}:${mongo}`]);
    expect(services.kafka.ports).toEqual([`127.0.0.1:${kafka}:${kafka}`]);
  });

  it('has LocalStack where the code looks for it, and asks for its health as the code does', () => {
    const { emulatorPort } = readDeployLocalOptions([], {});
    expect(services.localstack.ports).toEqual([`127.0.0.1:${emulatorPort}:4566`]);
    expect(services.localstack.healthcheck.test.at(-1)).toBe(`http://127.0.0.1:4566${HEALTH_PATH}`);
    const other = readComposeFile({ AIRLINES_LOCALSTACK_PORT: '20566' }).services.localstack;
    expect(other.ports).toEqual(['127.0.0.1:20566:4566']);
    expect(other.environment).toMatchObject({ LOCALSTACK_HOST: '127.0.0.1:20566' });
  });

  it('enables in LocalStack every service that a local deployment has resources of', () => {
    const { everything } = synthesise({}, { localEndpoint: 'http://127.0.0.1:4566' });
    const types = everything().map(([, , { Type: type }]) => type.split('::'));
    const needed = new Set(types.filter(([owner]) => owner === 'AWS').map(([, name = '']) => name.toLowerCase()));
    // Deploys as a fallback, whatever is enabled.
    needed.delete('apigatewayv2');
    const enabled = String(services.localstack.environment['SERVICES']).split(',');
    expect(enabled).toEqual(expect.arrayContaining([...needed]));
    expect(enabled).toEqual(enabled.toSorted());
  });

  it('has one port inside and outside, wherever a server names it to its clients', () => {
    const other = readComposeFile({ AIRLINES_MONGO_PORT: '20017', AIRLINES_KAFKA_PORT: '20092' }).services;
    expect(other.mongo.ports).toEqual(['127.0.0.1:20017:20017']);
    expect(other.mongo.command).toContain('--port=20017');
    expect(other.mongo.healthcheck.test.join('\n')).toMatch(/\n20017\n[^]*host: '127\.0\.0\.1:20017'/);
    expect(other.kafka.ports).toEqual(['127.0.0.1:20092:20092']);
    expect(other.kafka.environment).toMatchObject({
      KAFKA_LISTENERS: 'PLAINTEXT://:20092,CONTROLLER://127.0.0.1:29093',
      KAFKA_ADVERTISED_LISTENERS: 'PLAINTEXT://127.0.0.1:20092',
    });
    expect(other.kafka.healthcheck.test).toContain('127.0.0.1:20092');
    expect(JSON.stringify([other.mongo, other.kafka])).not.toMatch(/27017|:9092/);
  });

  it('runs the very Kafka that is embedded', () => {
    const pinned = readFileSync(new URL('../../local/services/kafka-jars.sha256', import.meta.url), 'utf8');
    expect(pinned).toContain(` kafka_2.13-${KAFKA_VERSION}.jar`);
    expect(services.kafka.image).toBe(`apache/kafka:${KAFKA_VERSION}`);
  });

  it('gives Kafka the settings of the embedded one, but for its folder and the address that it listens on', () => {
    const embedded = kafkaProperties({ broker: SERVICE_PORTS.kafka, controller: 29_093 }, '/var/lib/kafka/data');
    const listens = `PLAINTEXT://127.0.0.1:${SERVICE_PORTS.kafka}`;
    const expected = embedded
      .replace(`\nlisteners=${listens}`, `\nlisteners=PLAINTEXT://:${SERVICE_PORTS.kafka}`)
      .trim()
      .split('\n');
    const own = Object.entries(services.kafka.environment)
      .filter(([name]) => name !== 'KAFKA_HEAP_OPTS')
      .map(([name, value]) => `${name.replace('KAFKA_', '').toLowerCase().replaceAll('_', '.')}=${value}`);
    expect(own.toSorted()).toEqual(expected.toSorted());
  });

  it('names the replica set that the code connects to', () => {
    expect(services.mongo.command).toContain(`--replSet=${REPLICA_SET}`);
    expect(services.mongo.healthcheck.test.join(' ')).toContain(`_id: '${REPLICA_SET}'`);
  });
});
