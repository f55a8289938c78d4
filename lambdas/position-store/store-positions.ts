import type { Position } from '#domain/position.ts';
import type { DecodedBatch, PartitionBatch, RejectedRecord } from './decode-batch.ts';

/** What storing needs of the database. */
export interface PositionStorePorts {
  /** Appends to the history; delivered again, nothing doubles. Counts what a full database refused. */
  readonly history: { append(positions: readonly Position[]): Promise<{ stored: number; shed: number }> };
  /** Makes each position the latest of its aircraft, unless a newer one is known. */
  readonly latest: { merge(batches: readonly PartitionBatch[]): Promise<void> };
  /** Notes up to where each partition is stored. */
  readonly progress: { advance(batches: readonly PartitionBatch[]): Promise<void> };
  /** The aircraft that were erased: nothing of them is kept. */
  readonly erased: () => Promise<ReadonlySet<string>>;
  /** Keeps undecodable records; returns how many a full database refused. */
  readonly deadLetters: { add(rejected: readonly RejectedRecord[], nowMs: number): Promise<number> };
  /** Counts positions that are missing from the history for lack of space. */
  readonly shedCounter: { add(positions: number, nowMs: number): Promise<void> };
}

/** Counts of one invocation, in records: `received` = `stored` + `shed` + `erased` + `rejected`. */
export interface StoreStats {
  readonly received: number;
  readonly stored: number;
  /** Not kept in the history because the database is full; the latest position is kept all the same. */
  readonly shed: number;
  /** Of aircraft that were erased; not kept. */
  readonly erased: number;
  readonly rejected: number;
  /** Of `rejected`, those of which not even the dead letter could be kept. */
  readonly rejectedShed: number;
}

/**
 * Stores one batch. The order makes it safe to stop anywhere and to run again: history first, then the latest, last of
 * all the progress that stands for both; offsets are committed by the trigger after that.
 * @throws when the database could not be reached or failed; the whole batch then comes again
 */
export async function storePositions(
  batch: DecodedBatch,
  ports: PositionStorePorts,
  nowMs: number,
): Promise<StoreStats> {
  const partitions = await withoutErased(batch.partitions, ports);
  const positions = partitions.flatMap((partition) => partition.positions);
  const rejectedShed = await ports.deadLetters.add(batch.rejected, nowMs);
  const { stored, shed } = await ports.history.append(positions);
  await ports.latest.merge(partitions);
  if (shed > 0) await ports.shedCounter.add(shed, nowMs);
  await ports.progress.advance(partitions);
  const rejected = batch.rejected.length;
  const decoded = batch.partitions.reduce((sum, partition) => sum + partition.positions.length, 0);
  return {
    received: decoded + rejected,
    stored,
    shed,
    erased: decoded - positions.length,
    rejected,
    rejectedShed,
  };
}

/** The log keeps what was published before an erasure for a day, and delivers it again after a reset of the offsets. */
async function withoutErased(
  partitions: readonly PartitionBatch[],
  { erased }: Pick<PositionStorePorts, 'erased'>,
): Promise<readonly PartitionBatch[]> {
  const addresses = await erased();
  if (addresses.size === 0) return partitions;
  return partitions.map((partition) => ({
    ...partition,
    positions: partition.positions.filter(({ icao24 }) => !addresses.has(icao24)),
  }));
}
