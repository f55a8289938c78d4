import { ContractError } from '#contracts/contract-error.ts';
import type { MskEvent, MskRecord } from '#contracts/msk-event.ts';
import { decodePositionEvent } from '#contracts/position-event.ts';
import type { Position } from '#domain/position.ts';

/** What one invocation has to show. `received` = `positions` + `skipped` + `rejected`. */
export interface Batch {
  readonly received: number;
  readonly positions: readonly Position[];
  /** Too old to be shown. */
  readonly skipped: number;
  /** Records that can't be decoded; position-store keeps them as dead letters. */
  readonly rejected: number;
}

/** A backlog is never played to viewers: what was received longer ago than this is left out. */
export const MAX_AGE_MS = 60_000;

export function readBatch(event: MskEvent, nowMs: number): Batch {
  const positions: Position[] = [];
  let [received, skipped, rejected] = [0, 0, 0];
  for (const record of Object.values(event.records).flat()) {
    received += 1;
    const position = decode(record);
    if (position === null) rejected += 1;
    else if (nowMs - position.receivedAtMs > MAX_AGE_MS) skipped += 1;
    else positions.push(position);
  }
  return { received, positions, skipped, rejected };
}

function decode(record: MskRecord): Position | null {
  try {
    return decodePositionEvent(Buffer.from(record.value ?? '', 'base64').toString('utf8'), record.timestamp);
  } catch (error) {
    if (error instanceof ContractError) return null;
    throw error;
  }
}
