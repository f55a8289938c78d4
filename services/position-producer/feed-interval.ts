/** How much one gap moves the estimate. */
const SMOOTHING = 0.3;
const LONGEST_MS = 600_000;

export interface FeedIntervalOptions {
  /** How often the feed is read; it can't be seen to deliver more often. */
  readonly pollMs: number;
  /** What is assumed until the feed has delivered twice. */
  readonly assumedMs: number;
}

/** Learns how often a feed delivers. */
export interface FeedInterval {
  delivered(readAtMs: number): void;
  /** The feed failed: the gap until it is back says nothing about its interval. */
  interrupted(): void;
  intervalMs(): number;
}

export function createFeedInterval({ pollMs, assumedMs }: FeedIntervalOptions): FeedInterval {
  let lastMs: number | null = null;
  let learnedMs: number | null = null;
  return {
    delivered(readAtMs) {
      if (lastMs !== null) {
        const gapMs = Math.min(LONGEST_MS, Math.max(pollMs, readAtMs - lastMs));
        learnedMs = learnedMs === null ? gapMs : learnedMs + (gapMs - learnedMs) * SMOOTHING;
      }
      lastMs = readAtMs;
    },
    interrupted: () => void (lastMs = null),
    intervalMs: () => Math.round(learnedMs ?? assumedMs),
  };
}
