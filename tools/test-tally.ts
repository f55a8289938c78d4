/** How many tests of a kind passed and failed, and the names of those that were skipped. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
}

export const EMPTY_TALLY: Tally = { passed: 0, failed: 0, skipped: [] };

interface Assertion {
  readonly status: string;
  readonly fullName: string;
}

export function addTallies(a: Tally, b: Tally): Tally {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: [...a.skipped, ...b.skipped] };
}

/**
 * Counts Vitest's JSON report. The runner's own exit code has the last word: a run that died, or failed outside of any
 * test (a suite that could not be loaded, an unhandled rejection), is at least one failure, and so is a run without tests.
 */
export function tallyOfReport(report: unknown, runnerSucceeded: boolean): Tally {
  const assertions = assertionsOf(report);
  const passed = assertions.filter(({ status }) => status === 'passed').length;
  const failed = assertions.filter(({ status }) => status === 'failed').length;
  const skipped = assertions
    .filter(({ status }) => status !== 'passed' && status !== 'failed')
    .map(({ fullName }) => fullName);
  const broken = !runnerSucceeded || assertions.length === 0;
  return { passed, failed: broken ? Math.max(1, failed) : failed, skipped };
}

function assertionsOf(report: unknown): readonly Assertion[] {
  if (typeof report !== 'object' || report === null || !('testResults' in report)) return [];
  const files: readonly unknown[] = Array.isArray(report.testResults) ? report.testResults : [];
  return files.flatMap((file) => {
    const hasResults = typeof file === 'object' && file !== null && 'assertionResults' in file;
    const results: readonly unknown[] = hasResults && Array.isArray(file.assertionResults) ? file.assertionResults : [];
    return results.filter(isAssertion);
  });
}

function isAssertion(value: unknown): value is Assertion {
  return (
    typeof value === 'object' &&
    value !== null &&
    'status' in value &&
    'fullName' in value &&
    typeof value.status === 'string' &&
    typeof value.fullName === 'string'
  );
}
