import { fileURLToPath } from 'node:url';
import { describeExit } from '../../../local/processes/process-exit.ts';
import { startProcess } from '../../../local/processes/supervised-process.ts';
import { HOSTED } from '../../../local/functions/hosted-function.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A function with its event source in a process of its own, as `npm start` runs it. */
export interface FunctionProcess {
  /** SIGKILL, by id; resolves once it is gone. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  /** What it logged, newest last, bounded. */
  lines(): readonly string[];
  /** How it ended, if it ended by itself; undefined while it runs or after `kill` and `stop`. */
  failure(): string | undefined;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const KEPT_LINES = 2000;

/** Resolves once the trigger works. */
export async function startFunction(name: string, env: Environment): Promise<FunctionProcess> {
  const lines: string[] = [];
  const child = startProcess({
    name,
    command: process.execPath,
    args: ['local/functions/main.ts', name],
    cwd: root,
    env,
    withChannel: true,
    onLine: (line) => {
      lines.push(line);
      if (lines.length > KEPT_LINES) lines.shift();
    },
  });
  let asked = false;
  let failure: string | undefined;
  void child.exited.then((exit) => {
    if (!asked) failure = describeExit(name, exit);
  });
  await child.whenLine((line) => line.includes(HOSTED), 60_000);
  return {
    kill: async () => {
      asked = true;
      process.kill(child.pid, 'SIGKILL');
      await child.exited;
    },
    stop: async () => {
      asked = true;
      await child.stop();
    },
    lines: () => lines,
    failure: () => failure,
  };
}
