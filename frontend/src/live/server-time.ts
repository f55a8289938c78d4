/** The server's clock as far as the page can know it. The machine's own wall clock, which may be wrong by hours, is not used. */
export interface ServerTime {
  /** Epoch ms of the server now. Runs forward always, faster or slower while it is corrected. */
  nowMs(): number;
  /** Whether the server has said the time at least once. */
  known(): boolean;
  /** Takes a server's `at` (epoch ms when encoded) that arrived this moment. */
  observe(atMs: number): void;
}

const WINDOW_MS = 60_000;
/** One sample is kept for each of these, so that a flood of frames costs no memory. */
const BUCKET_MS = 1000;
/** Share of elapsed time by which the clock may be held back while it runs ahead of the server. */
const SLOWEST_RATE = 0.5;
/** Time in which a clock that lags catches up by two thirds, in ms. */
const CATCH_UP_MS = 2000;

interface Sample {
  readonly takenMs: number;
  readonly offsetMs: number;
}

/**
 * Monotonic clock less the smallest offset to the server's `at` seen in the last 60 s: the smallest offset is the message
 * that was least delayed on its way. The first sample sets the clock, later ones slew it.
 * @param monotonicMs a clock that never steps, such as `performance.now`
 * @param guessMs what to answer before the server has said anything, epoch ms
 */
export function createServerTime(monotonicMs: () => number, guessMs = 0): ServerTime {
  let samples: Sample[] = [];
  let targetOffsetMs: number | null = null;
  let shownMs = guessMs;
  let shownAtMonotonicMs = monotonicMs();

  function advance(): number {
    const nowMonotonicMs = monotonicMs();
    const elapsedMs = Math.max(0, nowMonotonicMs - shownAtMonotonicMs);
    shownAtMonotonicMs = nowMonotonicMs;
    shownMs += elapsedMs;
    if (targetOffsetMs === null) return shownMs;
    const aheadMs = shownMs - (nowMonotonicMs - targetOffsetMs);
    if (aheadMs > 0) shownMs -= Math.min(aheadMs, elapsedMs * SLOWEST_RATE);
    else shownMs -= aheadMs * (1 - Math.exp(-elapsedMs / CATCH_UP_MS));
    return shownMs;
  }

  return {
    nowMs: advance,
    known: () => targetOffsetMs !== null,
    observe(atMs) {
      const before = advance();
      const takenMs = monotonicMs();
      samples = withSample(samples, { takenMs, offsetMs: takenMs - atMs });
      const isFirst = targetOffsetMs === null;
      targetOffsetMs = Math.min(...samples.map((sample) => sample.offsetMs));
      shownMs = isFirst ? atMs : before;
    },
  };
}

function withSample(samples: readonly Sample[], sample: Sample): Sample[] {
  const kept = samples.filter(({ takenMs }) => sample.takenMs - takenMs <= WINDOW_MS);
  const last = kept.at(-1);
  if (last === undefined || Math.floor(last.takenMs / BUCKET_MS) !== Math.floor(sample.takenMs / BUCKET_MS)) {
    return [...kept, sample];
  }
  return sample.offsetMs < last.offsetMs ? [...kept.slice(0, -1), sample] : kept;
}
