import { performance } from 'node:perf_hooks';

const PARENT_POLL_MS = 500;
/** One Ctrl-C arrives twice: from the terminal, and from npm, which passes on what it gets itself. */
const SAME_REQUEST_MS = 1000;

/**
 * Resolves when somebody asks this process to stop: Ctrl-C, SIGTERM, a closed terminal, or the end of the npm that runs
 * it. A second request ends it at once; its children are then killed.
 */
export function stopRequested(env: Readonly<Record<string, string | undefined>> = process.env): Promise<null> {
  return new Promise((resolve) => {
    let askedMs: number | null = null;
    const onSignal = (): void => {
      if (askedMs !== null && performance.now() - askedMs > SAME_REQUEST_MS) process.exit(130);
      askedMs ??= performance.now();
      resolve(null);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
    if (env['npm_lifecycle_event'] !== undefined) watchParent(() => resolve(null));
  });
}

/** Calls once when the process that started this one has ended. */
function watchParent(onEnd: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    onEnd();
  }, PARENT_POLL_MS);
  watch.unref();
}
