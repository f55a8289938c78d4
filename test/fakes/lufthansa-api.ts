import type { LufthansaApi, RejectedRecord } from '#adapters/lufthansa/lufthansa-api.ts';
import type { FlightStatus } from '#domain/schedules/flight-status.ts';
import type { Itinerary } from '#domain/schedules/itinerary.ts';

/** What an operation answers. Absent parts are empty. */
export interface FakeAnswer<T> {
  readonly records?: readonly T[];
  readonly merged?: number;
  readonly rejected?: readonly RejectedRecord[];
}

/** An error is thrown; a promise is waited for. */
type Given<T> = FakeAnswer<T> | Error | Promise<FakeAnswer<T>>;

export interface FakeOperations {
  /** @param asked `FRA-JFK/2026-12-01` */
  readonly schedules?: (asked: string) => Given<Itinerary>;
  /** @param asked `departures/FRA/2026-12-01T10:00` */
  readonly status?: (asked: string) => Given<FlightStatus>;
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
  const answer = async <T>(text: string, give: (text: string) => Given<T>) => {
    asked.push(text);
    const given = give(text);
    if (given instanceof Error) throw given;
    const { records = [], merged = 0, rejected = [] } = await given;
    return { records, merged, rejected, raw: [{ path: `/operations/${text}`, status: 200, body: '{}' }] };
  };
  return {
    asked,
    calls: () => asked.length,
    schedules: ({ origin, destination, date }) => answer(`${origin}-${destination}/${date}`, schedules),
    airportStatus: ({ airport, direction, fromLocal }) => answer(`${direction}/${airport}/${fromLocal}`, status),
  };
}

export function aReject(reason: string, resource = 'schedules'): RejectedRecord {
  return { resource, reason, field: 'Flight[0]', record: '{}' };
}
