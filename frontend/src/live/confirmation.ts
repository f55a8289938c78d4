import { confirmedMs, LEVEL_RULES } from '#domain/level.ts';
import { staleAfterMs } from '#domain/lifecycle.ts';
import type { MotionState } from '#domain/motion.ts';
import type { Level } from '#domain/position.ts';

/** What the server sends this page, as it has confirmed it. */
export interface Watched {
  readonly level: Level;
  /** How often frames come, ms. */
  readonly everyMs: number;
}

/** Before the server has said anything. */
export const NOTHING_WATCHED: Watched = { level: 'world', everyMs: LEVEL_RULES.world.frameEveryMs };

/** How sure it is that an aircraft is where it is drawn. */
export interface Confirmation {
  /** The server's silence means that it flies on as predicted. */
  readonly isConfirmed: boolean;
  /** It was within the level's tolerance of where it is drawn so long ago at most, ms. */
  readonly withinMs: number;
}

export interface ConfirmationOptions {
  readonly watched: Watched;
  /** How often the aircraft's feed delivers, ms; 0 where that isn't known. */
  readonly intervalMs: number;
  /** On the server's clock. */
  readonly nowMs: number;
}

type ConfirmedFix = Pick<MotionState, 'observedAtMs' | 'altitudeM' | 'state'>;

/** A record is under way for about so long, beside its wait for the next frame. */
const UNDER_WAY_MS = 2000;

/**
 * Records come only when an aircraft leaves its prediction, changes state or a keepalive is due. So the age of the last
 * record doesn't tell how old the aircraft is: as long as neither a correction nor word that its feed lost it has come,
 * its feed has had a fix of it within the time after which it would count as lost, and the prediction held for that fix.
 */
export function confirmation(fix: ConfirmedFix, options: ConfirmationOptions): Confirmation {
  const ageMs = Math.max(0, options.nowMs - fix.observedAtMs);
  const isConfirmed = fix.state === 'seen' && options.nowMs <= confirmedUntilMs(fix, options);
  const silenceSaysMs = staleAfterMs(options.intervalMs) + options.watched.everyMs + UNDER_WAY_MS;
  return { isConfirmed, withinMs: isConfirmed ? Math.min(ageMs, silenceSaysMs) : ageMs };
}

/**
 * Until when an aircraft counts as confirmed if nothing is heard of it, epoch ms of the server. Where frames come less
 * often than the level allows, what is in them is waited for so much longer.
 */
export function confirmedUntilMs(
  fix: ConfirmedFix,
  { watched: { level, everyMs }, intervalMs }: Omit<ConfirmationOptions, 'nowMs'>,
): number {
  if (fix.state !== 'seen') return fix.observedAtMs;
  const laterMs = Math.max(0, everyMs - LEVEL_RULES[level].frameEveryMs);
  return fix.observedAtMs + confirmedMs(level, fix, intervalMs) + laterMs;
}
