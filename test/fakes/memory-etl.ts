import type { EtlPorts } from '#adapters/etl/etl-work.ts';
import type { RejectedRecord } from '#adapters/lufthansa/lufthansa-api.ts';
import type { EtlKind, EtlRun } from '#contracts/etl-run.ts';
import { createRecordingLogger, type RecordingLogger } from './recording-logger.ts';

/** What an ETL needs of its database, in memory. Places go through JSON, as they do in a database. */
export interface MemoryEtl extends EtlPorts {
  readonly logger: RecordingLogger;
  /** Every version of every run, in the order of writing. */
  readonly written: readonly EtlRun[];
  readonly kept: readonly RejectedRecord[];
  readonly places: Map<EtlKind, string>;
  readonly holders: Map<string, string>;
  readonly claims: readonly string[];
}

export function createMemoryEtl({
  clock = () => 1_764_000_000_000,
  calls = () => 0,
}: Partial<Pick<EtlPorts, 'clock' | 'calls'>> = {}): MemoryEtl {
  const written: EtlRun[] = [];
  const kept: RejectedRecord[] = [];
  const claims: string[] = [];
  const places = new Map<EtlKind, string>();
  const holders = new Map<string, string>();
  const newest = (): Map<string, EtlRun> => new Map(written.map((run) => [run.id, run]));
  return {
    clock,
    calls,
    logger: createRecordingLogger(),
    written,
    kept,
    claims,
    places,
    holders,
    leases: {
      acquire: async (name, holder) => {
        if ((holders.get(name) ?? holder) !== holder) return false;
        holders.set(name, holder);
        return true;
      },
      release: async (name, holder) => {
        if (holders.get(name) === holder) holders.delete(name);
      },
    },
    runs: {
      put: async (run) => void written.push(structuredClone(run)),
      endAbandoned: async (kind, nowMs) => {
        const abandoned = [...newest().values()].filter((run) => run.kind === kind && run.state === 'running');
        for (const run of abandoned) written.push({ ...run, state: 'incomplete', finishedAtMs: nowMs });
        return abandoned.length;
      },
    },
    state: {
      read: async (kind) => JSON.parse(places.get(kind) ?? 'null') as unknown,
      write: async (kind, place) => void places.set(kind, JSON.stringify(place)),
      clear: async (kind) => void places.delete(kind),
    },
    rejects: { add: async (_run, records) => void kept.push(...records) },
    claimSource: async (source) => void claims.push(source),
  };
}
