import type { AnyBulkWriteOperation, Collection, Db } from 'mongodb';
import { COLLECTIONS } from '#contracts/names.ts';
import { isJsonObject, type JsonObject } from '#contracts/read.ts';
import type { DataSource } from '#domain/schedules/data-source.ts';
import { itineraryKey, type Itinerary } from '#domain/schedules/itinerary.ts';
import { routeDayText, type RouteDay } from '#domain/schedules/route-day.ts';
import { toFlightContent, type FlightContent, type FlightDocument } from './flight-document.ts';
import { insertAtText } from './insert-at.ts';
import { holdsContent, joinNumbers, readStored } from './stored-content.ts';

/** The answer to one question about a day of a route. */
export interface RouteDayAnswer {
  readonly asked: RouteDay;
  readonly itineraries: readonly Itinerary[];
  /** Whether every record of the answer is in `itineraries`: only then is what it lacks gone. */
  readonly isWhole: boolean;
  readonly source: DataSource;
  readonly run: string;
  readonly atMs: number;
}

/** `stored` + `merged` are the itineraries of the answer. */
export interface FlightChanges {
  readonly stored: number;
  /** The same as another of the answer, or of an earlier answer in the same run. */
  readonly merged: number;
  /** Of those stored, new or different from before. */
  readonly changed: number;
  /** Stored before, no longer in any answer, and removed. */
  readonly vanished: number;
}

export interface FlightStore {
  /**
   * Stores an answer. The same one a second time changes nothing but `updated_at` and `seen_run`. Stopped anywhere it
   * leaves more, never less, than before: what is gone goes last.
   */
  put(answer: RouteDayAnswer): Promise<FlightChanges>;
}

const WRITES_AT_ONCE = 500;

type Content = ReadonlyMap<string, FlightContent>;

export function createFlightStore(db: Db): FlightStore {
  const flights = db.collection<FlightDocument>(COLLECTIONS.flights);
  return {
    put: async (answer) => {
      const fresh = contentByKey(answer.itineraries);
      const keys = [...fresh.keys()];
      let [stored, changed] = [0, 0];
      for (let first = 0; first < keys.length; first += WRITES_AT_ONCE) {
        const some = new Map([...fresh].slice(first, first + WRITES_AT_ONCE));
        const outcome = await store(flights, some, answer);
        stored += outcome.stored;
        changed += outcome.changed;
      }
      const vanished = answer.isWhole ? await removeOthers(flights, routeDayText(answer.asked), keys) : 0;
      return { stored, merged: answer.itineraries.length - stored, changed, vanished };
    },
  };
}

/** Doubles are one, with the numbers of both. */
function contentByKey(itineraries: readonly Itinerary[]): Map<string, FlightContent> {
  const contents = new Map<string, FlightContent>();
  for (const itinerary of itineraries) {
    const key = itineraryKey(itinerary);
    contents.set(key, withNumbersOf(contents.get(key), toFlightContent(itinerary)));
  }
  return contents;
}

async function store(
  flights: Collection<FlightDocument>,
  fresh: Content,
  answer: RouteDayAnswer,
): Promise<Pick<FlightChanges, 'stored' | 'changed'>> {
  const former = await readStored(flights, [...fresh.keys()]);
  let [stored, changed] = [0, 0];
  const writes = Array.from(fresh, ([key, content]) => {
    const before = former.get(key);
    const next = withNumbersOf(before, content);
    if (before?.['seen_run'] !== answer.run) stored++;
    if (!holdsContent(before, next)) changed++;
    return toWrite(key, next, answer);
  });
  await flights.bulkWrite(writes, { ordered: false });
  return { stored, changed };
}

function withNumbersOf(former: JsonObject | FlightContent | undefined, content: FlightContent): FlightContent {
  const known: unknown = former?.legs;
  const knownLegs: unknown[] = Array.isArray(known) ? known : [];
  const legs = content.legs.map((leg, index) => {
    const knownLeg = knownLegs[index];
    const stored = isJsonObject(knownLeg) ? knownLeg['numbers'] : null;
    return { ...leg, numbers: joinNumbers(leg.flight, stored, leg.numbers) };
  });
  return { ...content, legs };
}

function toWrite(
  key: string,
  content: FlightContent,
  { asked, source, run, atMs }: RouteDayAnswer,
): AnyBulkWriteOperation<FlightDocument> {
  return {
    updateOne: {
      filter: { _id: key },
      update: {
        $set: { ...content, source, updated_at: new Date(atMs), seen_run: run },
        $setOnInsert: { insert_at: insertAtText(atMs) },
        $addToSet: { asked: routeDayText(asked) },
      },
      upsert: true,
    },
  };
}

/** An itinerary that another question's answer still has stays. @returns how many are gone */
async function removeOthers(flights: Collection<FlightDocument>, asked: string, keys: string[]): Promise<number> {
  const { deletedCount } = await flights.deleteMany({ asked: [asked], _id: { $nin: keys } });
  await flights.updateMany({ asked, _id: { $nin: keys } }, { $pull: { asked } });
  return deletedCount;
}
