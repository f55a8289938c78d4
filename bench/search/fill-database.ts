import type { Db } from 'mongodb';
import { claimDataSource } from '#adapters/mongo/etl/data-source-claim.ts';
import { toFlightContent, type FlightDocument } from '#adapters/mongo/schedules/flight-document.ts';
import { insertAtText } from '#adapters/mongo/schedules/insert-at.ts';
import { createReferenceStore } from '#adapters/mongo/references/reference-store.ts';
import { ensureSchema } from '#adapters/mongo/schema.ts';
import { zoneOfPosition } from '#adapters/time-zones/zone-of-position.ts';
import { COLLECTIONS } from '#contracts/names.ts';
import { itineraryKey } from '#domain/schedules/itinerary.ts';
import { routeDayText } from '#domain/schedules/route-day.ts';
import { AIRCRAFT_USED, AIRLINES_USED, type Timetable } from './timetable.ts';

const RUN = 'bench';
const DOCUMENTS_AT_ONCE = 2000;
/** Nothing may expire while it is measured. */
const RETENTION = { retentionLiveDays: 30, retentionSimulatedHours: 24 };

/** Stores the reference data and so many flights, and makes the indexes. @returns how many flights there are */
export async function fillDatabase(db: Db, timetable: Timetable, flights: number): Promise<number> {
  await claimDataSource(db, 'sample');
  await storeReferences(db, timetable);
  const collection = db.collection<FlightDocument>(COLLECTIONS.flights);
  const now = new Date();
  let documents: FlightDocument[] = [];
  let stored = 0;
  const flush = async (): Promise<void> => {
    if (documents.length > 0) await collection.insertMany(documents, { ordered: false });
    stored += documents.length;
    documents = [];
  };
  // As the ETL does it: the ways of a route's day together.
  for (let day = 0; day < timetable.dates.length && stored + documents.length < flights; day += 1) {
    for (let route = 0; route < timetable.routes.length; route += 1) {
      for (const document of documentsOf(timetable, { route, day, now })) documents.push(document);
      if (stored + documents.length >= flights) break;
      if (documents.length >= DOCUMENTS_AT_ONCE) await flush();
    }
  }
  documents.length = Math.min(documents.length, flights - stored);
  await flush();
  await ensureSchema(db, RETENTION);
  return stored;
}

function documentsOf(
  timetable: Timetable,
  { route, day, now }: { readonly route: number; readonly day: number; readonly now: Date },
): FlightDocument[] {
  const asked = timetable.routes[route];
  const date = timetable.dates[day];
  if (asked === undefined || date === undefined) return [];
  const byKey = new Map(timetable.itineraries(route, day).map((itinerary) => [itineraryKey(itinerary), itinerary]));
  return Array.from(byKey, ([_id, itinerary]) => ({
    _id,
    ...toFlightContent(itinerary),
    insert_at: insertAtText(now.getTime()),
    source: 'sample',
    updated_at: now,
    seen_run: RUN,
    asked: [routeDayText({ ...asked, date })],
  }));
}

async function storeReferences(db: Db, { airports }: Timetable): Promise<void> {
  const store = createReferenceStore(db, zoneOfPosition);
  const run = { id: RUN, source: 'sample', startedAtMs: Date.now(), nowMs: Date.now() } as const;
  const named = (name: string) => ({ en: name, fr: name, de: name });
  const countries = [...new Set(airports.map(({ country }) => country))];
  await store.put(
    'countries',
    countries.map((countryCode) => ({ countryCode, names: named(countryCode) })),
    run,
  );
  await store.put(
    'cities',
    airports.map(({ iata, city, country }) => ({
      cityCode: iata,
      countryCode: country,
      names: named(city),
      utcOffset: null,
      timeZone: null,
      airportCodes: [iata],
    })),
    run,
  );
  await store.put(
    'airports',
    airports.map(({ iata, name, country, lat, lon }) => ({
      airportCode: iata,
      cityCode: iata,
      countryCode: country,
      locationType: 'Airport',
      names: named(name),
      position: { lat, lon },
      utcOffset: null,
      timeZone: null,
    })),
    run,
  );
  await store.put(
    'airlines',
    AIRLINES_USED.map((airlineId) => ({ airlineId, icao: null, names: named(airlineId) })),
    run,
  );
  await store.put(
    'aircraft',
    AIRCRAFT_USED.map((aircraftCode) => ({ aircraftCode, icaoTypeCode: null, names: named(`Type ${aircraftCode}`) })),
    run,
  );
}
