import type { Db } from 'mongodb';
import type { AcknowledgedRecord, FeedStatus } from '#contracts/feed-status.ts';
import { COLLECTIONS } from '#contracts/names.ts';
import { isJsonObject, type JsonObject } from '#contracts/read.ts';

/** What the reader of positions must know of a feed. */
export interface FeedReport extends Pick<FeedStatus, 'reportedAtMs' | 'intervalMs' | 'acknowledged'> {
  readonly feed: string;
}

/** The reports of all feeds that ever ran here; a document that is no report is left out. */
export async function readFeedReports(db: Db): Promise<FeedReport[]> {
  const documents: unknown[] = await db.collection(COLLECTIONS.feeds).find().toArray();
  return documents.filter(isJsonObject).flatMap((document) => toReport(document) ?? []);
}

function toReport(document: JsonObject): FeedReport | null {
  const { _id: feed, reportedAtMs, intervalMs, acknowledged } = document;
  if (typeof feed !== 'string' || typeof reportedAtMs !== 'number' || typeof intervalMs !== 'number') return null;
  if (!Array.isArray(acknowledged)) return null;
  return { feed, reportedAtMs, intervalMs, acknowledged: acknowledged.filter(isAcknowledgedRecord) };
}

function isAcknowledgedRecord(value: unknown): value is AcknowledgedRecord {
  return (
    isJsonObject(value) &&
    ['string', 'undefined'].includes(typeof value['topic']) &&
    ['partition', 'offset', 'receivedAtMs'].every((field) => typeof value[field] === 'number')
  );
}
