import { WINDOW_MS, type Lag } from './link-meter.ts';

/** What the page knows of itself and of its link when it decides how often frames shall come. */
export interface PaceSigns {
  /** On a clock that never steps, ms. */
  readonly nowMs: number;
  readonly isHidden: boolean;
  /** Since the viewer last did anything, ms. */
  readonly idleMs: number;
  /** By how much the last frame came later than the quickest ones do; null before the first. */
  readonly lag: Lag | null;
  /** Received lately. */
  readonly bytesPerS: number;
  /** What the link is believed to bear, bytes per second; null for one that isn't known to be narrow. */
  readonly budgetBytesPerS: number | null;
  /** How often frames come now, as the server says, ms; it may be seldomer than was asked for. */
  readonly everyMs: number;
}

/** Why frames are asked for less often than the level allows. */
export type PaceReason = 'hidden' | 'idle' | 'slow';

export interface PaceChoice {
  /** Shortest time between two frames, ms; 0 for as often as the level allows. */
  readonly everyMs: number;
  /** Null where it is not lowered. */
  readonly reason: PaceReason | null;
}

export const AT_FULL_RATE: PaceChoice = { everyMs: 0, reason: null };

/** Decides anew whenever it is asked; remembers what it found of the link. */
export interface Pace {
  decide(signs: PaceSigns): PaceChoice;
}

const HIDDEN_MS = 30_000;
/** Nobody has touched anything for so long: somebody may still be looking, so it goes on, only slower. */
const IDLE_AFTER_MS = 5 * 60_000;
const IDLE_MS = 10_000;
/** What is asked of a slow link, step by step. */
const STEPS_MS = [0, 2000, 5000, 10_000, 20_000, 40_000] as const;
/** A link is slow when frames are later than half their interval and this, and stay so for a while. */
const LATE_MS = 1500;
const SLOW_FOR_MS = 6000;
/** It takes longer to be believed well again, doubled each time that it turned out not to be. */
const WELL_FOR_MS = 30_000;
const LONGEST_WELL_FOR_MS = 10 * 60_000;
/** A link that was found slow this soon after a raise wasn't well. */
const RELAPSE_MS = 60_000;
/** No level has frames more often. */
const FASTEST_MS = 1000;
/** The step before must fit into this share of the budget, so that it isn't left again at once. */
const ROOM = 0.6;

/**
 * The rate that suits who looks and what the link bears. Hidden and idle pages are raised at once when somebody is back.
 * A slow link goes down one step at a time, each after {@link SLOW_FOR_MS} of bad signs, and up one step at a time after
 * much longer of good ones; between the two it stays, so that it doesn't flap.
 */
export function createPace(): Pace {
  let step = 0;
  let judgedFrameAtMs: number | null = null;
  let badSinceMs: number | null = null;
  let goodSinceMs: number | null = null;
  let wellForMs = WELL_FOR_MS;
  let raisedAtMs = -Infinity;
  let loweredAtMs = -Infinity;

  function judgeLink(signs: PaceSigns): void {
    const isMeasured = signs.nowMs - Math.max(loweredAtMs, raisedAtMs) >= WINDOW_MS;
    const isOverBudget = isMeasured && signs.budgetBytesPerS !== null && signs.bytesPerS > signs.budgetBytesPerS;
    const isNewFrame = signs.lag !== null && signs.lag.atMs !== judgedFrameAtMs;
    // One frame is one sign, however long the next one takes.
    if (!isOverBudget && !isNewFrame) return;
    judgedFrameAtMs = signs.lag?.atMs ?? null;
    const isBad = isOverBudget || isLate(signs);
    const isKnown = isMeasured || signs.budgetBytesPerS === null;
    const isGood = !isBad && isKnown && step > 0 && wouldFit(signs, STEPS_MS[step - 1] ?? 0);
    badSinceMs = isBad ? (badSinceMs ?? signs.nowMs) : null;
    goodSinceMs = isGood ? (goodSinceMs ?? signs.nowMs) : null;
    if (badSinceMs !== null && signs.nowMs - badSinceMs >= SLOW_FOR_MS) lower(signs);
    else if (goodSinceMs !== null && signs.nowMs - goodSinceMs >= wellForMs) raise(signs.nowMs);
  }

  function lower({ nowMs, everyMs }: PaceSigns): void {
    if (nowMs - raisedAtMs < RELAPSE_MS) wellForMs = Math.min(LONGEST_WELL_FOR_MS, wellForMs * 2);
    else if (nowMs - loweredAtMs > LONGEST_WELL_FOR_MS) wellForMs = WELL_FOR_MS;
    // A step that the level or the server keeps to anyway would change nothing.
    const next = STEPS_MS.findIndex((stepMs, index) => index > step && stepMs > everyMs);
    if (next !== -1) step = next;
    badSinceMs = null;
    loweredAtMs = nowMs;
  }

  function raise(nowMs: number): void {
    if (step === 0) return;
    step -= 1;
    goodSinceMs = null;
    raisedAtMs = nowMs;
  }

  return {
    decide(signs) {
      // What a hidden or idle page gets says nothing of the link.
      if (signs.isHidden) return { everyMs: Math.max(HIDDEN_MS, STEPS_MS[step] ?? 0), reason: 'hidden' };
      judgeLink(signs);
      const slowMs = STEPS_MS[step] ?? 0;
      if (signs.idleMs >= IDLE_AFTER_MS && slowMs <= IDLE_MS) return { everyMs: IDLE_MS, reason: 'idle' };
      return { everyMs: slowMs, reason: slowMs > 0 ? 'slow' : null };
    },
  };
}

function isLate({ lag, everyMs }: PaceSigns): boolean {
  return lag !== null && lag.ms > everyMs / 2 + LATE_MS;
}

/** Whether the link would bear frames as often as this, as far as can be told. */
function wouldFit({ lag, bytesPerS, budgetBytesPerS, everyMs }: PaceSigns, nextMs: number): boolean {
  if (lag !== null && lag.ms > (everyMs / 2 + LATE_MS) / 2) return false;
  if (budgetBytesPerS === null) return true;
  const expected = bytesPerS * Math.max(1, everyMs / Math.max(FASTEST_MS, nextMs));
  return expected <= budgetBytesPerS * ROOM;
}
