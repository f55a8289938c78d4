import type { RunContext, WorkOutcome } from '#adapters/etl/etl-work.ts';
import type { Parsed, RawReply } from '#adapters/lufthansa/lufthansa-api.ts';
import { parseReferenceRecords } from '#adapters/lufthansa/parse/parse-reference-page.ts';
import { ContractError } from '#contracts/contract-error.ts';
import {
  REFERENCE_RESOURCES,
  type ReferenceRecords,
  type ReferenceResource,
} from '#domain/schedules/reference-data.ts';
import type { FinishPorts } from './finish-references.ts';
import { unaccountedOf } from './unaccounted-of.ts';
import type { KeepPorts } from './walk-lists.ts';

export interface ReparsePorts extends Pick<KeepPorts, 'put'>, FinishPorts {
  readonly kept: {
    /** Replies as they came, the newest first. */
    replies(kind: 'references'): AsyncIterable<RawReply>;
    count(kind: 'references'): Promise<number>;
  };
}

const PATH = /^\/[a-z-]*references\/([a-z]+)[/?]/;

/**
 * Parses the replies of the last days again, without a call: for a parser that has learnt to read more. The newest reply
 * counts where several have one record. Marks nothing as vanished, since no list is whole in them, and brings nothing
 * back that has vanished since.
 */
export async function reparseReferences(ports: ReparsePorts, context: RunContext): Promise<WorkOutcome> {
  const { account, signal } = context;
  account.set({ total: await ports.kept.count('references') });
  for await (const reply of ports.kept.replies('references')) {
    if (signal.aborted) return { state: 'incomplete', remaining: ['replies that are kept'], problem: 'it was stopped' };
    await reparse(ports, context, reply);
    account.add({ done: 1 });
    await context.report();
  }
  await ports.sweep.fillZones();
  const { stored, changed } = await ports.sweep.totals();
  account.set({ stored, changed });
  return { state: 'complete', remaining: [], problem: unaccountedOf(account.counts()) };
}

async function reparse(ports: ReparsePorts, context: RunContext, reply: RawReply): Promise<void> {
  const resource = REFERENCE_RESOURCES.find((candidate) => candidate === PATH.exec(reply.path)?.[1]);
  if (resource === undefined) return;
  const { records, rejected } = parse(resource, reply);
  const { stored, merged, changed } = await ports.put(resource, records, reply.path);
  context.account.add({ received: records.length + rejected.length, stored, merged, changed });
  await context.reject(rejected);
}

/** A reply that is no page at all counts as one record that was kept aside. */
function parse<R extends ReferenceResource>(resource: R, { path, body }: RawReply): Parsed<ReferenceRecords[R]> {
  try {
    return parseReferenceRecords(resource, JSON.parse(body));
  } catch (error) {
    if (!(error instanceof ContractError) && !(error instanceof SyntaxError)) throw error;
    const reason = error instanceof ContractError ? error.code : 'json';
    return { records: [], rejected: [{ resource, reason, field: '', record: JSON.stringify({ path }) }] };
  }
}
