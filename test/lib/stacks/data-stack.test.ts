import { describe, expect, it } from 'vitest';
import { synthesise, type Synthesised } from '../synthesise.ts';

const byName = synthesise();
const byRole = synthesise({ databaseHost: 'cluster0.abcde.mongodb.net' });

/** What the Data stack lets others import; CloudFormation keeps each for as long as one does. */
function exportsOf({ template }: Synthesised): string[] {
  const outputs = Object.values(template('Data').findOutputs('*')) as { Export?: { Name: string } }[];
  return outputs.flatMap(({ Export: named }) => named?.Name ?? []).sort();
}

/** What all other stacks import of it. */
function importsOf({ stacks, template }: Synthesised): string[] {
  const templates = stacks.map(({ node }) => JSON.stringify(template(node.id)));
  const found = templates.flatMap((text) => [...text.matchAll(/"Fn::ImportValue":"(airlines-dev-data:[^"]+)"/g)]);
  return [...new Set(found.map(([, name = '']) => name))].sort();
}

describe('the login to the database can be changed while it runs', () => {
  it('from the secret to roles: their users are deployed first, then the secret goes', () => {
    expect(importsOf(byRole).filter((name) => name.includes('Role'))).toHaveLength(3);
    expect(exportsOf(byName)).toEqual(expect.arrayContaining(importsOf(byRole)));
  });

  it('from roles to the secret: nothing that is in use goes when it comes', () => {
    expect(importsOf(byName).filter((name) => name.includes('DatabaseUri'))).toHaveLength(1);
    expect(exportsOf(byName)).toEqual(expect.arrayContaining(importsOf(byRole)));
    expect(exportsOf(byName)).toEqual(expect.arrayContaining(exportsOf(byRole)));
  });

  it('keeps a secret that nothing uses any more', () => {
    for (const type of ['AWS::SecretsManager::Secret', 'AWS::IAM::Role']) {
      for (const [id, { DeletionPolicy: policy }] of byName.resources('Data', type)) {
        expect(`${id} ${policy}`).toBe(`${id} Retain`);
      }
    }
  });
});
