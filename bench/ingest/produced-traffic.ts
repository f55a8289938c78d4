import type { Observation } from '#domain/observation.ts';
import type { Position } from '#domain/position.ts';
import { createFeedIntake } from '../../services/position-producer/feed-intake.ts';
import { fixOf, INTERVAL_MS, type Traffic } from './fill-topic.ts';

/** What the producer makes of the traffic. */
export interface Produced {
  /** In the order of publication. */
  readonly records: readonly Position[];
  /** Fixes that were judged. */
  readonly fixes: number;
  /** CPU of gate and thinning, in µs a fix. */
  readonly cpuUs: number;
}

/** Hands each round of fixes to the producer's own intake, as a feed would: gate, then thinning. */
export function produceTraffic(traffic: Traffic): Produced {
  let nowMs = 0;
  const records: Position[] = [];
  const intake = createFeedIntake({
    ...{ feed: 'bench', kind: 'live', timeScale: 1, intervalMs: INTERVAL_MS, privacyFilter: true },
    clock: () => nowMs,
    publish: (record) => records.push(record),
  });
  let cpuMicros = 0;
  for (let fix = 0; fix < traffic.fixes; fix++) {
    nowMs = traffic.startMs + fix * INTERVAL_MS + 1000;
    const observations: Observation[] = Array.from({ length: traffic.aircraft }, (_, n) => fixOf(n, fix, traffic));
    const before = process.cpuUsage();
    intake.take({
      ...{ type: 'delivery', readAtMs: nowMs, observations, unreadable: 0, intervalMs: INTERVAL_MS, isRestart: false },
      ...{ clockOffsetMs: null, capturedAtMs: null },
    });
    const { user, system } = process.cpuUsage(before);
    cpuMicros += user + system;
  }
  const { accepted } = intake.state().counts;
  const fixes = traffic.aircraft * traffic.fixes;
  if (accepted !== fixes) throw new Error(`the gate took ${accepted} of ${fixes} fixes`);
  return { records, fixes, cpuUs: cpuMicros / fixes };
}
