import { createServer } from 'node:net';

/** Below the range from which Linux takes ports for outgoing connections, so that none of those grabs ours. */
const LOWEST = 20_000;
const COUNT = 12_000;
const ATTEMPTS = 200;

/** Whether nothing listens on that port of 127.0.0.1. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * The preferred port where it is free, else any. Somebody may still take it before its user does: who listens has to
 * try another one then.
 *
 * @param random 0 to 1, spreads the guesses of processes that look at the same time
 */
export async function findFreePort(preferred: number | null, random: () => number = Math.random): Promise<number> {
  if (preferred !== null && preferred > 0 && (await isPortFree(preferred))) return preferred;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const port = LOWEST + Math.floor(random() * COUNT);
    if (await isPortFree(port)) return port;
  }
  throw new Error(`no free port found on 127.0.0.1 from ${LOWEST} to ${LOWEST + COUNT}`);
}
