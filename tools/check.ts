/** `npm run check`: format, types, lint, docs, unit tests and synth, without any server. */
import { runStepBeside, type StepResult } from './run-step.ts';
import { STATIC_STEPS } from './static-steps.ts';

type Step = (typeof STATIC_STEPS)[number];

async function inTurn(steps: readonly Step[]): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for (const step of steps) results.push(await runStepBeside(...step));
  return results;
}

// Two at a time: what reads the sources, and what runs them, take about as long as each other.
const [read, run] = await Promise.all([
  inTurn(STATIC_STEPS),
  inTurn([
    [
      'unit tests',
      'vitest',
      ['run', '--project', 'unit', '--project', 'globals', '--project', 'stacks', '--reporter=dot'],
    ],
    ['synth', 'npm', ['run', '--silent', 'synth']],
  ]),
]);
const results = [...read, ...run];

process.stdout.write('\n');
for (const { name, ok, seconds } of results) {
  process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(12)} ${seconds.toFixed(1)} s\n`);
}
process.exitCode = results.every((result) => result.ok) ? 0 : 1;
