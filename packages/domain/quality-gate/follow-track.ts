import { distanceM } from '../geo.ts';
import type { Position } from '../position.ts';
import type { RejectReason } from '../reject-reason.ts';
import { isOnCourse, isReachable } from './reach.ts';
import { createSettledMotion, settleMotion, type SettledMotion } from './settle-motion.ts';

/** Feeds state the age in tenths of a second, so one fix comes with times that differ by that much. */
const SAME_FIX_MS = 250;
/** So many fixes that agree with each other but not with the last one show that the last one was wrong. */
const AGREEING_FIXES = 3;
/** The same where the last one is the aircraft's first: there is one against two. */
const AGREEING_WITH_FIRST = 2;
/** A second aircraft with the same address takes over when the first was silent for so long. */
const RIVAL_WAITS_MS = 30_000;
/** Nearer than this two places are rather one aircraft whose receiver errs. */
const TWINS_APART_M = 10_000;
/** A track that nobody continued for so long is over. */
const RIVAL_FORGOTTEN_MS = 60_000;

/** What became of fixes: a held one gets its outcome when a later one shows it. */
export interface GateOutcomes {
  accepted(fix: Position): void;
  rejected(reason: RejectReason): void;
}

/** What is remembered of one aircraft. */
export interface Track {
  /** The last accepted fix; null while the first is held. */
  last: Position | null;
  /** Whether a second fix agreed with the first. */
  isConfirmed: boolean;
  /** Fixes that wait for confirmation, oldest first; each is on course from the one before. */
  held: Position[];
  /** The newest fix of another track at the same address. */
  rival: Position | null;
  /** Both tracks went on side by side: there are two aircraft. */
  hasTwin: boolean;
  motion: SettledMotion;
}

/** A track whose first fix is held. */
export function createTrack(first: Position): Track {
  const motion = createSettledMotion();
  return { last: null, isConfirmed: false, held: [first], rival: null, hasTwin: false, motion };
}

export interface TrackJudgeOptions {
  /** How much faster than in reality time runs. */
  readonly timeScale: number;
  readonly outcomes: GateOutcomes;
}

/** Judges the fixes of aircraft by what is remembered of each. */
export interface TrackJudge {
  /** Believes the first fix of a track without waiting for a second. */
  acceptFirst(track: Track): void;
  /** Judges the next fix: order, reach, and what of the fixes that are held it confirms or refutes. */
  follow(track: Track, fix: Position): void;
  /** Gives up what is held. */
  rejectHeld(track: Track, reason: RejectReason): void;
}

export function createTrackJudge({ timeScale, outcomes }: TrackJudgeOptions): TrackJudge {
  function accept(track: Track, fix: Position): void {
    track.last = settleMotion(track.motion, { fix, last: track.last, timeScale });
    outcomes.accepted(track.last);
  }

  function rejectHeld(track: Track, reason: RejectReason): void {
    const { length } = track.held;
    track.held = [];
    for (let n = 0; n < length; n++) outcomes.rejected(reason);
  }

  /** What was held didn't go on as the aircraft did: it was wrong, or another aircraft. */
  function refute(track: Track, fix: Position): void {
    const [first] = track.held;
    const { rival } = track;
    track.hasTwin = first !== undefined && rival !== null && isApart(first, fix) && continuesRival(rival, first);
    track.rival = track.held.at(-1) ?? null;
    rejectHeld(track, track.hasTwin ? 'duplicate_address' : 'jump');
  }

  /** Whether a fix belongs to the other of two aircraft that are heard side by side. */
  function isTwin({ last, rival, hasTwin }: Track, fix: Position): boolean {
    if (!hasTwin || rival === null || last === null) return false;
    const isAlive = (fix.observedAtMs - last.observedAtMs) * timeScale <= RIVAL_WAITS_MS;
    return isAlive && continuesRival(rival, fix);
  }

  function continuesRival(rival: Position, fix: Position): boolean {
    const isRecent = (fix.observedAtMs - rival.observedAtMs) * timeScale <= RIVAL_FORGOTTEN_MS;
    return isRecent && isOnCourse(rival, fix, timeScale);
  }

  /** Holds a fix, until enough that agree with each other show that they are right. */
  function doubt(track: Track, fix: Position): void {
    const tail = track.held.at(-1);
    const agrees = tail !== undefined && fix.observedAtMs > tail.observedAtMs && isOnCourse(tail, fix, timeScale);
    if (!agrees) rejectHeld(track, 'jump');
    track.held.push(fix);
    if (track.held.length >= neededFor(track)) believe(track, fix.receivedAtMs);
  }

  /** The held fixes are published in order, as of now: nobody had them before. */
  function believe(track: Track, publishedAtMs: number): void {
    const { held, last } = track;
    track.held = [];
    track.last = null;
    track.rival = last;
    track.hasTwin = false;
    track.isConfirmed = true;
    track.motion = createSettledMotion();
    for (const fix of held) {
      accept(track, fix.receivedAtMs === publishedAtMs ? fix : { ...fix, receivedAtMs: publishedAtMs });
    }
  }

  return {
    acceptFirst(track) {
      const [first] = track.held;
      track.held = [];
      if (first !== undefined) accept(track, first);
    },
    follow(track, fix) {
      const misplaced = orderRefusal(track, fix, timeScale);
      if (misplaced !== null) outcomes.rejected(misplaced);
      else if (track.last !== null && isReachable(track.last, fix, timeScale)) {
        if (track.held.length > 0) refute(track, fix);
        track.isConfirmed = true;
        accept(track, fix);
      } else if (isTwin(track, fix)) {
        track.rival = fix;
        outcomes.rejected('duplicate_address');
      } else doubt(track, fix);
    },
    rejectHeld,
  };
}

function orderRefusal({ last, held }: Track, fix: Position, timeScale: number): RejectReason | null {
  const tail = held.at(-1);
  // What is doubted isn't confirmed by saying it again; only a first fix may be of an aircraft that stands.
  if (tail !== undefined && (isSameFix(tail, fix, timeScale) || (last !== null && isSamePlace(tail, fix)))) {
    return 'duplicate';
  }
  const before = last ?? tail;
  if (before === undefined) return null;
  if (isSameFix(before, fix, timeScale)) return 'duplicate';
  return fix.observedAtMs < before.observedAtMs ? 'older' : null;
}

function isSameFix(one: Position, other: Position, timeScale: number): boolean {
  const apartMs = Math.abs(one.observedAtMs - other.observedAtMs);
  return apartMs === 0 || (isSamePlace(one, other) && apartMs * timeScale <= SAME_FIX_MS);
}

function isSamePlace(one: Position, other: Position): boolean {
  return one.lat === other.lat && one.lon === other.lon;
}

function isApart(one: Position, other: Position): boolean {
  return distanceM(one, other) > TWINS_APART_M;
}

function neededFor({ last, isConfirmed }: Track): number {
  return last !== null && isConfirmed ? AGREEING_FIXES : AGREEING_WITH_FIRST;
}
