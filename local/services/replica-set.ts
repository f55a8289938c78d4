import { setTimeout as delay } from 'node:timers/promises';
import { MongoClient, MongoServerError, type Document } from 'mongodb';

export const REPLICA_SET = 'airlines';

const NOT_YET_INITIALIZED = 94;
const POLL_MS = 25;
const TIMEOUT_MS = 30_000;

/**
 * Makes the only member of a replica set its primary: initiates a new one, or moves one that was kept to the port that
 * it has now.
 */
export async function becomePrimary(port: number): Promise<void> {
  const client = new MongoClient(`mongodb://127.0.0.1:${port}`, {
    directConnection: true,
    serverSelectionTimeoutMS: TIMEOUT_MS,
  });
  const host = `127.0.0.1:${port}`;
  try {
    const admin = client.db('admin');
    const config = await readConfig(client);
    if (config === null) {
      await admin.command({ replSetInitiate: { _id: REPLICA_SET, members: [{ _id: 0, host }] } });
    } else if (config.host !== host) {
      const moved = { _id: REPLICA_SET, version: config.version + 1, members: [{ _id: 0, host }] };
      await admin.command({ replSetReconfig: moved, force: true });
    }
    for (let waitedMs = 0; waitedMs < TIMEOUT_MS; waitedMs += POLL_MS) {
      const hello = await admin.command({ hello: 1 });
      if (hello['isWritablePrimary'] === true) return;
      await delay(POLL_MS);
    }
    throw new Error(`mongod on port ${port} didn't become primary within ${TIMEOUT_MS / 1000} s`);
  } finally {
    await client.close();
  }
}

/** Null where the replica set was never initiated. It is read from the database: a member that was moved denies the command. */
async function readConfig(client: MongoClient): Promise<{ host: string; version: number } | null> {
  let document: Document | null;
  try {
    document = await client.db('local').collection('system.replset').findOne({}, { readPreference: 'nearest' });
  } catch (error) {
    if (error instanceof MongoServerError && error.code === NOT_YET_INITIALIZED) return null;
    throw error;
  }
  if (document === null) return null;
  const members: unknown = document['members'];
  const first: unknown = Array.isArray(members) ? members[0] : undefined;
  const host = typeof first === 'object' && first !== null && 'host' in first ? String(first.host) : '';
  return { host, version: Number(document['version']) };
}
