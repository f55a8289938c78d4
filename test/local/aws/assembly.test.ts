import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAssembly } from '../../../local/aws/assembly.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assembly-'));
  await write('manifest.json', {
    artifacts: {
      'Data.assets': { type: 'cdk:asset-manifest', properties: { file: 'Data.assets.json' } },
      Data: { type: 'aws:cloudformation:stack', properties: { stackName: 'airlines-dev-data' } },
      Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
      Live: { type: 'aws:cloudformation:stack', properties: { stackName: 'airlines-dev-live' } },
    },
  });
  await write('Data.template.json', {
    Resources: { Uri1A44: { Type: 'AWS::SecretsManager::Secret', Metadata: { 'aws:cdk:path': 'Data/Uri/Resource' } } },
  });
  await write('Live.template.json', {
    Resources: {
      Store6835: { Type: 'AWS::Lambda::Function', Metadata: { 'aws:cdk:path': 'Live/Consumers/Store/Resource' } },
      Nameless: { Type: 'AWS::CDK::Metadata' },
    },
  });
});
afterEach(() => rm(folder, { recursive: true }));

const write = (name: string, content: object): Promise<void> => writeFile(join(folder, name), JSON.stringify(content));

describe('what was synthesised', () => {
  it('tells its stacks in the order of the manifest, and under which name each is deployed', async () => {
    const { stackIds, stackName } = await readAssembly(folder);
    expect(stackIds).toEqual(['Data', 'Live']);
    expect(stackName('Live')).toBe('airlines-dev-live');
    expect(() => stackName('Site')).toThrow('has not a stack Site');
  });

  it('finds the resource of a construct by its path', async () => {
    const { logicalId } = await readAssembly(folder);
    expect(logicalId('Live/Consumers/Store')).toBe('Store6835');
    expect(logicalId('Data/Uri')).toBe('Uri1A44');
    expect(() => logicalId('Live/Consumers')).toThrow('has not a resource at Live/Consumers');
  });

  it('is refused where it is something else', async () => {
    await write('manifest.json', { version: '43.0.0' });
    await expect(readAssembly(folder)).rejects.toThrow('has not "artifacts" in the manifest');
  });
});
