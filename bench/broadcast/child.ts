import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A part of the benchmark in a process of its own. */
export interface Child {
  readonly pid: number;
  /** Its next message. */
  next(): Promise<unknown>;
  /** Tells it something. */
  tell(message: string): void;
  /** Resolves with the first line that it writes with these words. */
  says(words: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a script of this repository; it ends with this process. */
export function startChild(script: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Child {
  const path = fileURLToPath(new URL(`../../${script}`, import.meta.url));
  const child = fork(path, [...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const lines = child.stdout === null ? null : createInterface({ input: child.stdout });
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`${script} ended`)));
  ended.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    next: async () => {
      const messages: unknown[] = await Promise.race([once(child, 'message'), ended]);
      return messages[0];
    },
    tell: (message) => void child.send(message),
    says: async (words) => {
      const said = new Promise<void>((resolve) => {
        lines?.on('line', (line) => {
          if (line.includes(words)) resolve();
        });
      });
      await Promise.race([said, ended]);
    },
    stop: () => stop(child),
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
