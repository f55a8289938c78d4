import { createLifecycle } from '#domain/lifecycle.ts';
import type { Position, PositionKind } from '#domain/position.ts';
import { createQualityGate, type RejectReason } from '#domain/quality-gate.ts';
import { createFeedAccount, type FeedState } from './feed-account.ts';
import type { FeedDelivery, FeedEvent } from './position-source.ts';

export interface FeedIntakeOptions {
  readonly feed: string;
  readonly kind: PositionKind;
  readonly timeScale: number;
  readonly intervalMs: number;
  readonly privacyFilter: boolean;
  readonly clock: () => number;
  /** Where records to publish go, in order. */
  readonly publish: (position: Position) => void;
}

/** Judges what a feed delivers and declares what it lost. */
export interface FeedIntake {
  take(event: FeedEvent): void;
  /** Publishes `stale` and `removed` records for aircraft that fell silent. */
  declareSilence(): void;
  state(): FeedState & { readonly declared: number; readonly aircraft: number };
}

export function createFeedIntake(options: FeedIntakeOptions): FeedIntake {
  const { clock, publish } = options;
  const gate = createQualityGate(options);
  const lifecycle = createLifecycle();
  const account = createFeedAccount(options.intervalMs);
  let declared = 0;

  /** One time of publication for all rows: nothing else runs in between, so a report never overtakes them. */
  function judgeAll({ observations, readAtMs, unreadable }: FeedDelivery): void {
    const publishedAtMs = clock();
    const refused = new Map<RejectReason, number>();
    if (unreadable > 0) refused.set('row_invalid', unreadable);
    for (const observation of observations) {
      const verdict = gate.judge(observation, readAtMs, publishedAtMs);
      if (typeof verdict === 'string') {
        refused.set(verdict, (refused.get(verdict) ?? 0) + 1);
        continue;
      }
      account.accepted(verdict);
      lifecycle.seen(verdict);
      publish(verdict);
    }
    account.refused(refused);
  }

  return {
    take(event) {
      if (event.type === 'failure') account.failed(event);
      else if (event.type === 'unchanged') account.paused(event);
      else {
        account.delivered(event);
        if (event.isRestart) gate.reset();
        judgeAll(event);
      }
    },
    declareSilence() {
      for (const record of lifecycle.declare(clock(), account.state().intervalMs)) {
        declared += 1;
        publish(record);
        if (record.state === 'removed') gate.forget(record.icao24);
      }
    },
    state: () => ({ ...account.state(), declared, aircraft: lifecycle.aircraft() }),
  };
}
