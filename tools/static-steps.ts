/** The checks that need no test runner, each a command of node_modules/.bin with its arguments. */
export const STATIC_STEPS: readonly (readonly [name: string, command: string, args: readonly string[]])[] = [
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
  ['types', 'tsc', ['-b', 'tsconfig.json']],
  ['lint', 'eslint', ['--cache', '--cache-location', '.local/eslint-cache', '--max-warnings', '0', '.']],
  ['docs', 'node', ['tools/check-docs.ts']],
];

/** What is built without any server: templates of the deployment, and the page with its weight. */
export const BUILD_STEPS: typeof STATIC_STEPS = [
  ['synth', 'npm', ['run', '--silent', 'synth']],
  ['page', 'npm', ['run', '--silent', 'build:page']],
  ['page weight', 'node', ['tools/check-bundle.ts']],
];
