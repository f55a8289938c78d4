import type { RunContext } from '#adapters/etl/etl-work.ts';
import type {
  CallOptions,
  LufthansaApi,
  Parsed,
  RawReply,
  ReferenceAnswer,
  ReferenceRange,
} from '#adapters/lufthansa/lufthansa-api.ts';
import type { ReferenceWalk } from '#adapters/lufthansa/walk/reference-walk.ts';
import type { ReferenceRecords, ReferenceResource } from '#domain/schedules/reference-data.ts';
import type { Brake } from './brake.ts';
import { runTasks } from './run-tasks.ts';

/** What storing an answer needs. */
export interface KeepPorts {
  readonly raw: {
    put(
      kind: 'references',
      replies: readonly RawReply[],
      kept: { readonly run: string; readonly atMs: number },
    ): Promise<void>;
  };
  /** Stores the records of a reply by their keys; see mongo/references/reference-store.ts. */
  put<R extends ReferenceResource>(
    resource: R,
    records: readonly ReferenceRecords[R][],
    reply: string,
  ): Promise<{ readonly stored: number; readonly merged: number; readonly changed: number }>;
  readonly clock: () => number;
}

export interface KeptAnswer<R extends ReferenceResource> extends Parsed<ReferenceRecords[R]> {
  readonly resource: R;
  readonly raw: RawReply;
}

export interface WalkPorts extends KeepPorts {
  readonly api: Pick<LufthansaApi, 'referenceRange'>;
}

export interface WalkRequest {
  readonly walk: ReferenceWalk;
  readonly parallel: number;
  readonly call: CallOptions;
  readonly brake: Brake;
  /** Keeps where the walk is. */
  readonly savePlace: () => Promise<void>;
}

/** Answers between two places: what a kill costs in calls. */
const SAVE_EVERY = 4;
/** It is Lufthansa that fails then, not a record. */
const MOST_BAD_IN_A_ROW = 50;

/** Reads what is left of the lists, several pages at a time, until all is read or the brake stops it. */
export async function walkLists(ports: WalkPorts, request: WalkRequest, context: RunContext): Promise<void> {
  const { walk, parallel, call, brake, savePlace } = request;
  let sinceSaved = 0;

  async function ask(range: ReferenceRange): Promise<void> {
    let answer: ReferenceAnswer<ReferenceResource>;
    try {
      answer = await ports.api.referenceRange(range, call);
    } catch (error) {
      walk.giveBack(range);
      brake.failed(error);
      return;
    }
    brake.succeeded();
    const counted = (): void => walk.done(range, answer);
    if (answer.kind === 'page') await keepAnswer(ports, context, { resource: range.resource, ...answer }, counted);
    else counted();
    if (walk.badInARow() > MOST_BAD_IN_A_ROW) brake.stop('Lufthansa answered one range after the other with an error');
    context.account.set(walk.progress());
    sinceSaved += 1;
    if (sinceSaved >= SAVE_EVERY) {
      sinceSaved = 0;
      await savePlace();
    }
    await context.report();
  }

  await runTasks(parallel, () => {
    const range = brake.stopped() === null ? walk.next() : null;
    return range === null ? null : () => ask(range);
  });
}

/**
 * Keeps an answer: first as it came, then its records. Counted at one go with what `counted` does, so that a place that is
 * saved in between holds both or neither.
 */
export async function keepAnswer<R extends ReferenceResource>(
  ports: KeepPorts,
  context: RunContext,
  answer: KeptAnswer<R>,
  counted: () => void,
): Promise<void> {
  const { resource, records, rejected, raw } = answer;
  await ports.raw.put('references', [raw], { run: context.id, atMs: ports.clock() });
  const { stored, merged, changed } = await ports.put(resource, records, raw.path);
  context.account.add({ received: records.length + rejected.length, stored, merged, changed });
  const keeping = context.reject(rejected);
  counted();
  await keeping;
}
