import { expect, test } from 'vitest';
import { runSummary } from '../../../local/etl/run-summary.ts';
import { anEtlRun } from '../../fixtures/etl-run.ts';

test('a run is told with its counts', () => {
  expect(runSummary(anEtlRun()).split('\n')).toEqual([
    'references of sample data: complete after 60 s',
    '  calls              260',
    '  received        24,000',
    '  stored          23,990  12 of them new or different',
    '  merged               8  doubles of another',
    '  rejected             2  code_missing 2',
    '  vanished             1',
  ]);
});

test('a run that stopped is told with why, and with the first of what is left', () => {
  const remaining = Array.from({ length: 14 }, (_, n) => `airports/${n}`);
  const text = runSummary(
    anEtlRun({ state: 'incomplete', source: 'lufthansa', remaining, problem: 'its time was up' }),
  );
  expect(text).toContain('references of the Lufthansa API: incomplete');
  expect(text).toContain('  problem: its time was up\n  left to do:\n    airports/0\n');
  expect(text).toContain('    airports/9\n    and 4 more');
});
