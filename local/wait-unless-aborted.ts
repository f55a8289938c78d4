import { setTimeout as delay } from 'node:timers/promises';

/** Waits, and gives false at once when the signal is or becomes aborted. */
export async function waitUnlessAborted(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await delay(ms, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}
