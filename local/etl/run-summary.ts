import type { EtlRun } from '#contracts/etl-run.ts';

const SHOWN_REMAINING = 10;
const LABEL_WIDTH = 12;
const NUMBER_WIDTH = 10;

/** What a run did, as a table for people. */
export function runSummary(run: EtlRun): string {
  const { kind, source, state, seconds, problem, remaining } = run;
  const rejected = Object.entries(run.rejected);
  const left = remaining.slice(0, SHOWN_REMAINING).map((line) => `    ${line}`);
  const more = remaining.length - left.length;
  return [
    `${kind} of ${source === 'sample' ? 'sample data' : 'the Lufthansa API'}: ${state} after ${Math.round(seconds)} s`,
    row('calls', run.calls),
    row('received', run.received),
    row('stored', run.stored, `${run.changed.toLocaleString('en')} of them new or different`),
    row('merged', run.merged, 'doubles of another'),
    row(
      'rejected',
      rejected.reduce((sum, [, count]) => sum + count, 0),
      rejected.map(([reason, count]) => `${reason} ${count}`).join(', '),
    ),
    row('vanished', run.vanished),
    ...(problem === null ? [] : [`  problem: ${problem}`]),
    ...(left.length === 0 ? [] : ['  left to do:', ...left]),
    ...(more > 0 ? [`    and ${more} more`] : []),
  ].join('\n');
}

function row(label: string, count: number, about = ''): string {
  return `  ${label.padEnd(LABEL_WIDTH)}${count.toLocaleString('en').padStart(NUMBER_WIDTH)}  ${about}`.trimEnd();
}
