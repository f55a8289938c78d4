import { importSchedules, type ImportPorts } from '#adapters/etl/import-schedules.ts';
import type { RejectedRecord } from '#adapters/lufthansa/lufthansa-api.ts';
import type { ImportedItinerary, ScheduleImport } from '#contracts/http-admin.ts';
import type { DataSource } from '#domain/schedules/data-source.ts';
import { formatFlightNumber } from '#domain/schedules/flight-number.ts';
import { itineraryKey, type Itinerary } from '#domain/schedules/itinerary.ts';
import type { ImportDay } from './schedule-route.ts';

export interface DayImporterPorts extends Omit<ImportPorts, 'zoneOf' | 'reject'> {
  readonly zones: { load(): Promise<ImportPorts['zoneOf']> };
  readonly rejects: { add(run: string, records: readonly RejectedRecord[], nowMs: number): Promise<void> };
  readonly claimSource: (source: DataSource) => Promise<void>;
  readonly newRunId: () => string;
  readonly source: DataSource;
}

/** Imports a day as the nightly run does, at once and with calls of the operators' share. */
export function createDayImporter({
  zones,
  rejects,
  claimSource,
  newRunId,
  source,
  ...ports
}: DayImporterPorts): ImportDay {
  return async (asked, limits) => {
    const run = newRunId();
    const rejected: Record<string, number> = {};
    const reject = async (records: readonly RejectedRecord[]): Promise<void> => {
      for (const { reason } of records) rejected[reason] = (rejected[reason] ?? 0) + 1;
      await rejects.add(run, records, ports.clock());
    };
    await claimSource(source);
    const zoneOf = await zones.load();
    const { received, stored, merged, changed, itineraries } = await importSchedules(
      asked,
      { ...ports, zoneOf, reject },
      { run, source, call: { purpose: 'admin', ...limits } },
    );
    return {
      ...{ ...asked, sample: source === 'sample', received, stored, merged, changed, rejected },
      itineraries: answerOf(itineraries),
    } satisfies ScheduleImport;
  };
}

/** Doubles of a key are stored as one, so they are told as one. */
function answerOf(itineraries: readonly Itinerary[]): ImportedItinerary[] {
  return [...new Map(itineraries.map((itinerary) => [itineraryKey(itinerary), itinerary]))].map(([id, itinerary]) => ({
    id,
    origin: itinerary.origin,
    destination: itinerary.destination,
    departureDate: itinerary.departureDate,
    durationMin: itinerary.durationMin,
    legs: itinerary.legs.map(({ flight, numbers, ...leg }) => ({
      ...leg,
      flight: formatFlightNumber(flight),
      numbers: numbers.map(formatFlightNumber),
    })),
  }));
}
