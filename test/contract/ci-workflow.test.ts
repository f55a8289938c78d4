import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadWorkflowParser, type FindWorkflowErrors } from './workflow-parser.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(new URL('../../.github/workflows/ci.yml', import.meta.url), 'utf8');
const packageJson = z
  .object({ scripts: z.record(z.string(), z.string()), devDependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')));

const step = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).default({}),
});
const job = z.object({
  'runs-on': z.string(),
  'timeout-minutes': z.number(),
  permissions: z.record(z.string(), z.string()).optional(),
  if: z.string().optional(),
  steps: z.array(step).min(1),
});
const workflow = z
  .object({
    on: z.record(z.string(), z.unknown()),
    permissions: z.record(z.string(), z.string()),
    concurrency: z.object({ group: z.string(), 'cancel-in-progress': z.string() }),
    jobs: z.record(z.string(), job),
  })
  .parse(parse(text));

const jobs = Object.entries(workflow.jobs);
const steps = jobs.flatMap(([, { steps: own }]) => own);
const scripts = steps.flatMap(({ run }) => run ?? []);

describe('what GitHub says of .github/workflows/ci.yml', () => {
  let findErrors: FindWorkflowErrors;
  beforeAll(async () => {
    findErrors = await loadWorkflowParser();
  });

  it('is nothing', () => {
    expect(findErrors(text)).toEqual([]);
  });

  it('would be something for a key or a name that it does not know', () => {
    expect(findErrors(text.replace('timeout-minutes', 'timeout-minute'))).toHaveLength(1);
    expect(findErrors(text.replaceAll('github.event_name', 'githb.event_name'))).not.toEqual([]);
  });
});

describe('the CI workflow', () => {
  it('checks, tests and synthesises on every push to main and every pull request, and compares', () => {
    expect(Object.keys(workflow.on)).toEqual(['push', 'pull_request']);
    expect(jobs.map(([name]) => name)).toEqual(['check', 'test', 'synth', 'diff']);
    for (const command of ['npm run check', 'npm test', 'npm run synth', 'npx cdk diff']) {
      expect(scripts.filter((script) => script.includes(command))).not.toEqual([]);
    }
  });

  it('pins every action to a commit and says which version that is', () => {
    const uses = text.split('\n').filter((line) => line.includes('uses:'));
    expect(uses.length).toBe(steps.filter(({ uses: action }) => action !== undefined).length);
    for (const line of uses) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('takes one action in one version only', () => {
    const pinned = new Set(text.match(/[\w-]+\/[\w-]+@[0-9a-f]{40} # v[\d.]+/g));
    const names = [...pinned].map((action) => action.split('@')[0]);
    expect(names).toEqual([...new Set(names)]);
  });

  it('may read the repository, and only the comparison may ask for a token of its own', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const [name, { permissions }] of jobs) {
      const expected = name === 'diff' ? { contents: 'read', 'id-token': 'write' } : undefined;
      expect([name, permissions]).toEqual([name, expected]);
    }
  });

  it('knows no secret and leaves no credentials in the checkout', () => {
    expect(text).not.toMatch(/\bsecrets\b\s*[.[]/);
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts).toHaveLength(jobs.length);
    for (const checkout of checkouts) expect(checkout.with['persist-credentials']).toBe(false);
  });

  it('lets nothing that others wrote into a script', () => {
    for (const script of scripts) expect(script.replaceAll('${{ matrix.context }}', '')).not.toContain('${{');
  });

  it('compares only for branches of this repository, where a role is named', () => {
    const condition = workflow.jobs['diff']?.if ?? '';
    expect(condition.split('&&').map((part) => part.trim())).toEqual([
      "github.event_name == 'pull_request'",
      'github.event.pull_request.head.repo.full_name == github.repository',
      "vars.AWS_DIFF_ROLE_ARN != ''",
    ]);
    expect(scripts.find((script) => script.includes('cdk diff'))).toContain('--method=template');
  });

  it('ends: every job has its time, on a system that is named by its version', () => {
    for (const [name, { 'timeout-minutes': minutes, 'runs-on': system }] of jobs) {
      expect([name, minutes <= 45, system]).toEqual([name, true, 'ubuntu-24.04']);
    }
    expect(workflow.concurrency.group).toContain('github.ref');
  });

  it('runs commands that there are', () => {
    const commands = scripts.flatMap((script) =>
      [...script.matchAll(/\bnpm run ([\w:]+)/g)].map(([, name]) => name ?? ''),
    );
    expect(commands).not.toEqual([]);
    for (const command of [...commands, 'test']) expect(Object.keys(packageJson.scripts)).toContain(command);
    expect(Object.keys(packageJson.devDependencies)).toContain('aws-cdk');
  });

  it('runs tests without CI in the environment, which would ask for captured data', () => {
    for (const script of scripts.filter((one) => /npm (test|run check)/.test(one))) {
      expect(script).toMatch(/^env -u CI npm /);
    }
  });

  it('keeps the servers for as long as what they are fetched by stays the same', () => {
    const [cache] = steps.filter(({ uses }) => uses?.startsWith('actions/cache@'));
    const key = String(cache?.with['key']);
    const [, list = ''] = /hashFiles\(([^)]*)\)/.exec(key) ?? [];
    const patterns = [...list.matchAll(/'([^']+)'/g)].map(([, pattern]) => pattern ?? '');
    expect(patterns).not.toEqual([]);
    for (const pattern of patterns) expect([pattern, globSync(pattern, { cwd: root })]).not.toEqual([pattern, []]);
    for (const name of ['kafka-jars.sha256', 'ministack-wheels.sha256', 'fetch-mongod.ts']) {
      expect(patterns.flatMap((pattern) => globSync(pattern, { cwd: root })).join(' ')).toContain(name);
    }
  });
});
