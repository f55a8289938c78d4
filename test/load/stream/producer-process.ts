import { fileURLToPath } from 'node:url';
import { startProcess } from '../../../local/processes/supervised-process.ts';
import type { Environment } from './function-process.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The position producer in a process of its own; resolves once its feed is read. */
export async function startProducer(
  args: readonly string[],
  env: Environment,
): Promise<{ readonly pid: number; stop(): Promise<{ readonly code: number | null }> }> {
  const child = startProcess({
    name: 'position-producer',
    command: process.execPath,
    args: ['services/position-producer/main.ts', ...args],
    cwd: root,
    env: { ...process.env, ...env },
    withChannel: true,
  });
  await child.whenLine((line) => line.includes('"message":"producing"'), 30_000);
  return {
    pid: child.pid,
    stop: async () => {
      await child.stop();
      return child.exited;
    },
  };
}
