import { spawn, type ChildProcess } from 'node:child_process';

export interface StepResult {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
}

/** Runs one command of the quality gate with its output shown, and times it. Never throws for a command that fails. */
export async function runStep(name: string, command: string, args: readonly string[]): Promise<StepResult> {
  process.stdout.write(`\n> ${name}\n`);
  return timed(name, spawn(command, args, { stdio: 'inherit' }));
}

/** The same for one of several at a time: its output comes in one piece when it has ended. */
export async function runStepBeside(name: string, command: string, args: readonly string[]): Promise<StepResult> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk));
  const result = await timed(name, child);
  process.stdout.write(`\n> ${name}\n`);
  process.stdout.write(Buffer.concat(output));
  return result;
}

async function timed(name: string, child: ChildProcess): Promise<StepResult> {
  const startedMs = performance.now();
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      process.stderr.write(`${name}: ${error.message}\n`);
      resolve(null);
    });
    child.once('close', resolve);
  });
  return { name, ok: code === 0, seconds: (performance.now() - startedMs) / 1000 };
}
