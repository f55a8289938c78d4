import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll, describe, expect, it } from 'vitest';
import { DEPLOYMENTS, deployed } from './deployments.ts';
import { EXCEPTIONS } from './rule-exceptions.ts';
import type { Deployed } from './rules/deployed.ts';
import { ALSO_PLANTED, PLANTED } from './rules/planted-faults.ts';
import { STATEFUL } from './rules/upkeep-rules.ts';
import type { Resource } from './synthesise.ts';
import { RULES, type RuleName } from './template-rules.ts';

const all = Object.values(DEPLOYMENTS).map((options) => deployed(...options));
const names = Object.keys(RULES) as RuleName[];
const faultsOf = (name: RuleName): string[] => [...new Set(all.flatMap((one) => RULES[name](one)))];

const outdir = mkdtempSync(join(tmpdir(), 'rules-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

/** A deployment of one stack, `Planted`, with what is put into it. CDK's own checks would tell of some of that as well. */
function deployedWith(plant: (stack: Stack) => unknown): Deployed {
  const stack = new Stack(new App({ outdir, builtinCloudFormationValidation: false }), 'Planted');
  plant(stack);
  const template = Template.fromStack(stack).toJSON() as { Resources?: Record<string, Resource> };
  const resources = Object.entries(template.Resources ?? {});
  return {
    templates: new Map([['Planted', template]]),
    resources: resources.map(([id, resource]) => ({ stack: 'Planted', id, resource })),
  };
}

describe.each(names)('%s', (name) => {
  const exceptions = EXCEPTIONS[name] ?? [];

  it('is in no template of any deployment, but for reasons that are listed', () => {
    expect(faultsOf(name).filter((fault) => !exceptions.some(([pattern]) => pattern.test(fault)))).toEqual([]);
  });

  it('has no listed reason that answers nothing', () => {
    const faults = faultsOf(name);
    expect(exceptions.filter(([pattern]) => !faults.some((fault) => pattern.test(fault)))).toEqual([]);
  });

  it('would be told', () => {
    const [plant, fault] = PLANTED[name];
    expect(RULES[name](deployedWith(plant))).toContain(fault);
    expect(RULES[name]({ templates: new Map(), resources: [] })).toEqual([]);
  });
});

it.each(ALSO_PLANTED)('%s is told in its other forms too', (name, plant, fault) => {
  expect(RULES[name](deployedWith(plant))).toContain(fault);
});

it('pins the logical ids of what holds state: another id would be another, empty one', () => {
  const stateful = all.flatMap(({ resources }) => resources.filter(({ resource: { Type } }) => STATEFUL.test(Type)));
  const lines = stateful.map(({ stack, id, resource }) => `${stack} ${id} ${resource.DeletionPolicy ?? ''}`);
  expect([...new Set(lines)].sort()).toMatchInlineSnapshot(`
    [
      "Data DatabaseUri1A444FB5 Retain",
      "Data LufthansaCredentialsE3C92B15 Retain",
      "Data SiteLogsC1CEC47D Retain",
      "Etl DeadLettersBBF8BAAB Delete",
      "Kafka ProvisionedClusterED675CAC Delete",
      "Kafka ProvisionedDeadLetters5CF2297C Delete",
      "Kafka ProvisionedPositionsC26B5092 Delete",
      "Kafka ServerlessClusterEF350286 Delete",
      "Live CompactionDeadLetters9939C850 Delete",
      "Live SendingParameter08131C6A Delete",
      "Network EgressAddress5BA57CC7 Delete",
      "Observability NoticesKey98C62BF4 Delete",
      "Schema SchemaDeadLettersA1C2D422 Delete",
      "Site OriginBCF5A9D0 Delete",
      "Site SiteBucket978D4AEB Retain",
    ]
  `);
});

describe('what one stack takes from another', () => {
  interface Exporting {
    readonly Outputs?: Readonly<Record<string, { readonly Export?: { readonly Name: string } }>>;
  }
  const exportsOf = (template: Exporting): (string | undefined)[] =>
    Object.values(template.Outputs ?? {}).map((output) => output.Export?.Name);
  const importsOf = (template: object): string[] =>
    [...JSON.stringify(template).matchAll(/"Fn::ImportValue":"([^"]+)"/g)].map(([, name]) => name ?? '');

  it.each(Object.keys(DEPLOYMENTS).map((name, index) => [name, index] as const))(
    'is in a stack that is deployed with it: %s',
    (_, index) => {
      const { templates } = all[index]!;
      const exported = new Set([...templates.values()].flatMap(exportsOf));
      const imported = [...templates.values()].flatMap(importsOf);
      expect(imported.length).toBeGreaterThan(10);
      expect(imported.filter((name) => !exported.has(name))).toEqual([]);
    },
  );
});
