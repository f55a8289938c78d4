import { createHash } from 'node:crypto';
import { createConnection, createServer } from 'node:net';
import { resolve as resolvePath } from 'node:path';

/** Held until `release` or the end of the process, however it ends. */
export interface ExclusiveLock {
  release(): Promise<void>;
}

/**
 * A name in Linux's abstract socket space: the kernel gives it to one process and takes it back when that process is
 * gone, so there is no stale lock to judge.
 */
function socketName(path: string, purpose: string): string {
  const key = createHash('sha256').update(resolvePath(path)).digest('hex').slice(0, 32);
  return `\0airlines/${purpose}/${key}`;
}

/** Null where another process holds it. */
export function tryLock(path: string, purpose: string): Promise<ExclusiveLock | null> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else reject(error);
    });
    server.listen({ path: socketName(path, purpose) }, () => {
      server.unref();
      const waiting = new Set<{ destroy(): void }>();
      server.on('connection', (socket) => {
        socket.unref();
        socket.on('error', () => socket.destroy());
        socket.on('close', () => waiting.delete(socket));
        waiting.add(socket);
      });
      resolve({
        release: () =>
          new Promise((released) => {
            for (const socket of waiting) socket.destroy();
            server.close(() => released());
          }),
      });
    });
  });
}

/** Resolves when the holder lets go; at once where nobody holds it. */
function holderGone(path: string, purpose: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = createConnection({ path: socketName(path, purpose) });
    socket.once('error', () => resolve());
    socket.once('close', () => resolve());
    socket.resume();
  });
}

/** Waits its turn. @param onWait told once, when somebody else holds it */
export async function lock(
  path: string,
  purpose: string,
  onWait: () => void = () => undefined,
): Promise<ExclusiveLock> {
  let told = false;
  for (;;) {
    const held = await tryLock(path, purpose);
    if (held !== null) return held;
    if (!told) onWait();
    told = true;
    await holderGone(path, purpose);
  }
}
