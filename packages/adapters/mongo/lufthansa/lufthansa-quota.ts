import { setTimeout as delay } from 'node:timers/promises';
import type { Collection, Db } from 'mongodb';
import { COLLECTIONS } from '#contracts/names.ts';
import { isJsonObject } from '#contracts/read.ts';
import type { CallPurpose } from '../../lufthansa/lufthansa-api.ts';
import type { QuotaLimits } from '../../lufthansa/quota/quota-limits.ts';
import {
  decideSlot,
  reportQuota,
  type QuotaUse,
  type SlotAnswer,
  type SlotAsk,
} from '../../lufthansa/quota/quota-rule.ts';
import type { QuotaStore } from '../../lufthansa/quota/quota-store.ts';
import { MONGO_CODE, mongoErrorCode } from '../mongo-error.ts';

export interface LufthansaQuotaOptions {
  readonly db: Db;
  /** Names the client id without being it; see access-key.ts. */
  readonly accessKey: string;
  readonly limits: QuotaLimits;
  /** 0 to 1, for the jitter. */
  readonly random: () => number;
}

interface QuotaDocument {
  readonly _id: string;
  /** Goes up with each change: who decided on an older one has to decide again. */
  readonly revision: number;
  /** By purpose, in order; older ones than an hour may be among them. */
  readonly slots: Readonly<Partial<Record<CallPurpose, readonly Date[]>>>;
  readonly pausedUntil?: Date;
  /** Forgotten then: every start of the stand-in has another address, and so a quota of its own. */
  readonly expiresAt?: Date;
}

interface ReadUse extends QuotaUse {
  readonly revision: number;
  readonly nowMs: number;
}

const OPERATION_MS = 3000;
/** A process asks once at a time, so that this many tries are more than there are processes that ask at the same moment. */
const MOST_TRIES = 200;
const LONGEST_PAUSE_MS = 20;
/** After its last slot; far longer than any window or pause. */
const KEPT_MS = 86_400_000;

/**
 * The quota of a client id as one document: the decision is made here, on the database's clock, and takes effect only if
 * nobody else took a slot in between. So it holds for any number of processes.
 */
export function createLufthansaQuota({ db, accessKey, limits, random }: LufthansaQuotaOptions): QuotaStore {
  const documents = db.collection<QuotaDocument>(COLLECTIONS.lufthansaAccess);
  const _id = `quota/${accessKey}`;
  let lastAsk: Promise<unknown> = Promise.resolve();

  async function read(): Promise<ReadUse> {
    const found = await readUse(documents, _id);
    if (found !== null) return found;
    await createIfMissing(documents, _id);
    const created = await readUse(documents, _id);
    if (created === null) throw new Error(`${_id} vanished while it was made`);
    return created;
  }

  /** @returns false where another was faster */
  async function take(purpose: CallPurpose, revision: number, slotMs: number): Promise<boolean> {
    const { modifiedCount } = await documents.updateOne(
      { _id, revision },
      {
        $inc: { revision: 1 },
        $set: { expiresAt: new Date(slotMs + KEPT_MS) },
        // Each granted slot leaves at most the hour's limit in the window: older ones are not needed.
        $push: { [`slots.${purpose}`]: { $each: [new Date(slotMs)], $slice: -limits.callsPerHour } },
      },
      { maxTimeMS: OPERATION_MS },
    );
    return modifiedCount === 1;
  }

  async function reserve(ask: SlotAsk): Promise<SlotAnswer> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const use = await read();
      const answer = decideSlot(use, limits, { ...ask, nowMs: use.nowMs });
      if (answer.kind === 'refused' || (await take(ask.purpose, use.revision, answer.slotMs))) return answer;
      await delay(random() * Math.min(LONGEST_PAUSE_MS, 2 ** tries));
    }
    return { kind: 'refused', reason: 'queue', retryAfterMs: limits.spacingMs };
  }

  return {
    spacingMs: limits.spacingMs,
    reserve(ask) {
      const mine = lastAsk.then(() => reserve(ask));
      lastAsk = mine.catch(() => undefined);
      return mine;
    },
    async pause(ms) {
      await createIfMissing(documents, _id);
      const until = { $dateAdd: { startDate: '$$NOW', unit: 'millisecond', amount: Math.round(ms) } };
      await documents.updateOne(
        { _id },
        [{ $set: { pausedUntil: { $max: ['$pausedUntil', until] }, revision: { $add: ['$revision', 1] } } }],
        { maxTimeMS: OPERATION_MS },
      );
    },
    async read() {
      const use = await readUse(documents, _id);
      return reportQuota(use ?? NOTHING_USED, limits, use?.nowMs ?? 0);
    },
  };
}

const NOTHING_USED: QuotaUse = {
  slots: { status: [], admin: [], schedules: [], references: [] },
  pausedUntilMs: 0,
};

/** Two at once may both try to insert; the second meets the first's document. */
async function createIfMissing(documents: Collection<QuotaDocument>, _id: string): Promise<void> {
  try {
    await documents.updateOne({ _id }, { $setOnInsert: { revision: 0, slots: {} } }, { upsert: true });
  } catch (error) {
    if (mongoErrorCode(error) !== MONGO_CODE.duplicateKey) throw error;
  }
}

async function readUse(documents: Collection<QuotaDocument>, _id: string): Promise<ReadUse | null> {
  const found: unknown[] = await documents
    .aggregate([{ $match: { _id } }, { $set: { now: '$$NOW' } }], { maxTimeMS: OPERATION_MS })
    .toArray();
  const [document] = found;
  if (!isJsonObject(document)) return null;
  const { revision, slots, pausedUntil, now } = document;
  if (typeof revision !== 'number' || !isJsonObject(slots) || !(now instanceof Date)) {
    throw new Error(`${_id} is no quota: delete it, and the hour begins anew`);
  }
  return {
    revision,
    nowMs: now.getTime(),
    pausedUntilMs: pausedUntil instanceof Date ? pausedUntil.getTime() : 0,
    slots: {
      status: times(slots['status']),
      admin: times(slots['admin']),
      schedules: times(slots['schedules']),
      references: times(slots['references']),
    },
  };
}

function times(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.flatMap((at: unknown) => (at instanceof Date ? [at.getTime()] : [])) : [];
}
