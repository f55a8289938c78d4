import type { Db } from 'mongodb';
import type { EtlKind } from '#contracts/etl-run.ts';
import { COLLECTIONS } from '#contracts/names.ts';

/** Where a run of each kind stopped, to be gone on from. One place per kind, replaced in one step. */
export interface EtlState {
  /** What was written last, null where nothing is left to go on with. It may be of another version: parse it. */
  read(kind: EtlKind): Promise<unknown>;
  /** @param place JSON, at most some megabytes */
  write(kind: EtlKind, place: unknown, nowMs: number): Promise<void>;
  clear(kind: EtlKind): Promise<void>;
}

interface StateDocument {
  readonly _id: string;
  readonly place: unknown;
  readonly at: Date;
}

export function createEtlState(db: Db): EtlState {
  const states = db.collection<StateDocument>(COLLECTIONS.etlState);
  return {
    read: async (kind) => (await states.findOne({ _id: kind }))?.place ?? null,
    write: async (kind, place, nowMs) => {
      await states.replaceOne({ _id: kind }, { place, at: new Date(nowMs) }, { upsert: true });
    },
    clear: async (kind) => {
      await states.deleteOne({ _id: kind });
    },
  };
}
