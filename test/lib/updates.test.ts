import { describe, expect, it } from 'vitest';
import { synthesise, type Synthesised } from './synthesise.ts';

/** Of each stack the values that it exports, and those that it imports, by the names that they have in the account. */
function tradeOf({ stacks, template }: Synthesised) {
  const named = (pattern: RegExp, stack: string): string[] =>
    [...JSON.stringify(template(stack).toJSON()).matchAll(pattern)].map(([, name]) => name ?? '');
  return stacks.map(({ node: { id }, stackName }) => ({
    id,
    stackName,
    exports: named(/"Export":\{"Name":"([^"]+)"\}/g, id),
    imports: named(/"Fn::ImportValue":"([^"]+)"/g, id),
  }));
}

type Trade = ReturnType<typeof tradeOf>;

/** Values that others still import while they are no longer exported: CloudFormation refuses that update. */
function tornAway(before: Trade, after: Trade): string[] {
  const exported = new Set(after.flatMap(({ exports }) => exports));
  // A stack that the later deployment hasn't got stays as it is.
  const updated = before.filter(({ id }) => after.some((stack) => stack.id === id));
  const given = new Set(updated.flatMap(({ exports }) => exports));
  return before.flatMap(({ imports }) => imports).filter((name) => given.has(name) && !exported.has(name));
}

/** Values that stacks need which are deployed before those that they import from. */
function notThereYet(before: Trade, after: Trade, movedFirst: readonly string[]): string[] {
  const exported = new Set(before.flatMap(({ exports }) => exports));
  const wanted = after.filter(({ id }) => movedFirst.includes(id)).flatMap(({ imports }) => imports);
  return wanted.filter((name) => !exported.has(name));
}

const USERS = ['Schema', 'Etl', 'Live', 'Api', 'Stream'];
const plain = tradeOf(synthesise());

describe('what the guides call a change in place', () => {
  it.each([
    ['producerTasks 0', { producerTasks: 0 }],
    ['pollers provisioned', { eventSources: 'provisioned' }],
    ['an e-mail address', { alarmEmail: 'operator@airlines.example' }],
    ['more partitions', { positionPartitions: 6 }],
  ])('%s: can be deployed on a stage that runs, and taken back', (_name, settings) => {
    const changed = tradeOf(synthesise(settings));
    expect(plain.flatMap(({ imports }) => imports).length).toBeGreaterThan(20);
    expect(tornAway(plain, changed)).toEqual([]);
    expect(tornAway(changed, plain)).toEqual([]);
  });

  it('a fixed address: can be deployed so, and given up when those who use it are moved first', () => {
    const fixed = tradeOf(synthesise({ fixedEgress: true }));
    expect(tornAway(plain, fixed)).toEqual([]);
    expect(notThereYet(fixed, plain, USERS)).toEqual([]);
  });

  it('a login by IAM: is had when those who log in are moved first, and can be deployed back', () => {
    const byRole = tradeOf(synthesise({ databaseHost: 'cluster0.abcde.mongodb.net' }));
    expect(notThereYet(plain, byRole, USERS)).toEqual([]);
    expect(tornAway(byRole, plain)).toEqual([]);
  });
});
