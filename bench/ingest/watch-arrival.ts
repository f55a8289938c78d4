import { setTimeout as delay } from 'node:timers/promises';

/** How fast positions became visible in the database. */
export interface Arrival {
  /** From the first to the last, without the first batch. */
  readonly positionsPerSecond: number;
  readonly seconds: number;
}

const POLL_MS = 20;
const TIMEOUT_MS = 900_000;

/**
 * Waits until `expected` positions are visible. The clock starts when the first are, so that starting up doesn't count,
 * and those first ones don't either.
 */
export async function watchArrival(
  expected: number,
  visible: () => Promise<number>,
  died: () => string | null,
): Promise<Arrival> {
  const beganAt = performance.now();
  let first: { readonly at: number; readonly count: number } | null = null;
  while (performance.now() - beganAt < TIMEOUT_MS) {
    const count = await visible();
    const at = performance.now();
    if (first === null && count > 0) first = { at, count };
    if (first !== null && count >= expected) {
      const seconds = (at - first.at) / 1000;
      return { seconds, positionsPerSecond: (count - first.count) / Math.max(seconds, POLL_MS / 1000) };
    }
    const death = died();
    if (death !== null) throw new Error(`the consumer ended: ${death}`);
    await delay(POLL_MS);
  }
  throw new Error(
    `only ${first === null ? 0 : await visible()} of ${expected} positions arrived in ${TIMEOUT_MS / 1000} s`,
  );
}
