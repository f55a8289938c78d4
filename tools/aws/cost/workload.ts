import { EVENT_BYTES_PER_RECORD, HOURS, SECONDS, VIEWER_HOUR, VIEWER_MIX } from './assumptions.ts';
import type { CostInput } from './cost-input.ts';
import { STREAM, VIEWER_KINDS, VIEWER_TRAFFIC } from './measured.ts';
import { viewerBatchOf, type SentStream, type ViewerBatch } from './viewer-batch.ts';

/** Records of one batch at most: what fits into 6 MB. */
const BATCH_RECORDS = Math.floor((6 * 1024 ** 2) / EVENT_BYTES_PER_RECORD);
/** position-store's batching window. */
const STORE_WINDOW_SECONDS = 1;

/** What there is to do in a month. */
export interface Workload {
  readonly recordsPerSecond: number;
  readonly records: number;
  readonly storeBatches: number;
  readonly batchesPerSecond: number;
  readonly broadcastBatches: number;
  readonly recordsPerBroadcast: number;
  readonly viewerHours: number;
  /** On the average of all viewers. */
  readonly viewerBatch: ViewerBatch;
  /** Messages in a second while all viewers look. */
  readonly postsPerSecond: number;
}

export function workloadOf({ aircraft, viewers, viewerHoursPerDay, settings }: CostInput): Workload {
  const { producerTasks, broadcastEverySeconds } = settings;
  const recordsPerSecond = (producerTasks * aircraft * STREAM.recordsPerAircraftMinute) / 60;
  const batchesOf = (windowSeconds: number): number =>
    SECONDS * Math.min(recordsPerSecond, Math.max(1 / windowSeconds, recordsPerSecond / BATCH_RECORDS));
  const broadcastBatches = batchesOf(broadcastEverySeconds);
  const batchesPerSecond = broadcastBatches / SECONDS;
  const recordsPerBroadcast = batchesPerSecond === 0 ? 0 : recordsPerSecond / batchesPerSecond;
  const viewerBatch = averageBatch({ recordsPerSecond, batchesPerSecond, aircraft });
  return {
    recordsPerSecond,
    batchesPerSecond,
    broadcastBatches,
    recordsPerBroadcast,
    viewerBatch,
    records: recordsPerSecond * SECONDS,
    storeBatches: batchesOf(STORE_WINDOW_SECONDS),
    viewerHours: (viewers * HOURS * viewerHoursPerDay) / 24,
    postsPerSecond: viewers * viewerBatch.messages * batchesPerSecond,
  };
}

function averageBatch(stream: SentStream): ViewerBatch {
  const batches = VIEWER_KINDS.map((kind) => [viewerBatchOf(kind, stream), VIEWER_MIX[kind]] as const);
  const average = (value: (batch: ViewerBatch) => number): number =>
    batches.reduce((sum, [batch, share]) => sum + share * value(batch), 0);
  return { messages: average(({ messages }) => messages), bytes: average(({ bytes }) => bytes) };
}

/** Of all aircraft, those in the box of a viewer, on the average. */
export function averageShare(): number {
  return VIEWER_KINDS.reduce((sum, kind) => sum + VIEWER_MIX[kind] * VIEWER_TRAFFIC[kind].aircraftShare, 0);
}

/** Over the day, with the hours in which nobody looks. */
export function viewersOnAverage({
  viewers,
  viewerHoursPerDay,
}: Pick<CostInput, 'viewers' | 'viewerHoursPerDay'>): number {
  return (viewers * viewerHoursPerDay) / 24;
}

/** What viewers say, each with an answer. */
export function askedMessages(viewerHours: number): number {
  return viewerHours * (VIEWER_HOUR.pings + VIEWER_HOUR.subscriptions);
}
