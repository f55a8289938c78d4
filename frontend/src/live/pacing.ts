import { createCell, type ReadonlyCell } from '../state/cell.ts';
import { createLinkMeter, type LinkMeter } from './link-meter.ts';
import { AT_FULL_RATE, createPace, type PaceChoice } from './pace.ts';
import type { PagePresence } from './presence.ts';
import type { Scheduler } from './scheduler.ts';

/** Keeps an eye on page and link, and says how often frames shall come. */
export interface Pacing {
  readonly choice: ReadonlyCell<PaceChoice>;
  readonly meter: Pick<LinkMeter, 'received' | 'late'>;
  /** Decides now rather than at the next look: somebody came back, or left. */
  now(): void;
  /** A connection was lost: what was found of how late it is counts no more. */
  reset(): void;
  close(): void;
}

const LOOK_EVERY_MS = 2000;

export function createPacing(options: {
  readonly scheduler: Scheduler;
  readonly presence: Pick<PagePresence, 'isHidden' | 'idleMs' | 'budgetBytesPerS'>;
  /** How often frames come now, ms. */
  readonly everyMs: () => number;
}): Pacing {
  const { scheduler, presence } = options;
  const pace = createPace();
  const choice = createCell<PaceChoice>(AT_FULL_RATE);
  let meter = createLinkMeter(() => scheduler.nowMs());
  let cancel: () => void = () => undefined;

  function look(): void {
    cancel();
    const next = pace.decide({
      nowMs: scheduler.nowMs(),
      isHidden: presence.isHidden(),
      idleMs: presence.idleMs(),
      lag: meter.lag,
      bytesPerS: meter.bytesPerS,
      budgetBytesPerS: presence.budgetBytesPerS(),
      everyMs: options.everyMs(),
    });
    const { everyMs, reason } = choice.get();
    if (next.everyMs !== everyMs || next.reason !== reason) choice.set(next);
    cancel = scheduler.after(LOOK_EVERY_MS, look);
  }

  look();
  return {
    choice,
    meter: {
      received: (bytes) => meter.received(bytes),
      late: (lagMs) => meter.late(lagMs),
    },
    now: look,
    reset: () => void (meter = createLinkMeter(() => scheduler.nowMs())),
    close: () => cancel(),
  };
}
