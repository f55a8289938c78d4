import { BLANK_OBSERVATION } from '#domain/observation.ts';
import type { PositionSource, SourceTools } from '../../../services/position-producer/position-source.ts';

/** A feed in which every aircraft is heard once only, so that one that is missed never comes again. */
export function createOneShotSource({ clock, sleep }: SourceTools, perSecond: number): PositionSource {
  const TICK_MS = 50;
  let next = 0x100000;
  return {
    feed: 'one-shot',
    source: 'one-shot',
    kind: 'live',
    attribution: null,
    licence: null,
    intervalMs: 5000,
    timeScale: 1,
    async *events(signal) {
      while (!signal.aborted) {
        const nowMs = clock();
        const count = Math.round((perSecond * TICK_MS) / 1000);
        const observations = Array.from({ length: count }, () => ({
          ...BLANK_OBSERVATION,
          icao24: (next += 1).toString(16),
          observedAtMs: nowMs,
          lat: (next % 120) - 60,
          lon: (next % 340) - 170,
        }));
        yield {
          type: 'delivery',
          readAtMs: nowMs,
          observations,
          unreadable: 0,
          clockOffsetMs: null,
          capturedAtMs: null,
          intervalMs: 5000,
          isRestart: false,
        };
        await sleep(TICK_MS, signal);
      }
    },
  };
}
