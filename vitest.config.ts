import { defineConfig } from 'vitest/config';

/**
 * Integration tests mostly wait for servers, and each file has a database, topics and groups of its own: two at a time. A
 * browser that draws without a GPU takes the machine for itself.
 */
const filesAtOnce = (name: string) => {
  if (name === 'unit') return {};
  // CDK takes seconds to load: once for each process, not for each file.
  if (name === 'stacks') return { isolate: false };
  return name === 'integration' ? { maxWorkers: 2 } : { fileParallelism: false };
};

/**
 * Kinds of tests, each a project of its own: `unit` needs only memory, `stacks` synthesises with the CDK, the others start
 * what they name.
 */
const kind = (name: string, include: string[], timeoutMs: number, globalSetup: string[] = []) => ({
  extends: true as const,
  test: {
    name,
    include,
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
      kind('unit', ['test/{packages,lambdas,services,frontend,local,bench,tools}/**/*.test.{ts,tsx}'], 20_000),
      kind('stacks', ['test/lib/**/*.test.ts'], 20_000, ['test/lib/synth-folder.ts']),
      kind('contract', ['test/contract/**/*.test.ts'], 60_000, ['test/lib/synth-folder.ts']),
      kind('integration', ['test/integration/**/*.test.ts'], 120_000, ['test/integration/services.ts']),
      kind('e2e', ['test/e2e/**/*.test.ts'], 180_000),
    ],
  },
});
