/**
 * `npm test`: every kind of test, one after the other, each with its time; the last line is `N passed, N failed` over all
 * of them. Skipped tests are named. A kind that ran nothing or whose runner died counts as a failure.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { runStep } from './run-step.ts';
import { BUILD_STEPS, STATIC_STEPS } from './static-steps.ts';
import { addTallies, EMPTY_TALLY, tallyOfReport, type Tally } from './test-tally.ts';

const KINDS = ['unit', 'globals', 'stacks', 'contract', 'integration', 'e2e'] as const;
const REPORTS = '.local/test-reports';

mkdirSync(REPORTS, { recursive: true });
const lines: string[] = [];
let total: Tally = EMPTY_TALLY;

function record(kind: string, seconds: number, tally: Tally): void {
  total = addTallies(total, tally);
  const skipped = tally.skipped.length > 0 ? `, ${tally.skipped.length} skipped` : '';
  lines.push(
    `${kind.padEnd(12)} ${seconds.toFixed(1).padStart(7)} s  ${tally.passed} passed, ${tally.failed} failed${skipped}`,
  );
}

for (const [name, command, args] of [...STATIC_STEPS, ...BUILD_STEPS]) {
  const { ok, seconds } = await runStep(name, command, args);
  record(name, seconds, { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: [] });
}

for (const kind of KINDS) {
  const report = `${REPORTS}/${kind}.json`;
  rmSync(report, { force: true });
  const { ok, seconds } = await runStep(`${kind} tests`, 'vitest', [
    'run',
    '--project',
    kind,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  record(kind, seconds, tallyOfReport(readReport(report), ok));
}

process.stdout.write(`\n${lines.join('\n')}\n`);
for (const name of total.skipped) process.stdout.write(`skipped: ${name}\n`);
if (total.skipped.length > 0) process.stdout.write(`${total.skipped.length} skipped\n`);
process.exitCode = total.failed === 0 ? 0 : 1;
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);

function readReport(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
