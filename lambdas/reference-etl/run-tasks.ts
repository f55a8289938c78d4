/**
 * Does tasks, so many at a time, for as long as there are any. Where one fails the others that are under way are waited
 * for, then its error is thrown.
 * @param next asked again whenever one is done; null where there is none just now
 */
export async function runTasks(parallel: number, next: () => (() => Promise<void>) | null): Promise<void> {
  const running = new Set<Promise<void>>();
  for (;;) {
    while (running.size < parallel) {
      const task = next();
      if (task === null) break;
      const work: Promise<void> = task().finally(() => running.delete(work));
      running.add(work);
    }
    if (running.size === 0) return;
    try {
      await Promise.race(running);
    } catch (error) {
      await Promise.allSettled(running);
      throw error;
    }
  }
}
