import { setTimeout as delay } from 'node:timers/promises';

/** Polls until the condition holds. @throws with `what` when it doesn't in time */
export async function waitUntil(
  what: string,
  condition: () => boolean | Promise<boolean>,
  timeoutMs: number,
): Promise<void> {
  const end = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`not within ${timeoutMs / 1000} s: ${what}`);
    await delay(50);
  }
}
