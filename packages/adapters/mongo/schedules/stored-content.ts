import { isDeepStrictEqual } from 'node:util';
import type { Collection } from 'mongodb';
import { isJsonObject, type JsonObject } from '#contracts/read.ts';

/** The documents with these ids as they are stored, by id; those that aren't there are absent. */
export async function readStored(
  collection: Pick<Collection<{ _id: string }>, 'find'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, JsonObject>> {
  const documents: unknown[] = await collection.find({ _id: { $in: [...ids] } }).toArray();
  const byId = new Map<string, JsonObject>();
  for (const document of documents) if (isJsonObject(document)) byId.set(String(document['_id']), document);
  return byId;
}

/** Whether a stored document says all of that already; fields of its own don't matter. */
export function holdsContent(stored: JsonObject | undefined, content: object): boolean {
  if (stored === undefined) return false;
  return Object.entries(content).every(([field, value]) => isDeepStrictEqual(stored[field], value));
}

/** No flight is sold under more. */
const MOST_NUMBERS = 100;

/**
 * All that is known of the numbers a flight is sold under: an answer lists it under the carriers that were asked about, and
 * another question's answer under others. Stored ones come before new ones, so that nothing new leaves the order as it is.
 * @param flight the number that comes first
 */
export function joinNumbers(flight: string, stored: unknown, fresh: readonly string[]): readonly string[] {
  const known: unknown[] = Array.isArray(stored) ? stored : [];
  const numbers = [flight, ...known.filter((number) => typeof number === 'string'), ...fresh];
  return [...new Set(numbers)].slice(0, MOST_NUMBERS);
}
