import { randomUUID } from 'node:crypto';
import { BSON, MongoClient, type Db, type Document } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { CALL_PURPOSES } from '#adapters/lufthansa/lufthansa-api.ts';
import { quotaLimits, type QuotaSettings } from '#adapters/lufthansa/quota/quota-limits.ts';
import { createLufthansaAccess, type LufthansaAccess } from '#adapters/mongo/lufthansa/lufthansa-access.ts';
import { describeQuotaStore } from '../ports/lufthansa-quota-port.ts';
import { describeTokenStore } from '../ports/lufthansa-token-port.ts';

/** Each is a process of its own as far as the database is concerned. */
const clients = Array.from({ length: 4 }, () => new MongoClient(inject('mongodbUri')));
let name: string;
beforeAll(() => Promise.all(clients.map((client) => client.connect())));
afterAll(() => Promise.all(clients.map((client) => client.close())));
beforeEach(() => {
  name = `lufthansa-${randomUUID()}`;
});

const CLIENT_ID = 'the-client-id';
const SECRET = 'the-client-secret';

const access = (db: Db, settings: QuotaSettings = {}, clientSecret = SECRET): LufthansaAccess =>
  createLufthansaAccess({
    db,
    baseUrl: 'https://lufthansa.test/v1',
    clientId: CLIENT_ID,
    clientSecret,
    limits: quotaLimits(settings),
    random: Math.random,
  });

const db = (nth = 0): Db => clients[nth % clients.length]!.db(name);

/** Everything that is stored about the client id, as the database has it. */
const stored = (): Promise<unknown[]> => db().collection('lufthansa_access').find().toArray();

async function storedSlots(): Promise<number[]> {
  const documents = (await stored()) as { slots?: Record<string, Date[]> }[];
  const slots = documents.flatMap((document) => Object.values(document.slots ?? {}).flat());
  return slots.map((at) => at.getTime()).toSorted((a, b) => a - b);
}

describeQuotaStore('quota in MongoDB', async (settings) => access(db(), settings).quota);
describeTokenStore('token in MongoDB', async () => access(db()).tokens);

describe('access shared by processes', () => {
  it('four that ask at once never get more than a second and an hour have, in any window', async () => {
    const settings = { callsPerSecond: 50, callsPerHour: 120 };
    const stores = clients.map((_client, nth) => access(db(nth), settings).quota);
    const asks = stores.flatMap((store, nth) =>
      Array.from({ length: 40 }, (_, n) =>
        store.reserve({ purpose: CALL_PURPOSES[(nth + n) % CALL_PURPOSES.length]!, maxWaitMs: 60_000 }),
      ),
    );
    const answers = await Promise.all(asks);
    const given = answers.flatMap((answer) => (answer.kind === 'slot' ? [answer.slotMs] : []));
    const slots = await storedSlots();
    expect(given.toSorted((a, b) => a - b)).toEqual(slots);
    expect(slots.length).toBeLessThanOrEqual(120);
    expect(slots.length).toBeGreaterThan(100);
    for (const from of slots) {
      expect(slots.filter((at) => at >= from && at < from + 1000).length).toBeLessThanOrEqual(50);
    }
    const refused = answers.filter((answer) => answer.kind === 'refused');
    expect(refused.every(({ reason }) => reason === 'hour')).toBe(true);
  });

  it('those of one process do not wait for their slots in each other’s way', async () => {
    const { quota } = access(db(), { callsPerSecond: 100 });
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => quota.reserve({ purpose: 'references', maxWaitMs: 60_000 })),
    );
    const slots = answers.flatMap((answer) => (answer.kind === 'slot' ? [answer.slotMs] : []));
    expect(slots).toHaveLength(30);
    expect(slots).toEqual(slots.toSorted((a, b) => a - b));
  });

  it('keeps the token encrypted and names neither id nor secret', async () => {
    const { tokens, quota } = access(db());
    await quota.reserve({ purpose: 'status', maxWaitMs: 0 });
    await tokens.write({ token: 'a-secret-token', remainingMs: 60_000 });
    const documents = await stored();
    expect(documents).toHaveLength(2);
    const bytes = Buffer.concat(documents.map((document) => Buffer.from(BSON.serialize(document as Document))));
    for (const secret of ['a-secret-token', CLIENT_ID, SECRET]) expect(bytes.includes(secret)).toBe(false);
    expect((await access(db(1)).tokens.read())?.token).toBe('a-secret-token');
  });

  it('leaves nothing for ever: a client id that is no longer used is forgotten', async () => {
    const { tokens, quota } = access(db());
    const answer = await quota.reserve({ purpose: 'status', maxWaitMs: 0 });
    await tokens.write({ token: 'a-secret-token', remainingMs: 60_000 });
    const expiries = ((await stored()) as { expiresAt?: Date }[]).map(({ expiresAt }) => expiresAt?.getTime());
    const slotMs = answer.kind === 'slot' ? answer.slotMs : NaN;
    expect(expiries.includes(slotMs + 86_400_000)).toBe(true);
    expect(expiries.every((atMs) => atMs !== undefined)).toBe(true);
  });

  it('has no token for those with another secret, and they can write their own', async () => {
    await access(db()).tokens.write({ token: 'of-the-old-secret', remainingMs: 60_000 });
    const rotated = access(db(1), {}, 'another-secret').tokens;
    expect(await rotated.read()).toBeNull();
    await rotated.write({ token: 'of-the-new-secret', remainingMs: 60_000 });
    expect((await rotated.read())?.token).toBe('of-the-new-secret');
  });
});
