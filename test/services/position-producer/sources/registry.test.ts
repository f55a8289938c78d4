import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SOURCES } from '../../../../services/position-producer/sources/registry.ts';

const folder = new URL('../../../../services/position-producer/sources/', import.meta.url);

test('every file that defines a source is listed, under its own name', () => {
  const defining = readdirSync(folder).filter((file) =>
    readFileSync(new URL(file, folder), 'utf8').includes(': SourceDefinition = {'),
  );
  expect(SOURCES.map((source) => `${source.name}.ts`).sort()).toEqual(defining.sort());
});

test('an option that several sources have means the same variable everywhere', () => {
  const variables = new Map<string, string>();
  for (const { name, env } of SOURCES.flatMap((source) => source.flags)) {
    expect(variables.get(name) ?? env).toBe(env);
    variables.set(name, env);
  }
});
