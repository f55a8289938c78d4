import type { FlightChanges, RouteDayAnswer } from '#adapters/mongo/schedules/flight-store.ts';
import { itineraryKey } from '#domain/schedules/itinerary.ts';

export interface MemoryFlights {
  put(answer: RouteDayAnswer): Promise<FlightChanges>;
  /** Every answer that was stored, in order. */
  readonly answers: readonly RouteDayAnswer[];
}

/** Flights by their keys, in memory; what vanishes is not followed. */
export function createMemoryFlights(): MemoryFlights {
  const answers: RouteDayAnswer[] = [];
  const keys = new Set<string>();
  return {
    answers,
    put: async (answer) => {
      answers.push(answer);
      const fresh = new Set(answer.itineraries.map(itineraryKey));
      const changed = [...fresh].filter((key) => !keys.has(key)).length;
      for (const key of fresh) keys.add(key);
      return { stored: fresh.size, merged: answer.itineraries.length - fresh.size, changed, vanished: 0 };
    },
  };
}
