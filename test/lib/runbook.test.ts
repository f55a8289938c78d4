import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { plainId, synthesise, type Synthesised } from './synthesise.ts';

const root = new URL('../../', import.meta.url);
const runbook = readFileSync(new URL('docs/runbook.md', root), 'utf8');
const found = (pattern: RegExp): string[] => [...new Set([...runbook.matchAll(pattern)].map(([, name = '']) => name))];

describe('docs/runbook.md', () => {
  let deployed: Synthesised;
  beforeAll(() => {
    // A fixed address adds an output; without a host there is the secret for the database.
    deployed = synthesise({ fixedEgress: true });
  });
  const idsOf = (type: string): string[] =>
    deployed
      .everything()
      .filter(([, , { Type }]) => Type === type)
      .map(([, id]) => plainId(id));

  test('reads outputs that there are, from the stacks that have them', () => {
    const outputs = deployed.stacks.flatMap(({ node: { id } }) =>
      Object.keys(deployed.template(id).findOutputs('*')).map((name) => `${id.toLowerCase()} ${name}`),
    );
    const read = found(/\$\(out ([a-z]+ [A-Za-z]+)\)/g);
    expect(read).toEqual(expect.arrayContaining(['site SiteUrl', 'schema SchemaFunctionName']));
    expect(read.filter((output) => !outputs.includes(output))).toEqual([]);
  });

  test('knows the functions and log groups that there are by a part of their name', () => {
    const [functions, groups] = [idsOf('AWS::Lambda::Function'), idsOf('AWS::Logs::LogGroup')];
    const table = /^\| folder in `lambdas\/` [^]*?\n\n/m.exec(runbook)?.[0] ?? '';
    const parts = [...table.matchAll(/`([A-Z]\w+)`/g)].map(([, part = '']) => part);
    for (const part of [...parts, ...found(/\$\(fn (\w+)\)/g)]) {
      expect(functions.filter((id) => id.includes(part))).toHaveLength(1);
    }
    for (const part of [...parts, ...found(/\$\(group ([A-Z]\w+)\)/g), ...found(/`trouble ([A-Z]\w+)`/g)]) {
      expect(`${part} ${groups.filter((id) => id.includes(part)).length}`).toBe(`${part} 1`);
    }
    const folders = readdirSync(new URL('lambdas', root), { withFileTypes: true });
    for (const { name } of folders.filter((entry) => entry.isDirectory())) expect(table).toContain(name);
  });

  test('leads to sections that it has', () => {
    const anchors = found(/^#+ (.+)$/gm).map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );
    expect(found(/\]\(#([^)]+)\)/g).filter((anchor) => !anchors.includes(anchor))).toEqual([]);
  });
});
