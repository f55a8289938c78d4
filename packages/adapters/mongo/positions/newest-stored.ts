import type { Db } from 'mongodb';
import type { PositionKind } from '#domain/position.ts';
import { readAllLatest } from './latest-query.ts';

/** When the newest stored position of each kind was observed, epoch ms; kinds without any are absent. */
export type NewestStored = Readonly<Partial<Record<PositionKind, number>>>;

/** Of the latest of each aircraft, `removed` ones too: that an aircraft is gone was heard as well. */
export async function readNewestStored(db: Db): Promise<NewestStored> {
  const newest: Partial<Record<PositionKind, number>> = {};
  for (const { kind, observedAtMs } of await readAllLatest(db)) {
    newest[kind] = Math.max(newest[kind] ?? 0, observedAtMs);
  }
  return newest;
}
