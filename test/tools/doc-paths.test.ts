import { describe, expect, test } from 'vitest';
import { findDoubleNumbers, findNamedPaths, isKnownPath } from '../../tools/doc-paths.ts';

const ROOT = ['packages', 'lambdas', 'docs', 'test', '.ci'];
const pathsOf = (markdown: string) => findNamedPaths(markdown, ROOT).map((named) => named.path);

describe('findNamedPaths()', () => {
  test.each([
    ['a code span', 'See `packages/domain/motion.ts`.', ['packages/domain/motion.ts']],
    ['a folder', '`lambdas/http-api/` is private', ['lambdas/http-api']],
    ['a hidden folder', '`.ci/run`', ['.ci/run']],
    [
      'a subpath import',
      '`#domain/geo.ts` and `#adapters/mongo/*`',
      ['packages/domain/geo.ts', 'packages/adapters/mongo/*'],
    ],
    ['a placeholder', '`lambdas/<name>/handler.ts`', ['lambdas/*/handler.ts']],
    ['a placeholder for a path', '`test/<source path>.test.ts`', ['test/**.test.ts']],
    ['a link', '[why](decisions/0001-x.md#reasons) [web](https://x.example/a.md)', ['decisions/0001-x.md']],
    ['a bare source file', '`fetch-mongod.ts`', ['fetch-mongod.ts']],
    ['the end of a path', '`mongo/connection.ts`', ['mongo/connection.ts']],
    ['a command', '`npx vitest run test/domain/geo.test.ts --bail=1`', ['test/domain/geo.test.ts']],
    ['a code block', '```\nlambdas/<name>/   handler.ts\n```', ['lambdas/*', 'handler.ts']],
  ])('finds %s', (_case, markdown, expected) => {
    expect(pathsOf(markdown)).toEqual(expected);
  });

  test.each([
    'packages/domain/motion.ts outside of code',
    '`/api/positions`',
    '`/config.json`',
    '`aircraft.json`',
    '`../shared/data/x.ts`',
    '`.local/runtime.ts`',
    '`<data>/runtime.json`',
    '`application/json`',
    '`@hono/zod-openapi`',
    '`https://example.com/a.ts`',
    '`--source readsb`',
    'imports end in `.ts`',
  ])('leaves %s alone', (markdown) => {
    expect(pathsOf(markdown)).toEqual([]);
  });

  test('tells the line', () => {
    expect(findNamedPaths('# T\n\n`docs/a.md`', ROOT)).toEqual([{ path: 'docs/a.md', line: 3 }]);
  });
});

describe('isKnownPath()', () => {
  const entries = new Set(['docs', 'docs/decisions', 'docs/decisions/0001-x.md', 'lambdas/http-api/handler.ts']);

  test.each([
    ['docs/decisions/0001-x.md', '', true],
    ['decisions/0001-x.md', 'docs', true],
    ['http-api/handler.ts', '', true],
    ['handler.ts', 'docs', true],
    ['docs/decisions/*-*.md', '', true],
    ['lambdas/*/handler.ts', '', true],
    ['lambdas/*.ts', '', false],
    ['lambdas/**.ts', '', true],
    ['andler.ts', '', false],
    ['docs/decisions/0002-y.md', '', false],
    ['docs/decisions/0001-xymd', '', false],
  ])('%s from %j: %s', (path, folder, expected) => {
    expect(isKnownPath(path, folder, entries)).toBe(expected);
  });
});

test('findDoubleNumbers() finds decisions that share a number', () => {
  const paths = ['docs/decisions/0001-a.md', 'docs/decisions/0002-b.md', 'docs/decisions/0002-c.md', 'docs/0001-d.md'];
  expect(findDoubleNumbers(paths)).toEqual(['0002']);
});
