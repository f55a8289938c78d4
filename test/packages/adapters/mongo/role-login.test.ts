import { createRequire } from 'node:module';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMongoConnection, type MongoConnection } from '#adapters/mongo/connection.ts';
import { startMongoAwsServer, type MongoAwsServer } from '../../../fakes/mongo-aws-server.ts';

const ROLE = 'arn:aws:iam::111111111111:role/writer';
let server: MongoAwsServer;
let connection: MongoConnection;
let asked: string[][];
let refusal: Error | null;

beforeEach(async () => {
  asked = [];
  refusal = null;
  server = await startMongoAwsServer();
  connection = createMongoConnection({
    ...{ uri: server.uri, database: 'airlines', roleArn: ROLE, appName: 'airlines-test' },
    serverSelectionTimeoutMs: 2000,
    credentialsOf: (...names) => {
      let given = 0;
      return () => {
        asked.push(names);
        given += 1;
        if (refusal !== null) return Promise.reject(refusal);
        const keys = { accessKeyId: `ASIA${given}`, secretAccessKey: 'secret', sessionToken: `token-${given}` };
        return Promise.resolve({ ...keys, expiration: new Date(0) });
      };
    },
  });
});
afterEach(async () => {
  await connection.close();
  await server.close();
});

const ping = () => connection.db.command({ ping: 1 });

test('a connection logs in with the credentials of the role, under the name of the application', async () => {
  await ping();
  expect(asked).toEqual([[ROLE, 'airlines-test']]);
  expect(server.logins).toEqual([{ accessKeyId: 'ASIA1', token: 'token-1' }]);
});

test('an open connection goes on, a new one asks for credentials anew', async () => {
  await ping();
  await ping();
  expect(server.logins).toHaveLength(1);
  server.dropConnections();
  await expect.poll(() => ping().catch(() => null)).toEqual({ ok: 1 });
  expect(server.logins.at(-1)).toEqual({ accessKeyId: 'ASIA2', token: 'token-2' });
});

test('a role that can not be assumed fails the operation with the reason, and the next one works again', async () => {
  refusal = new Error('User is not authorized to perform: sts:AssumeRole');
  await expect(ping()).rejects.toThrow('not authorized to perform: sts:AssumeRole');
  refusal = null;
  await expect.poll(() => ping().catch(() => null)).toEqual({ ok: 1 });
});

test('the driver’s own chain of credentials is never loaded', async () => {
  await ping();
  const { cache } = createRequire(import.meta.url);
  expect(Object.keys(cache).filter((file) => file.includes('mongodb/lib/cmap/auth/aws_temporary'))).toHaveLength(1);
  expect(Object.keys(cache).filter((file) => file.includes('@aws-sdk/credential-providers'))).toEqual([]);
});
