import { defineConfig } from 'vitest/config';
import { CHANGING_GLOBALS } from './test/changing-globals.ts';

/**
 * Integration tests mostly wait for servers, and each file has a database, topics and groups of its own: two at a time. A
 * browser that draws without a GPU takes the machine for itself.
 */
const filesAtOnce = (name: string) => {
  if (name === 'globals') return {};
  // Modules hold no state, so they are loaded once for each process, not for each file: a third of the time.
  if (name === 'unit' || name === 'stacks') return { isolate: false };
  return name === 'integration' ? { maxWorkers: 2 } : { fileParallelism: false };
};

/**
 * Kinds of tests, each a project of its own: `unit` and `globals` need only memory, `stacks` synthesises with the CDK, the
 * others start what they name.
 */
const kind = (
  name: string,
  include: string[],
  timeoutMs: number,
  globalSetup: string[] = [],
  exclude: string[] = [],
) => ({
  extends: true as const,
  test: {
    name,
    include,
    exclude,
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs * 2,
    globalSetup,
    // A poll ends when what it waits for is there: on a machine under load one second is no proof of its absence.
    expect: { poll: { timeout: timeoutMs / 4, interval: 50 } },
    ...filesAtOnce(name),
  },
});

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    projects: [
      kind(
        'unit',
        ['test/{packages,lambdas,services,frontend,local,bench,tools}/**/*.test.{ts,tsx}'],
        20_000,
        [],
        CHANGING_GLOBALS,
      ),
      kind('globals', CHANGING_GLOBALS, 20_000),
      kind('stacks', ['test/lib/**/*.test.ts'], 20_000, ['test/lib/synth-folder.ts']),
      kind('contract', ['test/contract/**/*.test.ts'], 60_000, ['test/lib/synth-folder.ts']),
      kind('integration', ['test/integration/**/*.test.ts'], 120_000, ['test/integration/services.ts']),
      kind('e2e', ['test/e2e/**/*.test.ts'], 180_000),
    ],
  },
});
