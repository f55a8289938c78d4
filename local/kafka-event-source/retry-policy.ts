import type { ProvisionedSettings } from './settings.ts';
import { readBatchResponse } from './batch-response.ts';
import {
  halvesOf,
  recordCount,
  settleAll,
  settleRecords,
  stillOurs,
  type Delivery,
  type DeliveryPart,
} from './delivery.ts';
import type { SourceRecord } from './source-record.ts';
import type { InvocationOutcome } from '../invoke-function.ts';

/** Why records are given up. */
export type GiveUpReason = 'retries-exhausted' | 'record-too-old' | 'record-too-large';

/** What a policy needs of the event source. */
export interface DeliveryTools {
  invoke(delivery: Delivery): Promise<InvocationOutcome>;
  /** Waits before the retry of this number, from 0; false when the event source stops meanwhile. */
  pauseBeforeRetry(retry: number): Promise<boolean>;
  /** Hands records to the dead-letter topic, or drops them; false when the event source stops before it could. */
  giveUp(part: DeliveryPart, records: readonly SourceRecord[], reason: GiveUpReason): Promise<boolean>;
  /** Something was settled and can be committed. */
  settled(): void;
  note(result: 'succeeded' | 'partial' | 'failed', delivery: Delivery, outcome: InvocationOutcome): void;
  /** Epoch ms. */
  now(): number;
}

/** The same batch until the function accepts it, or the group gives its partitions to another member. */
export async function deliverUntilAccepted(delivery: Delivery, tools: DeliveryTools): Promise<void> {
  for (let retry = 0; ; retry += 1) {
    const rest = stillOurs(delivery);
    if (rest.length === 0) return;
    const outcome = await tools.invoke(rest);
    if (outcome.kind === 'answered') {
      tools.note('succeeded', rest, outcome);
      settleAll(rest);
      tools.settled();
      return;
    }
    tools.note('failed', rest, outcome);
    if (!(await tools.pauseBeforeRetry(retry))) return;
  }
}

/** Work that is left of one batch: `failures` counts attempts since its first record last changed. */
interface Work {
  readonly delivery: Delivery;
  readonly failures: number;
}

/**
 * Provisioned mode. Halves wait on a stack whose top is the earlier one, so that what is settled is always the beginning of
 * each partition's batch. Splitting costs no retry, so that a poison record's neighbours get through first.
 */
export async function deliverProvisioned(
  delivery: Delivery,
  settings: ProvisionedSettings,
  topic: string,
  tools: DeliveryTools,
): Promise<void> {
  const stack: Work[] = [{ delivery, failures: 0 }];
  for (let work = stack.pop(); work !== undefined; work = stack.pop()) {
    const rest = await withoutTooOld(stillOurs(work.delivery), settings, tools);
    if (rest === null) return;
    if (rest.length === 0) continue;
    const next = await attempt({ delivery: rest, failures: work.failures }, settings, topic, tools);
    if (next === null) return;
    stack.push(...next);
  }
}

/** One invocation; gives the work that is left, the earliest last, or null when the event source stops. */
async function attempt(
  work: Work,
  settings: ProvisionedSettings,
  topic: string,
  tools: DeliveryTools,
): Promise<Work[] | null> {
  const { delivery } = work;
  const outcome = await tools.invoke(delivery);
  if (outcome.kind === 'answered') {
    const response = settings.partialResponses
      ? readBatchResponse(outcome.answer, topic, delivery)
      : { kind: 'accepted' as const };
    if (response.kind === 'accepted') {
      tools.note('succeeded', delivery, outcome);
      settleAll(delivery);
      tools.settled();
      return [];
    }
    if (response.kind === 'partial') {
      tools.note('partial', delivery, outcome);
      return afterFailure(settleBeforeFailures(work, response.firstFailedOffset, tools), settings, tools, false);
    }
  }
  tools.note('failed', delivery, outcome);
  return afterFailure({ delivery, failures: work.failures + 1 }, settings, tools, settings.bisect);
}

/** Progress begins the count anew; a first record that fails again and again uses up its retries. */
function settleBeforeFailures(
  { delivery, failures }: Work,
  firstFailedOffset: ReadonlyMap<DeliveryPart, number>,
  tools: DeliveryTools,
): Work {
  const rest = delivery.map((part) => {
    const failedAt = firstFailedOffset.get(part) ?? Infinity;
    const index = part.records.findIndex(({ offset }) => offset >= failedAt);
    const end = index === -1 ? part.records.length : index;
    settleRecords(part, part.records.slice(0, end));
    return { ...part, records: part.records.slice(end) };
  });
  tools.settled();
  const left = rest.filter(({ records }) => records.length > 0);
  return { delivery: left, failures: recordCount(left) < recordCount(delivery) ? 1 : failures + 1 };
}

async function afterFailure(
  work: Work,
  settings: ProvisionedSettings,
  tools: DeliveryTools,
  bisect: boolean,
): Promise<Work[] | null> {
  const { delivery, failures } = work;
  if (bisect && recordCount(delivery) > 1) {
    if (!(await tools.pauseBeforeRetry(0))) return null;
    const [first, second] = halvesOf(delivery);
    return [second, first].map((half) => ({ delivery: half, failures: failures - 1 }));
  }
  if (failures <= settings.retries) return (await tools.pauseBeforeRetry(failures - 1)) ? [work] : null;
  for (const part of delivery) {
    if (!(await tools.giveUp(part, part.records, 'retries-exhausted'))) return null;
  }
  return [];
}

/** Gives up the records at the head of each partition that are past the age; null when the event source stops. */
async function withoutTooOld(
  delivery: Delivery,
  { recordAgeMs }: ProvisionedSettings,
  tools: DeliveryTools,
): Promise<Delivery | null> {
  if (recordAgeMs === Infinity) return delivery;
  const oldestAllowedMs = tools.now() - recordAgeMs;
  const rest: DeliveryPart[] = [];
  for (const part of delivery) {
    const index = part.records.findIndex(({ timestampMs }) => timestampMs >= oldestAllowedMs);
    const tooOld = part.records.slice(0, index === -1 ? part.records.length : index);
    if (tooOld.length > 0 && !(await tools.giveUp(part, tooOld, 'record-too-old'))) return null;
    rest.push({ ...part, records: part.records.slice(tooOld.length) });
  }
  return stillOurs(rest);
}
