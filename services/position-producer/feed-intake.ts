import { createLifecycle, type SilenceRule } from '#domain/lifecycle.ts';
import type { Position, PositionKind } from '#domain/position.ts';
import { createQualityGate } from '#domain/quality-gate.ts';
import type { GateOutcomes } from '#domain/quality-gate/follow-track.ts';
import { createThinning, type Thinning } from '#domain/thinning.ts';
import { createFeedAccount, type FeedState } from './feed-account.ts';
import { createFreshestFeeds, type FeedSeat } from './freshest-feed.ts';
import type { FeedDelivery, FeedEvent } from './position-source.ts';

export interface FeedIntakeOptions {
  readonly feed: string;
  readonly kind: PositionKind;
  readonly timeScale: number;
  readonly intervalMs: number;
  readonly privacyFilter: boolean;
  /** Whether an aircraft was erased and stays out. @default none was */
  readonly isErased?: (icao24: string) => boolean;
  /** Hold an aircraft's first fix until a second agrees. @default false */
  readonly confirmsFirst?: boolean;
  /** The feed's place among those of the process. @default it is the only one */
  readonly seat?: FeedSeat;
  /** Shared by the feeds of one kind. @default its own */
  readonly thinning?: Thinning;
  readonly clock: () => number;
  /** Where records to publish go, in order. */
  readonly publish: (position: Position) => void;
}

/** Judges what a feed delivers and declares what it lost. */
export interface FeedIntake {
  take(event: FeedEvent): void;
  /** Publishes `stale` and `removed` records for aircraft that fell silent. */
  declareSilence(): void;
  /** Publishes `removed` records of those of these aircraft that are held, and forgets all of them. */
  erase(icao24s: Iterable<string>): void;
  /** The feed ends: the others of the process need no longer give way to it. */
  end(): void;
  state(): FeedState & { readonly declared: number; readonly aircraft: number };
}

export function createFeedIntake(options: FeedIntakeOptions): FeedIntake {
  const { clock, publish, thinning = createThinning() } = options;
  const seat = options.seat ?? createFreshestFeeds().join(options);
  const lifecycle = createLifecycle();
  const account = createFeedAccount(options.intervalMs);
  const outcomes: GateOutcomes = { accepted: offer, rejected: (reason) => account.rejected(reason) };
  const gate = createQualityGate({ ...options, outcomes });
  const silence: SilenceRule = (...lost) => seat.silence(...lost);
  let declared = 0;

  /** What the feed's own gate accepted counts only where no other feed has something fresher. */
  function offer(fix: Position): void {
    account.heard(fix);
    const verdict = seat.judge(fix);
    if (typeof verdict === 'string') {
      account.rejected(verdict);
      return;
    }
    account.accepted();
    lifecycle.seen(verdict);
    const record = thinning.judge(verdict, account.intervalMs());
    if (record === null) account.thinned();
    else publish(record);
  }

  function declare(record: Position): void {
    declared += 1;
    publish(thinning.declared(record));
    if (record.state === 'removed') forget(record.icao24);
  }

  function forget(icao24: string): void {
    gate.forget(icao24);
    seat.forget(icao24);
  }

  /** A recording begins again. The other feeds' aircraft go on. */
  function restart(): void {
    gate.reset();
    for (const icao24 of lifecycle.addresses()) thinning.clear(icao24);
  }

  /** One time of publication for all rows: nothing else runs in between, so a report never overtakes them. */
  function judgeAll({ observations, readAtMs, unreadable }: FeedDelivery): void {
    const publishedAtMs = clock();
    for (let row = 0; row < unreadable; row++) account.rejected('row_invalid');
    for (const observation of observations) gate.judge(observation, readAtMs, publishedAtMs);
  }

  return {
    take(event) {
      seat.note(event, clock());
      if (event.type === 'failure') account.failed(event);
      else if (event.type === 'unchanged') account.paused(event);
      else {
        account.delivered(event);
        if (event.isRestart) restart();
        judgeAll(event);
      }
    },
    declareSilence() {
      const nowMs = clock();
      const intervalMs = account.intervalMs();
      lifecycle.declare(nowMs, intervalMs, silence).forEach(declare);
      gate.expire(nowMs, intervalMs);
    },
    erase(icao24s) {
      for (const icao24 of icao24s) {
        const record = lifecycle.remove(icao24, clock());
        if (record !== null) declare(record);
        thinning.clear(icao24);
        forget(icao24);
      }
    },
    end: () => seat.leave(),
    state: () => ({ ...account.state(gate.held()), declared, aircraft: lifecycle.aircraft() }),
  };
}
