import { afterAll, beforeAll, expect, it } from 'vitest';
import { createMongoConnection } from '#adapters/mongo/connection.ts';
import { startOwnServers, type OwnServers } from '../load/stream/own-servers.ts';

let servers: OwnServers;
beforeAll(async () => {
  servers = await startOwnServers();
});
afterAll(() => servers.stop());

const connect = () =>
  createMongoConnection({
    uri: servers.mongodbUri,
    database: 'connection',
    appName: 'connection-test',
    serverSelectionTimeoutMs: 300,
  });

it.each([
  ['before its first operation', false],
  ['between its operations', true],
])('a connection works again after the database was away %s', async (_when, isUsedBefore) => {
  const connection = connect();
  const ping = (): Promise<boolean> =>
    connection.db.command({ ping: 1 }).then(
      () => true,
      () => false,
    );
  if (isUsedBefore) expect(await ping()).toBe(true);
  await servers.kill('mongod');
  for (let attempt = 0; attempt < 5; attempt += 1) expect(await ping()).toBe(false);
  await servers.restart('mongod');
  await expect.poll(ping, { timeout: 10_000 }).toBe(true);
  await connection.close();
});
