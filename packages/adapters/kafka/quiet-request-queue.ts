import { createRequire } from 'node:module';

/** The part of kafkajs's private request queue that is touched here. */
interface RequestQueuePrototype {
  scheduleCheckPendingRequests(this: { pending: unknown[]; throttledUntil: number }): unknown;
}

/**
 * kafkajs 2.2.4 keeps a timer of 1 ms running per broker connection for ever, 5 % of a core while idle: an idle queue
 * reschedules its check with the negative delay `-1 - now` (kafkajs issue 1751). Without pending requests and throttling
 * there is nothing to check, so nothing is scheduled; the next request schedules again by itself.
 */
export function quietIdleRequestQueue(now: () => number): void {
  const require = createRequire(import.meta.url);
  const queue = require('kafkajs/src/network/requestQueue') as { prototype: RequestQueuePrototype };
  const original = queue.prototype.scheduleCheckPendingRequests;
  queue.prototype.scheduleCheckPendingRequests = function () {
    if (this.pending.length === 0 && this.throttledUntil <= now()) return undefined;
    return original.call(this);
  };
}
