import type { AnyBulkWriteOperation, Collection, Db } from 'mongodb';
import { COLLECTIONS } from '#contracts/names.ts';
import type { JsonObject } from '#contracts/read.ts';
import type { DataSource } from '#domain/schedules/data-source.ts';
import { flightStatusKey, type FlightStatus } from '#domain/schedules/flight-status.ts';
import { toStatusContent, type FlightStatusDocument, type StatusContent } from './flight-status-document.ts';
import { isRepeatedOnly } from '../mongo-error.ts';
import { holdsContent, joinNumbers, readStored } from './stored-content.ts';

export interface StatusAnswer {
  readonly statuses: readonly FlightStatus[];
  readonly source: DataSource;
  readonly run: string;
  /** When it was asked for: what was asked for later is not overwritten. */
  readonly atMs: number;
}

/** `stored` + `merged` are the statuses of the answer. */
export interface StatusChanges {
  readonly stored: number;
  /** The same flight as another of the answer or of the same run, or as a stored one that is newer. */
  readonly merged: number;
  /** Of those stored, new or different from before. */
  readonly changed: number;
}

export interface FlightStatusStore {
  /** Stores what is newer than what is there. The same answer a second time changes nothing. */
  put(answer: StatusAnswer): Promise<StatusChanges>;
}

const WRITES_AT_ONCE = 500;

type Contents = ReadonlyMap<string, StatusContent>;

export function createFlightStatusStore(db: Db): FlightStatusStore {
  const collection = db.collection<FlightStatusDocument>(COLLECTIONS.flightStatus);
  return {
    put: async (answer) => {
      const fresh = contentByKey(answer.statuses);
      const keys = [...fresh.keys()];
      let [stored, changed] = [0, 0];
      for (let first = 0; first < keys.length; first += WRITES_AT_ONCE) {
        const some = new Map([...fresh].slice(first, first + WRITES_AT_ONCE));
        const outcome = await store(collection, some, answer);
        stored += outcome.stored;
        changed += outcome.changed;
      }
      return { stored, merged: answer.statuses.length - stored, changed };
    },
  };
}

/** Of doubles the last counts, with the numbers of both. */
function contentByKey(statuses: readonly FlightStatus[]): Map<string, StatusContent> {
  const contents = new Map<string, StatusContent>();
  for (const status of statuses) {
    const key = flightStatusKey(status);
    contents.set(key, withNumbersOf(contents.get(key), toStatusContent(status)));
  }
  return contents;
}

async function store(
  collection: Collection<FlightStatusDocument>,
  fresh: Contents,
  answer: StatusAnswer,
): Promise<{ readonly stored: number; readonly changed: number }> {
  const former = await readStored(collection, [...fresh.keys()]);
  let [stored, changed] = [0, 0];
  const writes: AnyBulkWriteOperation<FlightStatusDocument>[] = [];
  for (const [key, content] of fresh) {
    const before = former.get(key);
    if (before !== undefined && isNewer(before, answer.atMs)) continue;
    const next = withNumbersOf(before, content);
    if (before?.['seen_run'] !== answer.run) stored++;
    if (!holdsContent(before, next)) changed++;
    writes.push(toWrite(key, next, answer));
  }
  await writeUnlessNewer(collection, writes);
  return { stored, changed };
}

function isNewer({ updated_at: updatedAt }: JsonObject, atMs: number): boolean {
  return updatedAt instanceof Date && updatedAt.getTime() > atMs;
}

function withNumbersOf(former: JsonObject | StatusContent | undefined, content: StatusContent): StatusContent {
  return { ...content, numbers: joinNumbers(content.flight, former?.numbers, content.numbers) };
}

function toWrite(
  key: string,
  content: StatusContent,
  { source, run, atMs }: StatusAnswer,
): AnyBulkWriteOperation<FlightStatusDocument> {
  const updatedAt = new Date(atMs);
  return {
    updateOne: {
      filter: { _id: key, updated_at: { $lte: updatedAt } },
      update: { $set: { ...content, source, updated_at: updatedAt, seen_run: run } },
      upsert: true,
    },
  };
}

/**
 * Where another run stored something newer since it was read, the upsert meets its document and is refused. So it is where
 * another run inserted something older in the same instant: then the document is there the second time, and is overwritten.
 */
async function writeUnlessNewer(
  collection: Collection<FlightStatusDocument>,
  writes: AnyBulkWriteOperation<FlightStatusDocument>[],
): Promise<void> {
  if (writes.length === 0) return;
  for (let attempt = 1; attempt <= 2; attempt++) {
    try {
      await collection.bulkWrite(writes, { ordered: false });
      return;
    } catch (error) {
      if (!isRepeatedOnly(error)) throw error;
    }
  }
}
