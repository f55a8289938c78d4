import type { Db } from 'mongodb';
import { ContractError } from '#contracts/contract-error.ts';
import { parseFeedStatus, type FeedStatus } from '#contracts/feed-status.ts';
import { COLLECTIONS } from '#contracts/names.ts';

/** A status is renewed every second; a write that takes longer than this is worth less than the next. */
const OPERATION_MS = 3000;

/** Where producers tell how their feeds do. */
export interface FeedStore {
  put(status: FeedStatus): Promise<void>;
  /** The last status of a feed, null where there is none that this version understands. */
  find(feed: string): Promise<FeedStatus | null>;
}

export function createFeedStore(db: Db): FeedStore {
  const feeds = db.collection<FeedStatus>(COLLECTIONS.feeds);
  return {
    async put(status) {
      const { _id, ...rest } = status;
      await feeds.replaceOne({ _id }, rest, { upsert: true, maxTimeMS: OPERATION_MS });
    },
    async find(feed) {
      const document: unknown = await feeds.findOne({ _id: feed }, { maxTimeMS: OPERATION_MS });
      if (document === null) return null;
      try {
        return parseFeedStatus(document);
      } catch (error) {
        if (error instanceof ContractError) return null;
        throw error;
      }
    },
  };
}
