import { ESLint } from 'eslint';
import { beforeAll, describe, expect, test } from 'vitest';

/**
 * The zones fail open: a pattern that matches nothing is silently no rule. So each one is broken here on purpose, in a
 * file that exists only as text, and must be reported.
 */
const VIOLATIONS: readonly (readonly [zone: string, file: string, code: string])[] = [
  ['domain imports contracts', 'packages/domain/planted.ts', "import '#contracts/names.ts';"],
  ['domain imports a package', 'packages/domain/planted.ts', "import 'kafkajs';"],
  ['domain imports Node', 'packages/domain/planted.ts', "import 'node:fs';"],
  ['domain reads the clock', 'packages/domain/planted.ts', 'export const t = Date.now();'],
  ['domain makes a date of now', 'packages/domain/planted.ts', 'export const t = new Date();'],
  ['domain rolls dice', 'packages/domain/planted.ts', 'export const r = Math.random();'],
  ['contracts import adapters', 'packages/contracts/planted.ts', "import '#adapters/mongo/connection.ts';"],
  ['contracts import Node', 'packages/contracts/planted.ts', "import 'node:zlib';"],
  ['adapters import a lambda', 'packages/adapters/mongo/planted.ts', "import '../../../lambdas/http-api/handler.ts';"],
  ['adapters read the clock', 'packages/adapters/mongo/planted.ts', 'export const t = Date.now();'],
  ['a lambda imports another', 'lambdas/http-api/planted.ts', "import '../websocket/handler.ts';"],
  [
    'a folder of a lambda imports another lambda',
    'lambdas/http-api/answers/planted.ts',
    "import '../../websocket/handler.ts';",
  ],
  ['a folder of a lambda rolls dice', 'lambdas/http-api/answers/planted.ts', 'export const r = Math.random();'],
  ['a lambda rolls dice', 'lambdas/http-api/planted.ts', 'export const r = Math.random();'],
  ['a service imports local', 'services/position-producer/planted.ts', "import '../../local/start.ts';"],
  [
    'a source reaches out of its service',
    'services/position-producer/sources/planted.ts',
    "import '../../../local/start.ts';",
  ],
  ['lib imports an adapter', 'lib/planted.ts', "import '#adapters/mongo/connection.ts';"],
  ['lib imports a lambda', 'lib/constructs/planted.ts', "import '../../lambdas/http-api/handler.ts';"],
  ['bin imports the domain', 'bin/planted.ts', "import '#domain/position.ts';"],
  ['the page imports an adapter', 'frontend/src/planted.ts', "import '#adapters/mongo/connection.ts';"],
  ['the page imports a lambda', 'frontend/src/planted.ts', "import '../../lambdas/http-api/handler.ts';"],
  ['the page imports the map library outside map/', 'frontend/src/ui/planted.ts', "import 'maplibre-gl';"],
  ['local imports infrastructure', 'local/planted.ts', "import '../lib/config.ts';"],
  ["an operator's command imports stacks", 'tools/aws/planted.ts', "import '../../lib/stacks/data-stack.ts';"],
];
const ZONE_RULES = new Set(['no-restricted-imports', 'no-restricted-properties', 'no-restricted-syntax']);

describe('import zones', () => {
  let eslint: ESLint;
  beforeAll(() => {
    eslint = new ESLint({
      // The planted files exist only as text, which the type-aware parser refuses.
      overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parserOptions: { projectService: false } } }],
      ruleFilter: ({ ruleId }) => ZONE_RULES.has(ruleId),
    });
  });

  test.each(VIOLATIONS)('%s: is reported', async (_zone, filePath, code) => {
    const [result] = await eslint.lintText(code, { filePath });
    expect(result?.messages.filter(({ ruleId }) => ruleId !== null && ZONE_RULES.has(ruleId))).not.toHaveLength(0);
  });

  test('what a zone allows is not reported', async () => {
    const [result] = await eslint.lintText("import '#contracts/names.ts'; import '#domain/position.ts';", {
      filePath: 'packages/adapters/mongo/planted.ts',
    });
    expect(result?.messages).toEqual([]);
  });
});
