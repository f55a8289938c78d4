/** `npm run check`: format, types, lint, docs, unit tests and synth, without any server. */
import { runStep, type StepResult } from './run-step.ts';
import { STATIC_STEPS } from './static-steps.ts';

const results: StepResult[] = [];
for (const [name, command, args] of STATIC_STEPS) results.push(await runStep(name, command, args));
results.push(await runStep('unit tests', 'vitest', ['run', '--project', 'unit']));
results.push(await runStep('synth', 'npm', ['run', '--silent', 'synth']));

process.stdout.write('\n');
for (const { name, ok, seconds } of results) {
  process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(12)} ${seconds.toFixed(1)} s\n`);
}
process.exitCode = results.every((result) => result.ok) ? 0 : 1;
