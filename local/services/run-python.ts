import { describeExit } from '../processes/process-exit.ts';
import { startProcess } from '../processes/supervised-process.ts';

export interface PythonRun {
  /** The command, `python3`. */
  readonly python: string;
  readonly args: readonly string[];
  /** What it is run for, in the message of a failure: `Fetching MongoDB`. */
  readonly purpose: string;
  /** Folder for its temporary files. @default the machine's */
  readonly temporary?: string;
}

/** Runs Python to its end. @throws Error with its last words where it fails */
export async function runPython({ python, args, purpose, temporary }: PythonRun): Promise<void> {
  const env = temporary === undefined ? process.env : { ...process.env, TMPDIR: temporary };
  const exit = await startProcess({ name: 'python', command: python, args, env }).exited;
  if (exit.code !== 0) throw new Error(describeExit(`${purpose} with ${python} ${args.slice(0, 3).join(' ')}`, exit));
}
