import { removedAfterMs, staleAfterMs } from '#domain/lifecycle.ts';
import type { Position, PositionKind } from '#domain/position.ts';
import { isReachable } from '#domain/quality-gate/reach.ts';
import type { RejectReason } from '#domain/reject-reason.ts';
import { withIdentityOf } from './feed-identity.ts';
import type { FeedEvent, PositionSource } from './position-source.ts';
import { isClockSuspect } from './suspect-clock.ts';

/**
 * The feeds of one process side by side: of each aircraft the freshest position is published, whichever feed has it. Kinds
 * don't meet here: a recording never displaces the real sky.
 */
export interface FreshestFeeds {
  join(source: Pick<PositionSource, 'feed' | 'kind' | 'intervalMs'>): FeedSeat;
}

/** One feed among the others. */
export interface FeedSeat {
  /** Notes how the feed does: one that fails, or whose clock is suspect, falls behind the others. */
  note(event: FeedEvent, nowMs: number): void;
  /**
   * Whether a fix that the feed's own gate accepted is to be published, with what other feeds know of the aircraft where
   * this one says nothing; else why not.
   */
  judge(fix: Position): Position | RejectReason;
  /**
   * What to do when this feed lost an aircraft that it published: declare it; wait, since another feed still has it; or
   * forget it, since another feed published something newer.
   */
  silence(icao24: string, state: 'stale' | 'removed', nowMs: number): 'declare' | 'wait' | 'forget';
  /** The aircraft is gone. */
  forget(icao24: string): void;
  /** The feed ends: what it said counts no more. */
  leave(): void;
}

/** What feeds' times of one fix differ by; a position that is newer by less would only make the aircraft tremble. */
const NEWER_BY_MS = 1000;
/** So long an ADS-B position is better than one that was computed from runtimes or came by other ways. */
const ADSB_RULES_MS = 15_000;
/** A feed that failed isn't trusted at once when it is back. */
const FAILURE_COUNTS_MS = 60_000;

interface Seat {
  intervalMs: number;
  failedAtMs: number;
  isClockSuspect: boolean;
}

interface Shown {
  /** The newest position that was published. */
  last: Position;
  holder: Seat;
  /** What each feed said last, accepted or not. */
  readonly said: Map<Seat, Position>;
}

export function createFreshestFeeds(): FreshestFeeds {
  const skies = new Map<PositionKind, Map<string, Shown>>();
  return {
    join({ kind, intervalMs }) {
      const sky = skies.get(kind) ?? new Map<string, Shown>();
      skies.set(kind, sky);
      return createSeat(sky, { intervalMs, failedAtMs: -Infinity, isClockSuspect: false }, kind);
    },
  };
}

function createSeat(sky: Map<string, Shown>, seat: Seat, kind: PositionKind): FeedSeat {
  return {
    note(event, nowMs) {
      if (event.type === 'failure') seat.failedAtMs = nowMs;
      if (event.type !== 'delivery') return;
      seat.intervalMs = event.intervalMs;
      seat.isClockSuspect = isClockSuspect(kind, event.clockOffsetMs);
    },
    judge(fix) {
      const shown = sky.get(fix.icao24);
      if (shown === undefined) {
        sky.set(fix.icao24, { last: fix, holder: seat, said: new Map([[seat, fix]]) });
        return fix;
      }
      const refused = shown.holder === seat ? null : takeoverRefusal(shown, seat, fix);
      if (refused !== 'duplicate_address') shown.said.set(seat, fix);
      if (refused !== null) return refused;
      shown.holder = seat;
      shown.last = shown.said.size === 1 ? fix : withIdentityOf(fix, shown.said.values());
      return shown.last;
    },
    silence(icao24, state, nowMs) {
      const shown = sky.get(icao24);
      if (shown === undefined) return 'declare';
      if (shown.holder !== seat) return 'forget';
      for (const [other, said] of shown.said) {
        if (other !== seat && nowMs - said.receivedAtMs < patienceMs(other, state, said)) return 'wait';
      }
      return 'declare';
    },
    forget: (icao24) => void sky.delete(icao24),
    leave() {
      for (const [icao24, shown] of sky) {
        shown.said.delete(seat);
        // Nobody else would declare it lost; whoever has it begins it anew.
        if (shown.holder === seat) sky.delete(icao24);
      }
    },
  };
}

function patienceMs({ intervalMs }: Seat, state: 'stale' | 'removed', { source }: Position): number {
  return state === 'stale' ? staleAfterMs(intervalMs) : removedAfterMs(intervalMs, source);
}

/** Why a feed may not take an aircraft over from the one that shows it; null where it may. */
function takeoverRefusal({ last, holder, said }: Shown, seat: Seat, fix: Position): RejectReason | null {
  const nowMs = fix.receivedAtMs;
  const newerByMs = fix.observedAtMs - last.observedAtMs;
  const heard = said.get(holder);
  const isHeld = heard !== undefined && nowMs - heard.receivedAtMs < staleAfterMs(holder.intervalMs);
  const [isTrusted, isHolderTrusted] = [isTrustedAt(seat, nowMs), isTrustedAt(holder, nowMs)];
  const leadMs = isTrusted && !isHolderTrusted ? 0 : NEWER_BY_MS;
  if (newerByMs <= leadMs) return 'other_feed';
  if (!isHeld) return null;
  if (isHolderTrusted && !isTrusted) return 'other_feed';
  if (last.source === 'adsb' && fix.source !== 'adsb' && newerByMs < ADSB_RULES_MS) return 'other_feed';
  return isReachable(last, fix) ? null : 'duplicate_address';
}

function isTrustedAt({ failedAtMs, isClockSuspect: isSuspect }: Seat, nowMs: number): boolean {
  return !isSuspect && nowMs - failedAtMs >= FAILURE_COUNTS_MS;
}
