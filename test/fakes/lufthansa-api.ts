import type { LufthansaApi, RejectedRecord } from '#adapters/lufthansa/lufthansa-api.ts';
import type { FlightStatus } from '#domain/schedules/flight-status.ts';
import type { Itinerary } from '#domain/schedules/itinerary.ts';

/** What an operation answers; an error is thrown. Absent parts are empty. */
export interface FakeAnswer<T> {
  readonly records?: readonly T[];
  readonly merged?: number;
  readonly rejected?: readonly RejectedRecord[];
}

export interface FakeOperations {
  /** @param asked `FRA-JFK/2026-12-01` */
  readonly schedules?: (asked: string) => FakeAnswer<Itinerary> | Error;
  /** @param asked `departures/FRA/2026-12-01T10:00` */
  readonly status?: (asked: string) => FakeAnswer<FlightStatus> | Error;
}

export interface FakeLufthansaApi extends Pick<LufthansaApi, 'schedules' | 'airportStatus' | 'calls'> {
  /** What was asked, in order. */
  readonly asked: readonly string[];
}

/** The operations of the Lufthansa API, answered by the test. */
export function createFakeLufthansaApi({
  schedules = () => ({}),
  status = () => ({}),
}: FakeOperations): FakeLufthansaApi {
  const asked: string[] = [];
  const answer = <T>(text: string, given: FakeAnswer<T> | Error) => {
    asked.push(text);
    if (given instanceof Error) throw given;
    const { records = [], merged = 0, rejected = [] } = given;
    return { records, merged, rejected, raw: [{ path: `/operations/${text}`, status: 200, body: '{}' }] };
  };
  return {
    asked,
    calls: () => asked.length,
    schedules: async ({ origin, destination, date }) => {
      const text = `${origin}-${destination}/${date}`;
      return answer(text, schedules(text));
    },
    airportStatus: async ({ airport, direction, fromLocal }) => {
      const text = `${direction}/${airport}/${fromLocal}`;
      return answer(text, status(text));
    },
  };
}

export function aReject(reason: string, resource = 'schedules'): RejectedRecord {
  return { resource, reason, field: 'Flight[0]', record: '{}' };
}
