import { isJsonObject } from '#contracts/read.ts';
import type { Delivery, DeliveryPart } from './delivery.ts';

/** How far the function got in each partition; `unusable` where its answer names what it wasn't given. */
export type BatchResponse =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'partial'; readonly firstFailedOffset: ReadonlyMap<DeliveryPart, number> }
  | { readonly kind: 'unusable' };

const UNUSABLE: BatchResponse = { kind: 'unusable' };

/**
 * Reads `{ batchItemFailures: [{ itemIdentifier: { 'topic-partition', offset } }] }`. Nothing, null, `{}` and an empty list
 * are success; a partition or an offset that wasn't in the batch makes the whole batch count as failed, as on AWS.
 */
export function readBatchResponse(answer: unknown, topic: string, delivery: Delivery): BatchResponse {
  if (answer == null) return { kind: 'accepted' };
  if (!isJsonObject(answer)) return UNUSABLE;
  const failures = answer['batchItemFailures'];
  if (failures == null) return { kind: 'accepted' };
  if (!Array.isArray(failures)) return UNUSABLE;
  if (failures.length === 0) return { kind: 'accepted' };
  const firstFailedOffset = new Map<DeliveryPart, number>();
  for (const failure of failures) {
    const found = failedRecord(failure, topic, delivery);
    if (found === null) return UNUSABLE;
    firstFailedOffset.set(found.part, Math.min(found.offset, firstFailedOffset.get(found.part) ?? Infinity));
  }
  return { kind: 'partial', firstFailedOffset };
}

function failedRecord(
  failure: unknown,
  topic: string,
  delivery: Delivery,
): { readonly part: DeliveryPart; readonly offset: number } | null {
  const item = isJsonObject(failure) ? failure['itemIdentifier'] : null;
  if (!isJsonObject(item)) return null;
  const part = delivery.find(({ lane }) => `${topic}-${lane.partition}` === item['topic-partition']);
  const record = part?.records.find(({ offset }) => offset === item['offset']);
  return part === undefined || record === undefined ? null : { part, offset: record.offset };
}
