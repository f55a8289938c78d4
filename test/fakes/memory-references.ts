import { mergeTwins } from '#domain/schedules/merge-twins.ts';
import {
  REFERENCE_RESOURCES,
  referenceKey,
  type ReferenceRecords,
  type ReferenceResource,
} from '#domain/schedules/reference-data.ts';
import { referenceCode } from '#adapters/lufthansa/walk/reference-walk.ts';
import type { LoadPorts } from '../../lambdas/reference-etl/load-references.ts';
import type { UnseenCodes } from '../../lambdas/reference-etl/plan-codes.ts';

interface Held {
  readonly code: string;
  readonly record: unknown;
  run: string;
  reply: string;
  gone: boolean;
}

/** Reference data in memory: what `load-references` needs, without its API. */
export interface MemoryReferences extends Omit<LoadPorts, 'api'> {
  /** Keys that are there and not gone, in order. */
  keys(resource: ReferenceResource): string[];
  gone(resource: ReferenceResource): string[];
  /** Paths of the raw replies kept. */
  readonly rawPaths: readonly string[];
  readonly unknown: ReadonlySet<string>;
  /** Codes that flights and other documents use. */
  readonly uses: Partial<Record<ReferenceResource, Partial<UnseenCodes>>>;
  /** The next run, by whose id what is put counts as seen. */
  beginRun(id: string): void;
}

export function createMemoryReferences(worldAirports: readonly string[] = []): MemoryReferences {
  const held = new Map<ReferenceResource, Map<string, Held>>(
    REFERENCE_RESOURCES.map((resource) => [resource, new Map()]),
  );
  const rawPaths: string[] = [];
  const unknown = new Set<string>();
  const uses: MemoryReferences['uses'] = {};
  let run = 'run-1';
  const of = (resource: ReferenceResource): Map<string, Held> => held.get(resource)!;
  const present = (resource: ReferenceResource): [string, Held][] => [...of(resource)].filter(([, { gone }]) => !gone);

  function put<R extends ReferenceResource>(resource: R, records: readonly ReferenceRecords[R][], reply: string) {
    const { records: distinct, merged } = mergeTwins(resource, records);
    let twins = 0;
    let changed = 0;
    for (const record of distinct) {
      const key = referenceKey(resource, record);
      const known = of(resource).get(key);
      const isSeen = known?.run === run;
      if (isSeen && known.reply !== reply) twins += 1;
      if (known === undefined || known.gone) changed += 1;
      of(resource).set(key, {
        code: referenceCode(resource, record),
        record,
        run,
        reply: isSeen ? known.reply : reply,
        gone: false,
      });
    }
    return { stored: distinct.length - twins, merged: merged + twins, changed };
  }

  return {
    clock: () => 1_764_000_000_000,
    worldAirports,
    rawPaths,
    unknown,
    uses,
    beginRun: (id) => {
      run = id;
    },
    keys: (resource) =>
      present(resource)
        .map(([key]) => key)
        .sort(),
    gone: (resource) => [...of(resource)].filter(([, { gone }]) => gone).map(([key]) => key),
    raw: { put: async (_kind, replies) => void rawPaths.push(...replies.map(({ path }) => path)) },
    put: async (resource, records, reply) => put(resource, records, reply),
    codes: {
      unseen: async (resource) => ({
        used: [],
        named: [],
        stored: present(resource)
          .filter(([, one]) => one.run !== run)
          .map(([, { code }]) => code),
        ...uses[resource],
      }),
      readUnknown: async () => unknown,
      addUnknown: async (keys) => {
        for (const key of keys) unknown.add(key);
      },
    },
    sweep: {
      fillZones: async () => undefined,
      markVanished: async (resource, isUncertain) => {
        const missing = present(resource).filter(([, one]) => one.run !== run && !isUncertain(one.code));
        if (missing.length > 0.2 * present(resource).length) return { marked: 0, refused: missing.length };
        for (const [, one] of missing) one.gone = true;
        return { marked: missing.length, refused: 0 };
      },
      totals: async () => ({
        stored: [...held.values()].flatMap((all) => [...all.values()].filter((one) => one.run === run)).length,
        changed: 0,
      }),
    },
  };
}
