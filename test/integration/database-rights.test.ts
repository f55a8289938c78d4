import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MongoClient, MongoServerError, type Db } from 'mongodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readDatabaseBytes } from '#adapters/mongo/database-size.ts';
import { createHistoryVolume } from '#adapters/mongo/positions/history-volume.ts';
import { ensureSchema } from '#adapters/mongo/schema.ts';
import { COLLECTIONS, DEFAULT_DATABASE } from '#contracts/names.ts';
import { findFreePort } from '../../local/processes/free-port.ts';
import { startProcess, type SupervisedProcess } from '../../local/processes/supervised-process.ts';
import { startOnFreePort } from '../../local/services/embedded-service.ts';
import { fetchMongod } from '../../local/services/fetch-mongod.ts';
import { logIn } from '../../tools/aws/preflight/database-login.ts';
import {
  DATABASE_ROLES,
  MONGODB_RIGHTS,
  rightsOf,
  type DatabaseRole,
} from '../../tools/aws/preflight/database-rights.ts';

const downloadsFolder = fileURLToPath(new URL('../../.local', import.meta.url));
const RETENTION = { retentionLiveDays: 30, retentionSimulatedHours: 24 };
const ADMIN = { user: 'admin', pwd: 'hunter2' };
let folder: string;
let server: SupervisedProcess;
let port: number;
const clients: MongoClient[] = [];

const uriOf = (name: string): string =>
  `mongodb://${name}:${ADMIN.pwd}@127.0.0.1:${port}/?directConnection=true&authSource=admin`;

/** The database as a user sees it. */
function databaseOf(uri: string): Db {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 10_000 });
  clients.push(client);
  return client.db(DEFAULT_DATABASE);
}

/** A real mongod with access control, and the three users with the rights that docs/deploy.md asks for. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'database-rights-'));
  const mongod = await fetchMongod({ downloadsFolder });
  server = await startOnFreePort(async () => {
    port = await findFreePort(null);
    const started = startProcess({
      name: 'mongod',
      command: resolve(mongod),
      args: ['--auth', '--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1', '--nounixsocket'],
    });
    await started.whenLine((line) => line.includes('Waiting for connections'), 60_000);
    return started;
  });
  // From this machine a server without users lets the first one be made.
  const first = databaseOf(`mongodb://127.0.0.1:${port}/?directConnection=true`).client.db('admin');
  await first.command({ createUser: ADMIN.user, pwd: ADMIN.pwd, roles: ['root'] });
  const admin = databaseOf(uriOf(ADMIN.user)).client.db('admin');
  for (const role of DATABASE_ROLES) {
    const roles = MONGODB_RIGHTS[role].map((name) => ({ role: name, db: DEFAULT_DATABASE }));
    await admin.command({ createUser: role, pwd: ADMIN.pwd, roles });
  }
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

it('each of the three users has what preflight asks for, and no more', async () => {
  for (const role of DATABASE_ROLES) {
    const { isAnybody, privileges } = await logIn({ by: 'uri', uri: uriOf(role) });
    expect([role, isAnybody, rightsOf(role, DEFAULT_DATABASE, privileges)]).toEqual([
      ...[role, false, { lacking: [], excess: [] }],
    ]);
  }
});

it('a user of another role lacks or exceeds it', async () => {
  const rightsAs = async (user: DatabaseRole, role: DatabaseRole) =>
    rightsOf(role, DEFAULT_DATABASE, (await logIn({ by: 'uri', uri: uriOf(user) })).privileges);
  expect((await rightsAs('reader', 'writer')).lacking).toEqual(['insert', 'update', 'remove']);
  expect((await rightsAs('writer', 'schema')).lacking).toEqual(['collMod']);
  expect((await rightsAs('writer', 'reader')).excess).not.toEqual([]);
});

it('a wrong password is a login that is refused', async () => {
  const uri = uriOf('reader').replace(ADMIN.pwd, 'another');
  await expect(logIn({ by: 'uri', uri })).rejects.toMatchObject({ kind: 'refused' });
});

it('the schema user makes the schema and changes a time to live, which the writer may not', async () => {
  const db = databaseOf(uriOf('schema'));
  await ensureSchema(db, RETENTION);
  expect(await ensureSchema(db, { ...RETENTION, retentionLiveDays: 20 })).not.toEqual([]);
  const asWriter = ensureSchema(databaseOf(uriOf('writer')), RETENTION);
  await expect(asWriter).rejects.toBeInstanceOf(MongoServerError);
});

it('the writer writes and measures, the reader reads and nothing else', async () => {
  const letters = databaseOf(uriOf('writer')).collection(COLLECTIONS.deadLetters);
  await letters.insertOne({ failedAt: new Date(0) });
  await letters.updateOne({}, { $set: { reason: 'test' } });
  const seen = databaseOf(uriOf('reader')).collection(COLLECTIONS.deadLetters);
  const writer = databaseOf(uriOf('writer'));
  expect(await createHistoryVolume(writer).measureBytes()).toBeGreaterThan(0);
  expect(await readDatabaseBytes(writer)).toBeGreaterThan(0);
  expect(await seen.countDocuments()).toBe(1);
  await expect(seen.deleteOne({})).rejects.toMatchObject({ codeName: 'Unauthorized' });
  await letters.deleteMany({});
});
