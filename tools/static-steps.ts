/** The checks that need no test runner, each a command of node_modules/.bin with its arguments. */
export const STATIC_STEPS: readonly (readonly [name: string, command: string, args: readonly string[]])[] = [
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
  ['types', 'tsc', ['-b', 'tsconfig.json']],
  ['lint', 'eslint', ['--cache', '--cache-location', '.local/eslint-cache', '--max-warnings', '0', '.']],
  ['docs', 'node', ['tools/check-docs.ts']],
];
