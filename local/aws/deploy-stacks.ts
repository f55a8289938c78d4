import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { isJsonObject, parseJsonObject } from '#contracts/read.ts';
import type { Assembly } from './assembly.ts';
import type { Cdk } from './cdk-command.ts';
import { emulatedClient } from './emulated-account.ts';

/** Stacks as they have been deployed. */
export interface DeployedStacks {
  /** Value of a stack's output. @throws Error where it has none of that name */
  readonly output: (stackId: string, name: string) => string;
  /**
   * Physical name of the resource of a construct.
   * @param path path of the construct, `Live/Consumers/Store`
   * @throws Error where there is none
   */
  readonly physicalId: (path: string) => string;
}

export interface DeployStacksOptions {
  readonly cdk: Pick<Cdk, 'run'>;
  readonly assembly: Assembly;
  /** Construct ids, all that these depend on deployed before or among them. */
  readonly stackIds: readonly string[];
  /** Address of the emulator. */
  readonly endpoint: string;
}

/** Deploys stacks with the plain `cdk`, in the order in which they need each other. */
export async function deployStacks({
  cdk,
  assembly,
  stackIds,
  endpoint,
}: DeployStacksOptions): Promise<DeployedStacks> {
  const outputsFile = join(assembly.folder, `outputs-${stackIds.join('-')}.json`);
  await cdk.run([
    ...['deploy', '--app', assembly.folder, '--exclusively', ...stackIds],
    // Change sets, the CDK's way, are more than emulators know of updates.
    ...['--method', 'direct', '--require-approval', 'never', '--concurrency', '4', '--outputs-file', outputsFile],
  ]);
  const outputs = parseJsonObject(await readFile(outputsFile, 'utf8'));
  const physicalIds = await readPhysicalIds(stackIds.map(assembly.stackName), endpoint);
  return {
    output: (stackId, name) => {
      const ofStack = outputs[assembly.stackName(stackId)];
      const value = isJsonObject(ofStack) ? ofStack[name] : undefined;
      if (typeof value !== 'string') throw new Error(`the stack ${stackId} has no output ${name}`);
      return value;
    },
    physicalId: (path) => {
      const [stackId = ''] = path.split('/');
      const id = physicalIds.get(`${assembly.stackName(stackId)}/${assembly.logicalId(path)}`);
      if (id === undefined) throw new Error(`${path} was not deployed`);
      return id;
    },
  };
}

async function readPhysicalIds(stackNames: readonly string[], endpoint: string): Promise<ReadonlyMap<string, string>> {
  const client = new CloudFormationClient(emulatedClient(endpoint));
  const ids = new Map<string, string>();
  try {
    for (const StackName of stackNames) {
      for await (const { StackResourceSummaries: page = [] } of paginateListStackResources({ client }, { StackName })) {
        for (const { LogicalResourceId: logicalId, PhysicalResourceId: id } of page) {
          if (logicalId !== undefined && id !== undefined) ids.set(`${StackName}/${logicalId}`, id);
        }
      }
    }
  } finally {
    client.destroy();
  }
  return ids;
}
