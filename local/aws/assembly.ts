import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isJsonObject, parseJsonObject, type JsonObject } from '#contracts/read.ts';

/** What was synthesised: the stacks, and where in the code each of their resources comes from. */
export interface Assembly {
  readonly folder: string;
  /** Construct ids of the stacks, `Data`. */
  readonly stackIds: readonly string[];
  /** Name under which a stack is deployed, `airlines-dev-data`. @throws Error where there is no such stack */
  readonly stackName: (stackId: string) => string;
  /**
   * Logical id of the resource of a construct.
   * @param path path of the construct, `Live/Consumers/Store`
   * @throws Error where there is none
   */
  readonly logicalId: (path: string) => string;
}

/** Reads the folder that `cdk synth` has written. @throws Error where it is something else */
export async function readAssembly(folder: string): Promise<Assembly> {
  const artifacts = objectIn(await readJson(folder, 'manifest.json'), 'artifacts');
  const names = new Map<string, string>();
  for (const [id, artifact] of Object.entries(artifacts)) {
    if (!isJsonObject(artifact) || artifact['type'] !== 'aws:cloudformation:stack') continue;
    const { stackName } = objectIn(artifact, 'properties');
    if (typeof stackName === 'string') names.set(id, stackName);
  }
  const logicalIds = new Map<string, string>();
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.template.json'))) {
    const { Resources: resources } = await readJson(folder, file);
    for (const [id, resource] of Object.entries(isJsonObject(resources) ? resources : {})) {
      const path = isJsonObject(resource) && isJsonObject(resource['Metadata']) && resource['Metadata']['aws:cdk:path'];
      if (typeof path === 'string') logicalIds.set(path, id);
    }
  }
  return {
    folder,
    stackIds: [...names.keys()],
    stackName: (stackId) => known(names.get(stackId), `a stack ${stackId}`),
    logicalId: (path) => known(logicalIds.get(`${path}/Resource`), `a resource at ${path}`),
  };
}

async function readJson(folder: string, file: string): Promise<JsonObject> {
  return parseJsonObject(await readFile(join(folder, file), 'utf8'));
}

function objectIn(parent: JsonObject, name: string): JsonObject {
  return known(isJsonObject(parent[name]) ? parent[name] : undefined, `"${name}" in the manifest`);
}

function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`what was synthesised has not ${what}`);
  return value;
}
