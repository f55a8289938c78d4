import type { Position } from '../position.ts';
import type { RejectReason } from '../reject-reason.ts';
import { isOnCourse, isReachable } from './reach.ts';

/** Feeds state the age in tenths of a second, so one fix comes with times that differ by that much. */
const SAME_FIX_MS = 250;
/** So many fixes that agree with each other but not with the last one show that the last one was wrong. */
const AGREEING_FIXES = 3;
/** The same where the last one is the aircraft's first: there is one against two. */
const AGREEING_WITH_FIRST = 2;
/** A second aircraft with the same address takes over when the first was silent for so long. */
const RIVAL_WAITS_MS = 30_000;
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
}

/** @param first accepted already, or null where the first fix is to be held */
export function createTrack(first: Position | null): Track {
  return { last: first, isConfirmed: false, held: [], rival: null, hasTwin: false };
}

/**
 * Judges the next fix of an aircraft: order, reach, and what of the fixes that are held it confirms or refutes.
 * @param timeScale how much faster than in reality time runs
 */
export function followTrack(track: Track, fix: Position, timeScale: number, outcomes: GateOutcomes): void {
  const misplaced = orderRefusal(track, fix, timeScale);
  if (misplaced !== null) outcomes.rejected(misplaced);
  else if (track.last !== null && isReachable(track.last, fix, timeScale))
    continueTrack(track, fix, timeScale, outcomes);
  else if (isTwin(track, fix, timeScale)) {
    track.rival = fix;
    outcomes.rejected('duplicate_address');
  } else doubt(track, fix, timeScale, outcomes);
}

function orderRefusal({ last, held }: Track, fix: Position, timeScale: number): RejectReason | null {
  const tail = held.at(-1);
  if (tail !== undefined && isSameFix(tail, fix, timeScale)) return 'duplicate';
  const before = last ?? tail;
  if (before === undefined) return null;
  if (isSameFix(before, fix, timeScale)) return 'duplicate';
  return fix.observedAtMs < before.observedAtMs ? 'older' : null;
}

function isSameFix(one: Position, other: Position, timeScale: number): boolean {
  const apartMs = Math.abs(one.observedAtMs - other.observedAtMs);
  if (apartMs === 0) return true;
  return one.lat === other.lat && one.lon === other.lon && apartMs * timeScale <= SAME_FIX_MS;
}

function continueTrack(track: Track, fix: Position, timeScale: number, outcomes: GateOutcomes): void {
  if (track.held.length > 0) refute(track, timeScale, outcomes);
  track.last = fix;
  track.isConfirmed = true;
  outcomes.accepted(fix);
}

/** What was held didn't go on as the aircraft did: it was wrong, or another aircraft. */
function refute(track: Track, timeScale: number, outcomes: GateOutcomes): void {
  const { held, rival } = track;
  const first = held[0];
  const goesOn = rival !== null && first !== undefined && continuesRival(rival, first, timeScale);
  for (let n = 0; n < held.length; n++) outcomes.rejected(goesOn ? 'duplicate_address' : 'jump');
  track.hasTwin = goesOn;
  track.rival = held.at(-1) ?? null;
  track.held = [];
}

/** Whether a fix belongs to the other of two aircraft that are heard side by side. */
function isTwin(track: Track, fix: Position, timeScale: number): boolean {
  const { last, rival, hasTwin } = track;
  if (!hasTwin || rival === null || last === null) return false;
  const isAlive = (fix.observedAtMs - last.observedAtMs) * timeScale <= RIVAL_WAITS_MS;
  return isAlive && continuesRival(rival, fix, timeScale);
}

function continuesRival(rival: Position, fix: Position, timeScale: number): boolean {
  const isRecent = (fix.observedAtMs - rival.observedAtMs) * timeScale <= RIVAL_FORGOTTEN_MS;
  return isRecent && isOnCourse(rival, fix, timeScale);
}

/** Holds a fix, until enough that agree with each other show that they are right. */
function doubt(track: Track, fix: Position, timeScale: number, outcomes: GateOutcomes): void {
  const tail = track.held.at(-1);
  const agrees = tail !== undefined && fix.observedAtMs > tail.observedAtMs && isOnCourse(tail, fix, timeScale);
  if (!agrees) {
    for (let n = 0; n < track.held.length; n++) outcomes.rejected('jump');
    track.held = [fix];
    return;
  }
  track.held.push(fix);
  if (track.held.length >= neededFor(track)) believe(track, fix.receivedAtMs, outcomes);
}

function neededFor({ last, isConfirmed }: Track): number {
  return last !== null && isConfirmed ? AGREEING_FIXES : AGREEING_WITH_FIRST;
}

/** The held fixes are published in order, as of now: nobody had them before. */
function believe(track: Track, publishedAtMs: number, outcomes: GateOutcomes): void {
  const { held, last } = track;
  track.rival = last;
  track.hasTwin = false;
  track.isConfirmed = true;
  track.held = [];
  for (const fix of held) {
    const published = fix.receivedAtMs === publishedAtMs ? fix : { ...fix, receivedAtMs: publishedAtMs };
    track.last = published;
    outcomes.accepted(published);
  }
}
