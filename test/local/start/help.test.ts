import { expect, test } from 'vitest';
import { startHelp } from '../../../local/start/help.ts';

test('every line of the help keeps what is named apart from what is said of it', () => {
  const [, variables = ''] = startHelp().split('Other environment variables:');
  const rows = variables.split('\n').filter((line) => line.startsWith('  '));
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.filter((row) => !/^ {2}[A-Z][A-Z0-9_]+(?:, [A-Z][A-Z0-9_]+)* {2,}\S/.test(row))).toEqual([]);
});
