import type { Db } from 'mongodb';
import { COLLECTIONS } from '#contracts/names.ts';
import { isJsonObject } from '#contracts/read.ts';
import type { ReferenceResource } from '#domain/schedules/reference-data.ts';
import { REFERENCE_COLLECTIONS } from './reference-document.ts';

/** Codes of a resource that a run did not see, by how they are known. */
export interface UnseenCodes {
  /** Flights of the schedules use them. */
  readonly used: readonly string[];
  /** There from a former run, and not gone. */
  readonly stored: readonly string[];
  /** Other reference data names them. */
  readonly named: readonly string[];
}

/** Which records might be there though the lists don't have them. */
export interface ReferenceCodes {
  unseen(resource: ReferenceResource, run: string): Promise<UnseenCodes>;
  /** What was asked for by its code since then and found to be nothing: `airports/XXX`. */
  readUnknown(sinceMs: number): Promise<ReadonlySet<string>>;
  addUnknown(codes: readonly string[], nowMs: number): Promise<void>;
}

type Use = readonly [collection: string, field: string];

const { flights, flightStatus, countries, cities, airports, airlines, aircraftTypes } = COLLECTIONS;

/** Where codes of each resource occur: in its own documents, in flights, in other reference data. */
const USES: Readonly<
  Record<ReferenceResource, { readonly own: Use; readonly used: readonly Use[]; readonly named: readonly Use[] }>
> = {
  countries: {
    own: [countries, 'country_code'],
    used: [],
    named: [
      [cities, 'country_code'],
      [airports, 'country_code'],
    ],
  },
  cities: { own: [cities, 'city_code'], used: [], named: [[airports, 'city_code']] },
  airports: {
    own: [airports, 'airport_code'],
    used: [
      [flights, 'legs.origin'],
      [flights, 'legs.destination'],
      [flightStatus, 'origin'],
      [flightStatus, 'destination'],
    ],
    named: [[cities, 'airport_codes']],
  },
  airlines: { own: [airlines, 'airline_id'], used: [[flights, 'legs.operating_airline']], named: [] },
  aircraft: { own: [aircraftTypes, 'aircraft_code'], used: [[flights, 'legs.aircraft_code']], named: [] },
};

const UNKNOWN_ID = 'unknown-codes';
/** Beyond this the oldest are forgotten, and asked for again. */
const MOST_UNKNOWN = 5000;

interface UnknownDocument {
  readonly _id: string;
  readonly codes: readonly { readonly code: string; readonly at: Date }[];
}

export function createReferenceCodes(db: Db): ReferenceCodes {
  const states = db.collection<UnknownDocument>(COLLECTIONS.etlState);
  return {
    unseen: async (resource, run) => {
      const { own, used, named } = USES[resource];
      const [, ownField] = own;
      const seen = await distinct(db, own, { seen_run: run });
      const stored = await distinct(db, [REFERENCE_COLLECTIONS[resource], ownField], {
        seen_run: { $ne: run },
        gone_at: null,
      });
      const among = async (uses: readonly Use[]): Promise<string[]> => {
        const codes = (await Promise.all(uses.map((use) => distinct(db, use, {})))).flat();
        const seenCodes = new Set(seen);
        return [...new Set(codes)].filter((code) => !seenCodes.has(code)).sort();
      };
      return { used: await among(used), stored, named: await among(named) };
    },
    readUnknown: async (sinceMs) => {
      const document: unknown = await states.findOne({ _id: UNKNOWN_ID });
      const codes: unknown[] = isJsonObject(document) && Array.isArray(document['codes']) ? document['codes'] : [];
      const recent = codes.filter(isJsonObject).filter(({ at }) => at instanceof Date && at.getTime() >= sinceMs);
      return new Set(recent.map(({ code }) => String(code)));
    },
    addUnknown: async (codes, nowMs) => {
      if (codes.length === 0) return;
      const added = codes.map((code) => ({ code, at: new Date(nowMs) }));
      await states.updateOne({ _id: UNKNOWN_ID }, { $pull: { codes: { code: { $in: [...codes] } } } });
      await states.updateOne(
        { _id: UNKNOWN_ID },
        { $push: { codes: { $each: added, $slice: -MOST_UNKNOWN } } },
        { upsert: true },
      );
    },
  };
}

async function distinct(db: Db, [collection, field]: Use, filter: object): Promise<string[]> {
  const values: unknown[] = await db.collection(collection).distinct(field, filter);
  return values.filter((value) => typeof value === 'string');
}
