import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CHANGING_GLOBALS } from '../changing-globals.ts';

const CHANGES =
  /vi\.(mock|doMock|stubEnv|stubGlobal|useFakeTimers|spyOn|resetModules)\(|mockClient\(|process\.env\[[^\]]+\]\s*=[^=]|delete process\.env/;

it('tests that change what a process has but once are listed, and run in a process of their own', () => {
  const listed = new Set(globSync([...CHANGING_GLOBALS]));
  const changing = globSync('test/{packages,lambdas,services,frontend,local,bench,tools}/**/*.test.{ts,tsx}').filter(
    (path) => !path.endsWith('changing-globals.test.ts') && CHANGES.test(readFileSync(path, 'utf8')),
  );
  expect(changing.length).toBeGreaterThan(5);
  expect(changing.filter((path) => !listed.has(path))).toEqual([]);
});
