import { expect, it } from 'vitest';
import { ENV } from '#contracts/names.ts';
import { plainId, synthesise, type Synthesised } from '../synthesise.ts';

const STACK = 'Schema';
const deployments = {
  secret: synthesise(),
  iam: synthesise({ databaseHost: 'one.abcde.mongodb.net' }),
  unrelated: synthesise({ databaseHost: 'one.abcde.mongodb.net', maxConnections: 7, logRetentionDays: 90 }),
};

/** What CloudFormation compares to know whether the step is to be taken again. */
function step(of: Synthesised): string {
  const [found] = of.resources(STACK, 'Custom::DatabaseSchema');
  return JSON.stringify(found?.[1].Properties);
}

/** What the step's function is told. */
function told(of: Synthesised): readonly string[] {
  const found = of.resources(STACK, 'AWS::Lambda::Function').find(([id]) => plainId(id) === 'SchemaFunction');
  return Object.keys((found?.[1].Properties?.['Environment'] as { Variables: object }).Variables);
}

it('takes the schema step again when its function is told something else: another database, other days', () => {
  for (const name of ['secret', 'iam'] as const) {
    expect(told(deployments[name])).toContain(ENV.mongodbDatabase);
    for (const variable of told(deployments[name])) expect(step(deployments[name])).toContain(variable);
  }
  expect(step(deployments.iam)).toContain('one.abcde.mongodb.net');
  expect(step(deployments.secret)).toMatch(/Data:ExportsOutputRefDatabaseUri/i);
});

it('leaves it alone where something else changes', () => {
  expect(step(deployments.unrelated)).toBe(step(deployments.iam));
});

it('compares texts, since CloudFormation promises no order within an object', () => {
  const { environment } = JSON.parse(step(deployments.iam)) as { environment: object };
  expect(Object.keys(environment)).toEqual(['Fn::Join']);
});
