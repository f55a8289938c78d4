import type { Db } from 'mongodb';
import { ContractError } from '#contracts/contract-error.ts';
import { parseFeedStatus, type FeedStatus } from '#contracts/feed-status.ts';
import { COLLECTIONS } from '#contracts/names.ts';

/** Feeds read at most; a deployment has a handful. */
const MOST_FEEDS = 100;

export interface FeedReader {
  /** What the producers say of their feeds, by name. */
  feeds(): Promise<readonly FeedStatus[]>;
}

/** @param onMalformed told of a document that isn't understood (a newer producer's); it is left out, the others stand */
export function createFeedReader(db: Db, onMalformed: (error: ContractError) => void): FeedReader {
  return {
    feeds: async () => {
      const documents: unknown[] = await db
        .collection(COLLECTIONS.feeds)
        .find({}, { sort: { _id: 1 }, limit: MOST_FEEDS })
        .toArray();
      return documents.flatMap((document) => {
        try {
          return [parseFeedStatus(document)];
        } catch (error) {
          if (!(error instanceof ContractError)) throw error;
          onMalformed(error);
          return [];
        }
      });
    },
  };
}
