import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { MongoClient, type Document } from 'mongodb';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { findFreePort } from '../../local/processes/free-port.ts';
import { startProcess, type SupervisedProcess } from '../../local/processes/supervised-process.ts';
import { fetchKafkaJars } from '../../local/services/fetch-kafka-jars.ts';
import { fetchMongod } from '../../local/services/fetch-mongod.ts';
import { javaCommand } from '../../local/services/java-command.ts';
import { REPLICA_SET } from '../../local/services/replica-set.ts';
import { readComposeFile } from '../contract/compose-file.ts';

const downloadsFolder = fileURLToPath(new URL('../../.local', import.meta.url));
let folder: string;
let running: SupervisedProcess[] = [];

beforeEach(async () => {
  await mkdir(downloadsFolder, { recursive: true });
  folder = await mkdtemp(join(downloadsFolder, 'test-health-'));
});
afterEach(async () => {
  await Promise.all(running.map((each) => each.stop()));
  running = [];
  await rm(folder, { recursive: true });
});

describe("the compose file's health check", () => {
  it.skipIf(process.env['KAFKA_BROKERS'])(
    'of Kafka passes on a real broker, by the class that its script starts',
    async () => {
      const [, port = ''] = inject('kafkaBrokers').split(':');
      const { kafka } = readComposeFile({ AIRLINES_KAFKA_PORT: port }).services;
      const [, env, heap = '', script, ...args] = kafka.healthcheck.test;
      expect([env, script]).toEqual(['env', '/opt/kafka/bin/kafka-configs.sh']);
      const jars = await fetchKafkaJars(downloadsFolder);
      const lines: string[] = [];
      const check = startProcess({
        name: 'kafka-configs',
        command: javaCommand(),
        args: [heap.replace('KAFKA_HEAP_OPTS=', ''), '-cp', `${jars}/*`, 'kafka.admin.ConfigCommand', ...args],
        onLine: (line) => void lines.push(line),
      });
      running.push(check);
      expect(await check.exited).toMatchObject({ code: 0 });
      expect(lines.join('\n')).toContain('Dynamic configs for broker 1');
    },
  );

  it('of MongoDB makes a new server a primary by its own command line, and passes then', async () => {
    const port = await findFreePort(null);
    const { mongo } = readComposeFile({ AIRLINES_MONGO_PORT: String(port) }).services;
    // Without a container around it, it must not listen on every address.
    const [, ...args] = mongo.command.map((arg) => (arg === '--bind_ip_all' ? '--bind_ip=127.0.0.1' : arg));
    const mongod = startProcess({
      name: 'mongod',
      command: await fetchMongod({ downloadsFolder }),
      args: [...args, '--dbpath', folder, '--nounixsocket'],
    });
    running.push(mongod);
    await mongod.whenLine((line) => line.includes('Waiting for connections'), 60_000);

    const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`);
    try {
      const script = mongo.healthcheck.test.at(-1) ?? '';
      const { version } = await client.db('admin').command({ buildInfo: 1 });
      // What works on the embedded server, which most tests run on, works on the image's.
      expect(majorOf(mongo.image.split(':')[1])).toBeGreaterThanOrEqual(majorOf(version));
      expect(await runCheck(client, script)).toBe(1);
      await expect.poll(() => runCheck(client, script)).toBe(0);
    } finally {
      await client.close();
    }
    const user = new MongoClient(`mongodb://127.0.0.1:${port}/?replicaSet=${REPLICA_SET}`);
    try {
      await user
        .db('test')
        .collection('written')
        .insertOne({ n: 1 }, { writeConcern: { w: 'majority' } });
    } finally {
      await user.close();
    }
  });
});

const majorOf = (version: unknown): number => Number(String(version).split('.')[0]);

/**
 * The check as mongosh runs it, which isn't here: its script on the real server's answer. What it asks of the replica set
 * is sent afterwards.
 * @returns the exit code
 */
async function runCheck(client: MongoClient, script: string): Promise<unknown> {
  const admin = client.db('admin');
  const hello = await admin.command({ hello: 1 });
  const asked: Document[] = [];
  const codes: unknown[] = [];
  runInNewContext(script, {
    db: { hello: () => hello },
    rs: { initiate: (config: Document) => void asked.push(config) },
    quit: (code: unknown) => void codes.push(code),
  });
  for (const config of asked) await admin.command({ replSetInitiate: config });
  expect(codes).toHaveLength(1);
  return codes[0];
}
