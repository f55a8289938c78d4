import type { Db } from 'mongodb';
import { COLLECTIONS } from '#contracts/names.ts';
import { isJsonObject } from '#contracts/read.ts';
import { formatFlightNumber, type FlightNumber } from '#domain/schedules/flight-number.ts';
import type { FlightStatus } from '#domain/schedules/flight-status.ts';
import type { Leg } from '#domain/schedules/itinerary.ts';
import { readLeg } from './flight-document.ts';
import { readStatus } from './flight-status-document.ts';

export interface FlightNumberQuery {
  /** Of the operating carrier. */
  readonly number: FlightNumber;
  /** Scheduled departure, both included, epoch ms. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** Reads what is stored under a flight number. */
export interface JoinedFlightReader {
  /** Legs that the carrier flies under that number; each once, though it occurs in many connections. */
  legs(query: FlightNumberQuery): Promise<readonly Leg[]>;
  statuses(query: FlightNumberQuery): Promise<readonly FlightStatus[]>;
}

const READ_MS = 3000;
/** One number has a few legs a day; more are not that flight. */
const MOST_FOUND = 100;
/** The index has the departure of the whole journey, which leaves so long before its last leg at most. */
const JOURNEY_MS = 3 * 86_400_000;

export function createJoinedFlightReader(db: Db): JoinedFlightReader {
  return {
    legs: async ({ number, fromMs, toMs }) => {
      const flown = { operating_airline: number.airline, operating_number: number.number };
      const journeys = { $gte: new Date(fromMs - JOURNEY_MS), $lte: new Date(toMs) };
      const found: unknown[] = await db
        .collection(COLLECTIONS.flights)
        .aggregate(
          [
            { $match: { legs: { $elemMatch: flown }, departs_at: journeys } },
            { $project: { _id: 0, legs: 1 } },
            { $unwind: '$legs' },
            {
              $match: {
                'legs.flight': formatFlightNumber(number),
                'legs.departs_at': { $gte: new Date(fromMs), $lte: new Date(toMs) },
              },
            },
            { $group: { _id: { at: '$legs.departs_at', origin: '$legs.origin' }, leg: { $first: '$legs' } } },
            { $sort: { _id: 1 } },
            { $limit: MOST_FOUND },
          ],
          { maxTimeMS: READ_MS },
        )
        .toArray();
      return found.filter(isJsonObject).map((group) => readLeg(group['leg']));
    },
    statuses: async ({ number, fromMs, toMs }) => {
      const filter = {
        flight: formatFlightNumber(number),
        scheduled_departure_at: { $gte: new Date(fromMs), $lte: new Date(toMs) },
      };
      const found: unknown[] = await db
        .collection(COLLECTIONS.flightStatus)
        .find(filter, { sort: { scheduled_departure_at: 1 }, limit: MOST_FOUND, maxTimeMS: READ_MS })
        .toArray();
      return found.map((document) => readStatus(document).status);
    },
  };
}
