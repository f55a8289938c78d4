import { describe, expect, test } from 'vitest';
import { addTallies, EMPTY_TALLY, tallyOfReport } from '../../tools/test-tally.ts';

const report = (...statuses: string[]) => ({
  testResults: [{ assertionResults: statuses.map((status, index) => ({ status, fullName: `test ${index}` })) }],
});

describe('tallyOfReport()', () => {
  test('counts passed and failed tests and names the skipped ones', () => {
    const tally = tallyOfReport(report('passed', 'failed', 'skipped', 'passed'), false);
    expect(tally).toEqual({ passed: 2, failed: 1, skipped: ['test 2'] });
  });

  test('counts a runner that failed outside of any test as a failure', () => {
    expect(tallyOfReport(report('passed'), false)).toEqual({ passed: 1, failed: 1, skipped: [] });
  });

  test('counts a kind without a single test as a failure', () => {
    expect(tallyOfReport({ testResults: [] }, true).failed).toBe(1);
    expect(tallyOfReport(null, true).failed).toBe(1);
  });

  test('takes an all-skipped kind for what it is', () => {
    expect(tallyOfReport(report('skipped'), true)).toEqual({ passed: 0, failed: 0, skipped: ['test 0'] });
  });
});

test('addTallies() adds counts and keeps all names', () => {
  const one = { passed: 1, failed: 2, skipped: ['a'] };
  expect(addTallies(addTallies(EMPTY_TALLY, one), one)).toEqual({ passed: 2, failed: 4, skipped: ['a', 'a'] });
});
