/** What came before a change of the pace is in the figures for so long, ms. */
export const WINDOW_MS = 20_000;
const BUCKET_MS = 1000;
const BUCKETS = WINDOW_MS / BUCKET_MS;

/** How late a frame came, and when that was, on a clock that never steps. */
export interface Lag {
  readonly ms: number;
  readonly atMs: number;
}

/** What the messages that came in lately tell of the link. */
export interface LinkMeter {
  /** Notes a message. */
  received(bytes: number): void;
  /** Notes how much later than the quickest a frame came, ms. */
  late(lagMs: number): void;
  readonly bytesPerS: number;
  /** Of the newest frame; null before the first. */
  readonly lag: Lag | null;
}

/** Counts in buckets of a second: however many messages come, it holds twenty numbers. */
export function createLinkMeter(nowMs: () => number): LinkMeter {
  const buckets = new Float64Array(BUCKETS);
  let bucketAt = Math.floor(nowMs() / BUCKET_MS);
  const beganAtMs = nowMs();
  let lag: Lag | null = null;

  function moveOn(): void {
    const current = Math.floor(nowMs() / BUCKET_MS);
    const passed = Math.min(BUCKETS, current - bucketAt);
    for (let back = 0; back < passed; back++) buckets[(current - back) % BUCKETS] = 0;
    bucketAt = current;
  }

  return {
    received(bytes) {
      moveOn();
      buckets[bucketAt % BUCKETS] = (buckets[bucketAt % BUCKETS] ?? 0) + bytes;
    },
    late: (ms) => void (lag = { ms, atMs: nowMs() }),
    get bytesPerS() {
      moveOn();
      const overMs = Math.min(WINDOW_MS, Math.max(5000, nowMs() - beganAtMs));
      return buckets.reduce((sum, bytes) => sum + bytes, 0) / (overMs / 1000);
    },
    get lag() {
      return lag;
    },
  };
}
