import type { Observation } from '#domain/observation.ts';
import type { Position } from '#domain/position.ts';
import type { Thinning } from '#domain/thinning.ts';
import { createFeedIntake } from '../../services/position-producer/feed-intake.ts';

/** What a producer publishes of a feed's pictures. */
export interface ProducerLine {
  /** @returns the records that the picture of this second causes */
  take(atMs: number, observations: readonly Observation[]): readonly Position[];
}

const INTERVAL_MS = 1000;

/**
 * The real intake of a feed that is read every second: gate, lifecycle and thinning.
 * @param thinning @default the intake's own
 */
export function createProducerLine(thinning?: Thinning): ProducerLine {
  let nowMs = 0;
  let records: Position[] = [];
  const intake = createFeedIntake({
    ...{ feed: 'readsb', kind: 'live', timeScale: 1, intervalMs: INTERVAL_MS, privacyFilter: true },
    ...(thinning === undefined ? {} : { thinning }),
    clock: () => nowMs,
    publish: (record) => records.push(record),
  });
  return {
    take(atMs, observations) {
      nowMs = atMs;
      records = [];
      const common = { type: 'delivery', readAtMs: atMs, unreadable: 0, clockOffsetMs: 0, capturedAtMs: null } as const;
      intake.take({ ...common, observations, intervalMs: INTERVAL_MS, isRestart: false });
      intake.declareSilence();
      return records;
    },
  };
}
