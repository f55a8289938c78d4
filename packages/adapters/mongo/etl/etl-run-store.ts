import type { Db } from 'mongodb';
import { etlRunSchema, type EtlKind, type EtlRun } from '#contracts/etl-run.ts';
import { COLLECTIONS } from '#contracts/names.ts';
import { isJsonObject } from '#contracts/read.ts';

interface EtlRunDocument extends Omit<EtlRun, 'id'> {
  readonly _id: string;
  /** When it last said something; retention counts from here. */
  readonly at: Date;
}

/** What the runs of the ETLs did. */
export interface EtlRunStore {
  /** Writes a run as a whole: when it starts, as it goes, when it ends. */
  put(run: EtlRun): Promise<void>;
  /** Null where there is none, or one that this version can't read. */
  find(id: string): Promise<EtlRun | null>;
  /** The runs that began last, newest first; of one kind, or of all. */
  newest(query: { readonly kind?: EtlKind; readonly limit: number }): Promise<EtlRun[]>;
  /**
   * Runs of that kind that still count as running become `incomplete`. To be called by who holds the lock of the kind:
   * whoever had begun them was ended from outside. @returns how many
   */
  endAbandoned(kind: EtlKind, nowMs: number): Promise<number>;
}

export const ABANDONED = 'it was ended from outside before it was done';

export function createEtlRunStore(db: Db): EtlRunStore {
  const runs = db.collection<EtlRunDocument>(COLLECTIONS.etlRuns);
  return {
    put: async ({ id, ...run }) => {
      await runs.replaceOne({ _id: id }, { ...run, at: new Date(run.updatedAtMs) }, { upsert: true });
    },
    find: async (id) => toRun(await runs.findOne({ _id: id })),
    newest: async ({ kind, limit }) => {
      const filter = kind === undefined ? {} : { kind };
      const documents = await runs.find(filter).sort({ startedAtMs: -1 }).limit(limit).toArray();
      return documents.flatMap((document) => toRun(document) ?? []);
    },
    endAbandoned: async (kind, nowMs) => {
      const ended = { state: 'incomplete', finishedAtMs: nowMs, problem: ABANDONED } as const;
      const result = await runs.updateMany({ kind, state: 'running' }, { $set: ended });
      return result.modifiedCount;
    },
  };
}

function toRun(document: unknown): EtlRun | null {
  if (!isJsonObject(document)) return null;
  const { _id: id, ...fields } = document;
  return etlRunSchema.safeParse({ id, ...fields }).data ?? null;
}
