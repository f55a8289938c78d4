import { spawn } from 'node:child_process';

export interface StepResult {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
}

/** Runs one command of the quality gate with its output shown, and times it. Never throws for a command that fails. */
export async function runStep(name: string, command: string, args: readonly string[]): Promise<StepResult> {
  process.stdout.write(`\n> ${name}\n`);
  const startedMs = performance.now();
  const code = await new Promise<number | null>((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit' });
    child.once('error', (error) => {
      process.stderr.write(`${name}: ${error.message}\n`);
      resolve(null);
    });
    child.once('exit', resolve);
  });
  return { name, ok: code === 0, seconds: (performance.now() - startedMs) / 1000 };
}
