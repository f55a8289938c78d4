import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { isJsonObject, parseJsonObject } from '#contracts/read.ts';
import { deploymentConfig, STAGE_NAMES } from '../../lib/config.ts';
import { stageSettings } from '../../lib/stage-settings.ts';
import { MONGODB_RIGHTS } from '../../tools/aws/preflight/database-rights.ts';
import { synthesise, type Synthesised } from './synthesise.ts';

const textOf = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const guide = textOf('docs/deploy.md');
const found = (pattern: RegExp): string[] => [...new Set([...guide.matchAll(pattern)].map(([, name = '']) => name))];

describe('docs/deploy.md', () => {
  let deployed: Synthesised;
  /** `data ReaderRoleArn` */
  let outputs: readonly string[];
  beforeAll(() => {
    // A fixed address adds an output; without a host the secret for the database is there, with the roles.
    deployed = synthesise({ fixedEgress: true });
    outputs = deployed.stacks.flatMap(({ node }) =>
      Object.keys(deployed.template(node.id).findOutputs('*')).map((name) => `${node.id.toLowerCase()} ${name}`),
    );
  });

  test('names npm scripts that there are', () => {
    const { scripts } = parseJsonObject(textOf('package.json'));
    const names = found(/npm run (?:-s )?([a-z:]+)/g);
    expect(names).toEqual(expect.arrayContaining(['preflight', 'outputs', 'smoke', 'admin', 'topics', 'cost']));
    expect(names.filter((name) => !isJsonObject(scripts) || scripts[name] === undefined)).toEqual([]);
  });

  test('deploys and destroys stacks that there are', () => {
    const ids = deployed.stacks.map(({ node }) => node.id);
    const named = found(/npx cdk (?:deploy|destroy)((?: [A-Z][a-z]+)+)/g).flatMap((list) => list.trim().split(' '));
    expect(named).toEqual(expect.arrayContaining(['Data', 'Network', 'Kafka']));
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('reads outputs that there are, from the stacks that have them', () => {
    const read = found(/\$\(output ([a-z]+ [A-Za-z]+)\)/g);
    expect(read).toEqual(expect.arrayContaining(['data ReaderRoleArn', 'data DatabaseSecretArn', 'site SiteUrl']));
    expect(read.filter((output) => !outputs.includes(output))).toEqual([]);
    const names = outputs.map((output) => output.split(' ')[1]);
    expect(found(/`([A-Z][A-Za-z]+(?:Arn|Url|Address))`/g).filter((name) => !names.includes(name))).toEqual([]);
  });

  test('reads an output of a stack that is not deployed as nothing', () => {
    const [, script = ''] = /node -p "(JSON\.parse[^"]+)"/.exec(guide) ?? [];
    const read = (stack: string, input: string): string => {
      const args = ['-p', script.replace('$1', stack).replace('$2', 'ReaderRoleArn')];
      return execFileSync(process.execPath, args, { input, encoding: 'utf8' }).trim();
    };
    const outputsJson = JSON.stringify({ stacks: { data: { outputs: { ReaderRoleArn: 'arn' } }, site: {} } });
    expect(['data', 'site', 'live'].map((stack) => read(stack, outputsJson))).toEqual(['arn', '', '']);
  });

  test('shows settings that there are and that a stage takes', () => {
    const settings = Object.keys(deploymentConfig('dev'));
    const inTables = [...guide.matchAll(/^\| ((?:`[a-zA-Z]+`(?:, )?)+) +\|/gm)].flatMap(([, names = '']) =>
      names.split(', ').map((name) => name.replaceAll('`', '')),
    );
    const lowerCase = inTables.filter((name) => /^[a-z]/.test(name));
    expect(lowerCase).toEqual(expect.arrayContaining(['databaseHost', 'fixedEgress', 'databaseStorageMb', 'kafka']));
    expect(lowerCase.filter((name) => !settings.includes(name))).toEqual([]);
    const [, file = ''] = /```json\n([\s\S]+?)```/.exec(guide) ?? [];
    const own = stageSettings({ stage: 'dev', file, context: null });
    expect(deploymentConfig('dev', own)).toMatchObject(own);
    for (const [text] of guide.matchAll(/\{"mode":"(?:provisioned|serverless)"[^`…]*\}/g)) {
      expect(() => deploymentConfig('dev', { kafka: JSON.parse(text) as unknown })).not.toThrow();
    }
    expect(STAGE_NAMES).toEqual(['dev', 'prod']);
  });

  test("gives the database's users the rights that preflight looks for", () => {
    for (const [role, output] of Object.entries({ reader: 'Reader', writer: 'Writer', schema: 'Schema' } as const)) {
      const [, given] = new RegExp(`${output}RoleArn\\)" --awsIAMType ROLE --role (\\S+)`).exec(guide) ?? [];
      const needed = Object.entries(MONGODB_RIGHTS).find(([name]) => name === role)?.[1] ?? [];
      expect(given).toBe(needed.map((right) => `${right}@airlines`).join(','));
    }
  });

  test('links to sections of the runbook that there are', () => {
    const slugs = [...textOf('docs/runbook.md').matchAll(/^#{2,3} (.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-'),
    );
    const linked = found(/runbook\.md#([a-z0-9-]+)/g);
    expect(linked).toContain('a-fixed-address-for-functions');
    expect(linked.filter((slug) => !slugs.includes(slug))).toEqual([]);
  });
});
