import { SECONDS, HOURS } from './assumptions.ts';
import type { CostInput } from './cost-input.ts';
import type { ViewerKind } from './measured.ts';
import { UNIT_PRICES } from './unit-prices.ts';
import { viewerBatchOf } from './viewer-batch.ts';
import { workloadOf } from './workload.ts';

/** What the frames of one viewer cost in an hour, messages and bytes: nearly all of what a viewer costs. */
export function viewerHourByKind(kind: ViewerKind, input: CostInput): number {
  const { batchesPerSecond, recordsPerSecond } = workloadOf(input);
  const batch = viewerBatchOf(kind, { recordsPerSecond, batchesPerSecond, aircraft: input.aircraft });
  const batchesPerHour = batchesPerSecond * (SECONDS / HOURS);
  const { websocketMessage, dataOut } = UNIT_PRICES;
  const perBatch = (batch.messages * websocketMessage.usd) / websocketMessage.per + (batch.bytes / 1e9) * dataOut.usd;
  return batchesPerHour * perBatch;
}
