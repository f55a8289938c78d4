import type { ColumnSnapshot, Snapshot } from '#contracts/http-positions.ts';
import { toColumns } from '#contracts/live-frame.ts';
import { toIdentityColumns } from '#contracts/live-messages.ts';
import type { Level } from '#domain/position.ts';
import type { PositionList } from './list-positions.ts';
import { roundedMotion } from './rounding.ts';

export function toSnapshot({ asOfMs, kinds, positions }: PositionList): Snapshot {
  return {
    asOfMs,
    kinds,
    positions: positions.map((position) => ({ ...position, ...roundedMotion(position) })),
  };
}

/** The WebSocket's columns without the limits of its frames. */
export function toColumnSnapshot({ asOfMs, readAtMs, kinds, positions }: PositionList, level: Level): ColumnSnapshot {
  return {
    asOfMs,
    kinds,
    positions: toColumns(positions, readAtMs, level),
    identity: toIdentityColumns(positions),
  };
}
