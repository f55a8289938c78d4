import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFunctionLogger } from '#adapters/observability/function-logger.ts';
import { parseJsonObject } from '#contracts/read.ts';

let written: string[];
beforeEach(() => {
  written = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((text) => written.push(text.toString()) > 0);
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

test.each([
  ['on Lambda', 'airlines-dev-live-store', ['written']],
  ['on one machine', '', ['asked for by nobody', 'written']],
])('a function logs %s under its name, and only Lambda’s own setting changes the level', (_where, lambda, messages) => {
  vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', lambda);
  vi.stubEnv('AWS_LAMBDA_LOG_LEVEL', 'WARN');
  const logger = createFunctionLogger('position-store');
  logger.info('asked for by nobody');
  logger.warn('written');
  const lines = written.map(parseJsonObject);
  expect(lines.map(({ message }) => message)).toEqual(messages);
  expect(lines.at(-1)).toMatchObject({ level: 'warn', function: 'position-store' });
});
