import { LEVEL_RULES } from '#domain/level.ts';
import { LEVELS, type Level, type Position, type PositionKind } from '#domain/position.ts';
import { createThinning, type Thinning } from '#domain/thinning.ts';
import { createFeedIntake } from '../../services/position-producer/feed-intake.ts';
import type { FlightPhase } from '../tracks/flight-phase.ts';
import type { TrackSample } from '../tracks/one-hertz.ts';
import { createLevelViewers, type LevelViewers } from './level-viewers.ts';

/** What an aircraft does, for the table. */
export type ThinPhase = FlightPhase | 'ground';

/**
 * Why a record was published for a level: its viewer missed the fix by that; its keepalive was due, or was soon and finer
 * levels needed the record; a change of state, or a finer record that missed by the level's tolerance.
 */
export const CAUSES = ['first', 'position', 'altitude', 'speed', 'track', 'keepalive', 'early', 'other'] as const;
export type Cause = (typeof CAUSES)[number];

/** Counts of fixes and of the records published for each level (of that level alone, not of coarser ones). */
export interface ThinCounts {
  fixes: number;
  readonly records: Record<Level, number>;
  readonly causes: Record<Level, Record<Cause, number>>;
}

export interface ThinOutcome {
  readonly phases: ReadonlyMap<ThinPhase, ThinCounts>;
  /** What the feed delivered, repetitions and refused rows too. */
  readonly rows: number;
  readonly rejected: Readonly<Record<string, number>>;
  /** Fixes times levels for which the promise was checked, and for which it was broken. */
  readonly checked: number;
  readonly broken: readonly string[];
}

/** In this last part of its time a keepalive is taken along by a record for finer levels. */
const EARLY_SHARE = 0.1;
/** By then an aircraft was declared gone. */
const LONGEST_SILENCE_MS = 200_000;
/** One second of tracks, as a feed is read. */
export interface ThinSecond {
  readonly atMs: number;
  readonly samples: readonly Pick<TrackSample, 'fix' | 'phase'>[];
}

const GATE = { feed: 'tracks', kind: 'live' satisfies PositionKind, privacyFilter: true, timeScale: 1 } as const;

/** Plays tracks through the intake of a producer, quality gate and all, and looks at each accepted fix as viewers do. */
export function thinTracks(seconds: Iterable<ThinSecond>, intervalMs: number): ThinOutcome {
  const watch = watchThinning(intervalMs);
  const { thinning } = watch;
  let nowMs = 0;
  const intake = createFeedIntake({ ...GATE, intervalMs, thinning, clock: () => nowMs, publish: () => undefined });
  for (const { atMs, samples } of seconds) {
    declareUntil(atMs);
    watch.phases(samples);
    intake.take({
      type: 'delivery',
      readAtMs: atMs,
      observations: samples.map(({ fix }) => fix),
      unreadable: 0,
      clockOffsetMs: null,
      capturedAtMs: null,
      intervalMs,
      isRestart: false,
    });
  }
  const { received: rows, rejected } = intake.state().counts;
  return { ...watch.outcome(), rows, rejected };

  /** Silence is looked for every second, also in those in which the tracks have nothing. */
  function declareUntil(atMs: number): void {
    for (nowMs = Math.max(nowMs + 1000, atMs - LONGEST_SILENCE_MS); nowMs < atMs; nowMs += 1000)
      intake.declareSilence();
    nowMs = atMs;
    intake.declareSilence();
  }
}

interface ThinWatch {
  readonly thinning: Thinning;
  /** Notes what each aircraft does now. */
  phases(samples: ThinSecond['samples']): void;
  outcome(): Pick<ThinOutcome, 'phases' | 'checked' | 'broken'>;
}

/** The real thinning with a viewer at each level, who looks at each fix that was judged. */
function watchThinning(intervalMs: number): ThinWatch {
  const inner = createThinning();
  const viewers = createLevelViewers();
  const phases = new Map<ThinPhase, ThinCounts>();
  const phaseNow = new Map<string, FlightPhase>();
  const broken: string[] = [];
  let checked = 0;

  function countsOf(fix: Position): ThinCounts {
    const phase = fix.onGround ? 'ground' : (phaseNow.get(fix.icao24) ?? 'cruise');
    const counts = phases.get(phase) ?? emptyCounts();
    phases.set(phase, counts);
    return counts;
  }

  function check(fix: Position): void {
    for (const level of LEVELS) {
      checked += 1;
      const misses = viewers.missed(level, fix);
      if (misses.length > 0) broken.push(`${fix.icao24} at ${fix.observedAtMs}, ${level}: ${misses.join(', ')}`);
    }
  }

  const thinning: Thinning = {
    ...inner,
    judge(fix, feedIntervalMs) {
      const record = inner.judge(fix, feedIntervalMs);
      const counts = countsOf(fix);
      counts.fixes += 1;
      if (record !== null) {
        counts.records[record.level] += 1;
        counts.causes[record.level][causeOf(viewers, record, intervalMs)] += 1;
        viewers.take(record);
      }
      check(fix);
      return record;
    },
    declared(record) {
      viewers.forget(record.icao24);
      return inner.declared(record);
    },
  };
  return {
    thinning,
    phases: (samples) => samples.forEach(({ fix, phase }) => phaseNow.set(fix.icao24, phase)),
    outcome: () => ({ phases, checked, broken }),
  };
}

/** @param viewers before they have the record */
function causeOf(viewers: LevelViewers, record: Position, intervalMs: number): Cause {
  const { level } = record;
  const [miss] = viewers.missed(level, record);
  if (miss === 'no record') return 'first';
  if (miss !== undefined) return CAUSES.find((cause) => miss.startsWith(cause)) ?? 'other';
  const overdueMs = viewers.overdueMs(level, record, intervalMs);
  if (overdueMs >= 0) return 'keepalive';
  return overdueMs >= -EARLY_SHARE * LEVEL_RULES[level].keepaliveMs ? 'early' : 'other';
}

function emptyCounts(): ThinCounts {
  const byLevel = <T>(value: () => T): Record<Level, T> => ({ world: value(), regional: value(), fine: value() });
  const byCause = (): Record<Cause, number> => ({
    first: 0,
    position: 0,
    altitude: 0,
    speed: 0,
    track: 0,
    keepalive: 0,
    early: 0,
    other: 0,
  });
  return { fixes: 0, records: byLevel(() => 0), causes: byLevel(byCause) };
}
