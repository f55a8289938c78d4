import type { RunContext, WorkOutcome } from '#adapters/etl/etl-work.ts';
import type { RejectedRecord } from '#adapters/lufthansa/lufthansa-api.ts';
import { REFERENCE_RESOURCES, type ReferenceResource } from '#domain/schedules/reference-data.ts';
import { isBetween, isNear, type Gap } from './gaps.ts';
import { requestKey, type CodeRequest } from './plan-codes.ts';
import { unaccountedOf } from './unaccounted-of.ts';

/** See mongo/reference-sweep.ts. */
export interface FinishPorts {
  readonly sweep: {
    fillZones(): Promise<void>;
    markVanished(
      resource: ReferenceResource,
      isUncertain: (code: string) => boolean,
    ): Promise<{ readonly marked: number; readonly refused: number }>;
    totals(): Promise<{ readonly stored: number; readonly changed: number }>;
  };
}

export interface ReadLists {
  readonly walk: { totalCount(resource: ReferenceResource): number | null };
  /** Where the lists have records that they don't give. */
  readonly gaps: readonly Gap[];
  /** Requests by code that brought a record. */
  readonly found: ReadonlySet<string>;
  /** Requests by code that brought no answer: not asked, for there were too many, or failed again and again. */
  readonly unknown: readonly CodeRequest[];
  /** Of those, the ones that failed. */
  readonly unanswered: readonly CodeRequest[];
}

/** What is to be done when everything is read: what stayed bad, zones, what vanished, and the counts as they are. */
export async function finishReferences(
  { sweep }: FinishPorts,
  { walk, gaps, found, unknown, unanswered }: ReadLists,
  context: RunContext,
): Promise<WorkOutcome> {
  const { account } = context;
  const unresolved = gaps.flatMap((gap) => {
    const byCode = [...found].filter((key) => keyIsBetween(gap, key)).length;
    return byCode < gap.count ? [{ ...gap, count: gap.count - byCode }] : [];
  });
  const bad = unresolved.flatMap(badRecords);
  account.add({ received: bad.length });
  await context.reject(bad);

  await sweep.fillZones();
  const problems: string[] = [];
  const isUnknown = new Set(unknown.map(requestKey));
  for (const resource of REFERENCE_RESOURCES) {
    if (walk.totalCount(resource) === null) {
      problems.push(`the list of ${resource} could not be read`);
      continue;
    }
    const ofResource = unresolved.filter((gap) => gap.resource === resource);
    const { marked, refused } = await sweep.markVanished(
      resource,
      (code) => isUnknown.has(requestKey({ resource, code })) || ofResource.some((gap) => isNear(gap, code)),
    );
    account.add({ vanished: marked });
    if (refused > 0) problems.push(`${refused} ${resource} are missing from the list: too many at once to be true`);
  }

  if (unanswered.length > 0) problems.push(`codes without an answer in several runs: ${unanswered.length}`);
  const { stored, changed } = await sweep.totals();
  account.set({ stored, changed });
  const unaccounted = unaccountedOf(account.counts());
  if (unaccounted !== null) problems.push(unaccounted);
  return {
    state: 'complete',
    remaining: unanswered.map(requestKey),
    problem: problems.length > 0 ? problems.join('; ') : null,
  };
}

function keyIsBetween(gap: Gap, key: string): boolean {
  const [resource, code = ''] = key.split('/');
  return resource === gap.resource && isBetween(gap, code);
}

/** One for each record that neither the list nor its code gave. */
function badRecords({ resource, offset, count, before, after, status }: Gap): RejectedRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    resource,
    reason: 'bad_record',
    field: '',
    record: JSON.stringify({ position: offset + index, status, before, after }),
  }));
}
