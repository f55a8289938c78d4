import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';

/**
 * kafkajs 2.2.4 keeps a timer of 1 ms running per broker connection for ever, 5 % of a core while idle: an idle queue
 * reschedules its check with the negative delay `-1 - now` (kafkajs issue 1751). Without pending requests and throttling
 * there is nothing to check, so nothing is scheduled; the next request schedules again by itself.
 */
export function quietIdleRequestQueue(now: () => number): void {
  const original = Reflect.get(RequestQueue.prototype, 'scheduleCheckPendingRequests');
  RequestQueue.prototype.scheduleCheckPendingRequests = function () {
    if (this.pending.length === 0 && this.throttledUntil <= now()) return undefined;
    return original.call(this);
  };
}
