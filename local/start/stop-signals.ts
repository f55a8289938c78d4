/**
 * Resolves when somebody asks this process to stop: Ctrl-C, SIGTERM, a closed terminal. A second request ends it at once;
 * its children are then killed.
 */
export function stopRequested(): Promise<null> {
  return new Promise((resolve) => {
    let asked = false;
    const onSignal = (): void => {
      if (asked) process.exit(130);
      asked = true;
      resolve(null);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  });
}
