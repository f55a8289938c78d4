import { ContractError } from '#contracts/contract-error.ts';
import { POSITION_KINDS, type PositionKind } from '#domain/position.ts';

/** Where a page of a track ended. */
export interface TrackCursor {
  readonly kind: PositionKind;
  /** Observation time of the last point given, epoch ms. */
  readonly afterMs: number;
}

const CURSOR = /^([a-z]+)\.(\d{1,14})$/;

export function encodeTrackCursor({ kind, afterMs }: TrackCursor): string {
  return `${kind}.${afterMs}`;
}

/** @throws ContractError when it isn't one of ours */
export function parseTrackCursor(text: string): TrackCursor {
  const match = CURSOR.exec(text);
  const kind = POSITION_KINDS.find((candidate) => candidate === match?.[1]);
  if (match === null || kind === undefined) {
    throw new ContractError('cursor_invalid', 'cursor', 'must be taken from next of the page before');
  }
  return { kind, afterMs: Number(match[2]) };
}
