import type { Db } from 'mongodb';
import { COLLECTIONS, segmentsCollection, tracksCollection } from '#contracts/names.ts';
import { isJsonObject } from '#contracts/read.ts';
import { POSITION_KINDS, type PositionKind } from '#domain/position.ts';
import type { IndexRule } from './index-rule.ts';
import { MONGO_CODE, mongoErrorCode } from './mongo-error.ts';
import { SCHEDULE_RULES } from './schedules/schedule-schema.ts';
import type { Retention } from './retention.ts';

const DEAD_LETTER_SECONDS = 14 * 86_400;
/** Fifty years: MongoDB refuses what would reach back beyond 1970. */
const LONGEST_SECONDS = 50 * 365 * 86_400;

/** What one run of {@link ensureSchema} changed, in words for the log. */
export type SchemaChanges = readonly string[];

/**
 * Creates what is missing of the collections and indexes that are ours, and brings the times to live to the given
 * retention. Never drops anything; a second run changes nothing. Run by `npm run schema`, at start and at deploy.
 */
export async function ensureSchema(db: Db, retention: Retention): Promise<SchemaChanges> {
  const changes: string[] = [];
  for (const rule of indexRules(retention)) {
    const change = await ensureIndex(db, rule);
    if (change !== null) changes.push(change);
  }
  return changes;
}

/** Every index that is ours, in the order in which they are made. */
export function indexRules(retention: Retention): IndexRule[] {
  return [
    ...POSITION_KINDS.flatMap((kind) => historyRules(kind, retention)),
    { collection: COLLECTIONS.positionsLatest, name: 'shard', key: { shard: 1 } },
    {
      collection: COLLECTIONS.deadLetters,
      name: 'retention',
      key: { failedAt: 1 },
      expireAfterSeconds: DEAD_LETTER_SECONDS,
    },
    { collection: COLLECTIONS.connections, name: 'expiry', key: { expiresAt: 1 }, expireAfterSeconds: 0 },
    ...SCHEDULE_RULES,
  ];
}

/**
 * History expires by its time of receipt: by the time of observation a replayed recording would be gone at once. The
 * same index gives compaction and the space budget their order, oldest first.
 */
function historyRules(kind: PositionKind, retention: Retention): IndexRule[] {
  const keptSeconds = kind === 'live' ? retention.retentionLiveDays * 86_400 : retention.retentionSimulatedHours * 3600;
  const expireAfterSeconds = Math.min(LONGEST_SECONDS, keptSeconds);
  const expiry = { name: 'retention', key: { receivedAt: 1 }, expireAfterSeconds } as const;
  return [
    { collection: segmentsCollection(kind), name: 'cell_newest', key: { cell: 1, newestMs: 1 } },
    { collection: segmentsCollection(kind), ...expiry },
    { collection: tracksCollection(kind), ...expiry },
  ];
}

/**
 * Makes one index, or brings its time to live into line. Resolves when the index is ready, also where another caller began
 * it: to make again what is there waits for it, and is refused where the index of that name is another.
 * @returns what was changed, null where nothing was
 * @throws SchemaConflictError, or the driver's error
 */
export async function ensureIndex(db: Db, rule: IndexRule): Promise<string | null> {
  const { collection, name, key, expireAfterSeconds } = rule;
  const existing = await findIndex(db, collection, name);
  const isToChange = existing !== undefined && expireAfterSeconds !== undefined && existing !== expireAfterSeconds;
  if (!isToChange) {
    await unlessConflicting(rule, createIndex(db, rule));
    return existing === undefined ? `${collection}: index ${name} created` : null;
  }
  const change = { collMod: collection, index: { keyPattern: key, expireAfterSeconds } };
  await unlessConflicting(rule, db.command(change));
  return `${collection}: expires after ${expireAfterSeconds} s`;
}

/** An index that is there is in the way of ours; nothing here drops it. */
export class SchemaConflictError extends Error {
  constructor({ collection, name }: IndexRule, cause: unknown) {
    super(`${collection} has an index that conflicts with ${name}; drop it by hand, then run again`, { cause });
    this.name = 'SchemaConflictError';
  }
}

function createIndex(db: Db, { collection, name, key, expireAfterSeconds }: IndexRule): Promise<string> {
  const options = { name, ...(expireAfterSeconds === undefined ? {} : { expireAfterSeconds }) };
  return db.collection(collection).createIndex(key, options, undefined);
}

const CONFLICTS: ReadonlySet<number | undefined> = new Set([
  MONGO_CODE.indexNotFound,
  MONGO_CODE.indexOptionsConflict,
  MONGO_CODE.indexKeySpecsConflict,
]);

async function unlessConflicting(rule: IndexRule, change: Promise<unknown>): Promise<void> {
  try {
    await change;
  } catch (error) {
    throw CONFLICTS.has(mongoErrorCode(error)) ? new SchemaConflictError(rule, error) : error;
  }
}

/** The time to live of an index, null where it has none, undefined where there is no such index. */
async function findIndex(db: Db, collection: string, name: string): Promise<number | null | undefined> {
  const indexes: unknown[] = await listIndexes(db, collection);
  const index = indexes.find((candidate) => isJsonObject(candidate) && candidate['name'] === name);
  if (!isJsonObject(index)) return undefined;
  const seconds = index['expireAfterSeconds'];
  return typeof seconds === 'number' ? seconds : null;
}

async function listIndexes(db: Db, collection: string): Promise<unknown[]> {
  try {
    const indexes: unknown[] = await db.collection(collection).listIndexes().toArray();
    return indexes;
  } catch (error) {
    if (mongoErrorCode(error) === MONGO_CODE.namespaceNotFound) return [];
    throw error;
  }
}
