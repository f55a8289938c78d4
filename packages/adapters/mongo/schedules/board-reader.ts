import type { Db } from 'mongodb';
import { COLLECTIONS } from '#contracts/names.ts';
import { isJsonObject } from '#contracts/read.ts';
import type { Leg } from '#domain/schedules/itinerary.ts';
import { readLeg } from './flight-document.ts';
import { readStatus, type StoredStatus } from './flight-status-document.ts';

export interface BoardQuery {
  readonly airports: readonly string[];
  readonly direction: 'departures' | 'arrivals';
  /** Scheduled times there, both included, epoch ms. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly limit: number;
}

/** Reads what leaves or reaches airports, by indexes of legs and of status. */
export interface BoardReader {
  /** Legs by their time there; each once, though it occurs in many connections. */
  legs(query: BoardQuery): Promise<readonly Leg[]>;
  /** By scheduled time there. */
  statuses(query: BoardQuery): Promise<readonly StoredStatus[]>;
}

const READ_MS = 5000;
const LEG_FIELDS = {
  departures: { airport: 'origin', at: 'departs_at' },
  arrivals: { airport: 'destination', at: 'arrives_at' },
} as const;
const STATUS_FIELDS = {
  departures: { airport: 'origin', at: 'scheduled_departure_at' },
  arrivals: { airport: 'destination', at: 'scheduled_arrival_at' },
} as const;

export function createBoardReader(db: Db): BoardReader {
  return {
    legs: async ({ airports, direction, fromMs, toMs, limit }) => {
      const { airport, at } = LEG_FIELDS[direction];
      const window = { $gte: new Date(fromMs), $lte: new Date(toMs) };
      const found: unknown[] = await db
        .collection(COLLECTIONS.flights)
        .aggregate(
          [
            { $match: { legs: { $elemMatch: { [airport]: { $in: airports }, [at]: window } } } },
            { $project: { _id: 0, legs: 1 } },
            { $unwind: '$legs' },
            { $match: { [`legs.${airport}`]: { $in: airports }, [`legs.${at}`]: window } },
            { $group: { _id: { flight: '$legs.flight', at: `$legs.${at}` }, leg: { $first: '$legs' } } },
            { $sort: { '_id.at': 1, '_id.flight': 1 } },
            { $limit: limit },
          ],
          { maxTimeMS: READ_MS },
        )
        .toArray();
      return found.filter(isJsonObject).map((group) => readLeg(group['leg']));
    },
    statuses: async ({ airports, direction, fromMs, toMs, limit }) => {
      const { airport, at } = STATUS_FIELDS[direction];
      const window = { $gte: new Date(fromMs), $lte: new Date(toMs) };
      const found: unknown[] = await db
        .collection(COLLECTIONS.flightStatus)
        .find({ [airport]: { $in: airports }, [at]: window }, { sort: { [at]: 1 }, limit, maxTimeMS: READ_MS })
        .toArray();
      return found.map(readStatus);
    },
  };
}
