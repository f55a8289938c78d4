import type { Scheduler } from './scheduler.ts';

/** Messages on their way into the page. */
export interface Inbox {
  take(text: string): void;
  /** Forgets what waits. */
  clear(): void;
  /** Characters that wait. */
  readonly waiting: number;
}

/** Work without a pause goes on for so long, ms; after 50 ms a browser counts a task as one that the viewer feels. */
const BUDGET_MS = 10;
/** What comes within so long of each other belongs to one burst, ms. */
const BURST_MS = 50;
/** A burst of more is handled without waiting for a pause: the page must not become the queue. */
const MOST_WAITING = 4_000_000;

/**
 * Handles each message as it comes, unless more come than there is time for: a tab that was asleep gets minutes at once.
 * Those wait for the next free moment and are then handled newest first, in slices. Rows and texts are absolute and have
 * an instant, so what an older message says of an aircraft is skipped once a newer one is known, and the newest state is on
 * the map at once.
 */
export function createInbox(scheduler: Scheduler, handle: (text: string) => void): Inbox {
  let texts: string[] = [];
  let waiting = 0;
  let burstAtMs = -Infinity;
  let spentMs = 0;
  let cancel: (() => void) | null = null;

  function timed(text: string): void {
    const begunMs = scheduler.nowMs();
    if (begunMs - burstAtMs > BURST_MS) {
      burstAtMs = begunMs;
      spentMs = 0;
    }
    handle(text);
    spentMs += scheduler.nowMs() - begunMs;
  }

  function drain(untilMs: number): void {
    cancel?.();
    cancel = null;
    for (let text = texts.pop(); text !== undefined; text = texts.pop()) {
      waiting -= text.length;
      timed(text);
      if (scheduler.nowMs() >= untilMs && texts.length > 0) {
        drainSoon();
        return;
      }
    }
  }

  function drainSoon(): void {
    cancel ??= scheduler.after(0, () => drain(scheduler.nowMs() + BUDGET_MS));
  }

  return {
    get waiting() {
      return waiting;
    },
    take(text) {
      const isBusy = texts.length > 0 || (spentMs > BUDGET_MS && scheduler.nowMs() - burstAtMs <= BURST_MS);
      if (!isBusy) {
        timed(text);
        return;
      }
      texts.push(text);
      waiting += text.length;
      if (waiting > MOST_WAITING) drain(Infinity);
      else drainSoon();
    },
    clear() {
      texts = [];
      waiting = 0;
      cancel?.();
      cancel = null;
    },
  };
}
