/**
 * A viewer that got `subscribed` misses nothing that a producer receives after its `at`. The broadcaster reads the
 * subscriptions from a list of at most {@link VIEWER_LIST_MAX_AGE_MS}, so a stored subscription counts as seen by every
 * broadcaster only {@link SUBSCRIPTION_VISIBLE_AFTER_MS} later: `subscribed` is sent, and its `at` taken, after that.
 */
export const VIEWER_LIST_MAX_AGE_MS = 250;

/** How far the clocks of producer, broadcaster and WebSocket function may be apart (time sync keeps them within a few ms). */
const CLOCK_SKEW_MS = 50;

export const SUBSCRIPTION_VISIBLE_AFTER_MS = VIEWER_LIST_MAX_AGE_MS + CLOCK_SKEW_MS;
